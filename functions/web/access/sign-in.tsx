/** Signing in and out. */

import { keyShown } from '#shared/accounts/passkeys.ts';
import { endSessionOf } from '#shared/accounts/sessions.ts';
import { checkPassword } from '#shared/accounts/sign-in.ts';
import type { AccountWithHash } from '#shared/store/accounts.ts';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import type { Ctx, Web } from '../frame/web.ts';
import type { FieldError, FormState } from '../look/form.tsx';
import { deviceOf } from './devices.ts';
import { letIn } from './let-in.ts';
import { keyAnswerIn, NO_KEY } from './passkey-form.tsx';
import { NOTHING_PERSONAL, recordRefusal } from './reads.ts';
import { afterPassword } from './second-step.tsx';
import { BY_PASSKEY, signInPage, takesPasswords } from './sign-in-page.tsx';
import type { Site } from './site.ts';
import { turnedAway } from './turned-back.ts';
import { forgetSession, sessionIn } from './visitor.ts';

export function signInRoutes(door: Site, web: Web): void {
  const site = door.reading(NOTHING_PERSONAL);
  site.publicPage('/sign-in', (c) =>
    c.var.principal === null
      ? signInPage(c, web, { values: { next: c.req.query('next') ?? '' }, errors: [] })
      : c.redirect('/', 303),
  );
  site.publicForm('/sign-in', (c, fields) => enter(c, web, fields));
  site.publicForm(BY_PASSKEY, (c, fields) => enterByKey(c, web, fields));
  site.publicForm('/sign-out', (c) => leave(c, web));
}

/** What the browser has kept of the pages goes, too. Cookies stay: other systems of the domain have theirs among them. */
async function leave(c: Ctx, web: Web): Promise<Response> {
  const session = await sessionIn(c, web);
  if (session !== null) await endSessionOf(web.accounts, session);
  forgetSession(c);
  web.log({ event: 'signedOut', request: c.var.request, user: c.var.principal?.user ?? null });
  if (c.var.secure) c.header('clear-site-data', '"cache", "storage"');
  return c.redirect(c.var.present?.how === 'provider' ? '/sign-in?left=provider' : '/sign-in', 303);
}

/** `kept` and `next` travel with the form. */
function valuesIn(fields: FormFields): FormState['values'] {
  const user = textOf(fields, 'user').normalize('NFKC');
  return { user, next: textOf(fields, 'next'), kept: textOf(fields, 'kept') };
}

async function enter(c: Ctx, web: Web, fields: FormFields): Promise<Response> {
  const values = valuesIn(fields);
  const { user = '' } = values;
  const password = typeof fields.password === 'string' ? fields.password : '';
  const errors: FieldError[] = [
    ...(user === '' ? [{ field: 'user', code: 'required', message: '请填写用户名' }] : []),
    ...(password === '' ? [{ field: 'password', code: 'required', message: '请填写密码' }] : []),
  ];
  if (errors.length > 0) return signInPage(c, web, { values, errors });
  const attempt = { user, password, address: web.config.addressOf(c), device: await deviceOf(c, web, user) };
  const now = web.house.clock.now();
  const checked = await checkPassword({ accounts: web.accounts, ...costOf(web) }, attempt, now);
  if (checked.outcome === 'right') return onRight(c, web, { account: checked.account, values });
  // an unknown name may be a password typed into the wrong field: keep it out of the log
  web.log({ event: 'signIn', request: c.var.request, outcome: checked.outcome, user: null });
  await recordRefusal(c, web, { name: user, why: checked.outcome });
  return signInPage(c, web, { values, errors: [turnedAway(c, checked, 'user')] });
}

type Right = { readonly account: AccountWithHash; readonly values: FormState['values'] };

const OFF: FieldError = {
  field: 'user',
  code: 'passwordsOff',
  message: '本机关已停用密码登录，请用统一身份认证或者通行密钥',
};

async function onRight(c: Ctx, web: Web, { account, values }: Right): Promise<Response> {
  if (!(await takesPasswords(web, account.office))) return signInPage(c, web, { values, errors: [OFF] });
  return afterPassword(c, web, { account, next: values.next ?? '' });
}

/** A passkey stands for both: the device is there, and it has asked its owner for a finger, a face or a number. */
async function enterByKey(c: Ctx, web: Web, fields: FormFields): Promise<Response> {
  const values = valuesIn(fields);
  const answer = await keyAnswerIn(c, web, fields);
  const key = answer === null ? null : await keyShown(web.accounts, answer);
  const account = key === null ? null : await web.accounts.find(key.user);
  if (account !== null && !account.disabled)
    return letIn(c, web, { account, how: 'passkey', next: values.next ?? '' });
  web.log({ event: 'signIn', request: c.var.request, outcome: 'passkeyRefused', user: null });
  await recordRefusal(c, web, { name: key?.user ?? '', why: 'passkeyRefused' });
  return signInPage(c, web, { values, errors: [NO_KEY] });
}

export function costOf({ config }: Web): { readonly cost?: NonNullable<typeof config.passwordCost> } {
  return config.passwordCost === undefined ? {} : { cost: config.passwordCost };
}
