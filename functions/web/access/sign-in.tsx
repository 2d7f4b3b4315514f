/** Signing in and out. */

import { endSessionOf } from '#shared/accounts/sessions.ts';
import { checkPassword } from '#shared/accounts/sign-in.ts';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import type { Ctx, Web } from '../frame/web.ts';
import type { FieldError, FormState } from '../look/form.tsx';
import { deviceOf } from './devices.ts';
import { letIn } from './let-in.ts';
import { signInPage } from './sign-in-page.tsx';
import type { Site } from './site.ts';
import { turnedAway } from './turned-back.ts';
import { forgetSession, sessionIn } from './visitor.ts';

export function signInRoutes(site: Site, web: Web): void {
  site.publicPage('/sign-in', (c) =>
    c.var.principal === null
      ? signInPage(c, { values: { next: c.req.query('next') ?? '' }, errors: [] })
      : c.redirect('/', 303),
  );
  site.publicForm('/sign-in', (c, fields) => enter(c, web, fields));
  site.publicForm('/sign-out', (c) => leave(c, web));
}

/** What the browser has kept of the pages goes, too. Cookies stay: other systems of the domain have theirs among them. */
async function leave(c: Ctx, web: Web): Promise<Response> {
  const session = await sessionIn(c, web);
  if (session !== null) await endSessionOf(web.accounts, session);
  forgetSession(c);
  web.log({ event: 'signedOut', request: c.var.request, user: c.var.principal?.user ?? null });
  if (c.var.secure) c.header('clear-site-data', '"cache", "storage"');
  return c.redirect('/sign-in', 303);
}

/** `kept` and `next` travel with the form. */
function valuesIn(fields: FormFields): FormState['values'] {
  const user = textOf(fields, 'user').normalize('NFKC');
  return { user, next: textOf(fields, 'next'), kept: textOf(fields, 'kept') };
}

async function enter(c: Ctx, web: Web, fields: FormFields): Promise<Response> {
  const values = valuesIn(fields);
  const { user = '', next = '' } = values;
  const password = typeof fields.password === 'string' ? fields.password : '';
  const errors: FieldError[] = [
    ...(user === '' ? [{ field: 'user', code: 'required', message: '请填写用户名' }] : []),
    ...(password === '' ? [{ field: 'password', code: 'required', message: '请填写密码' }] : []),
  ];
  if (errors.length > 0) return signInPage(c, { values, errors });
  const attempt = { user, password, address: web.config.addressOf(c), device: await deviceOf(c, web, user) };
  const now = web.house.clock.now();
  const checked = await checkPassword({ accounts: web.accounts, ...costOf(web) }, attempt, now);
  if (checked.outcome === 'right') return letIn(c, web, { account: checked.account, how: 'password', next });
  // an unknown name may be a password typed into the wrong field: keep it out of the log
  web.log({ event: 'signIn', request: c.var.request, outcome: checked.outcome, user: null });
  return signInPage(c, { values, errors: [turnedAway(c, checked, 'user')] });
}

export function costOf({ config }: Web): { readonly cost?: NonNullable<typeof config.passwordCost> } {
  return config.passwordCost === undefined ? {} : { cost: config.passwordCost };
}
