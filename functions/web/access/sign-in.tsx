/** Signing in and out. */
import { endSessionOf, signIn } from '#shared/accounts/entry.ts';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import type { Ctx, Web } from '../frame/web.ts';
import { takeCarried } from '../look/drafts.ts';
import type { FieldError } from '../look/form.tsx';
import { NOTHING_PERSONAL, recordRefusal } from './reads.ts';
import { signInPage } from './sign-in-page.tsx';
import type { Site } from './site.ts';
import { giveSession, takeSession } from './visitor.ts';

export function signInRoutes(door: Site, web: Web): void {
  const site = door.reading(NOTHING_PERSONAL);
  site.publicPage('/sign-in', (c) =>
    c.var.principal === null
      ? signInPage(c, { values: { next: c.req.query('next') ?? '' }, errors: [] })
      : c.redirect('/', 303),
  );
  site.publicForm('/sign-in', (c, fields) => enter(c, web, fields));
  site.publicForm('/sign-out', async (c) => {
    const session = await takeSession(c, web);
    if (session !== null) await endSessionOf(web.accounts, session);
    web.log({ event: 'signedOut', request: c.var.request, user: c.var.principal?.user ?? null });
    return c.redirect('/sign-in', 303);
  });
}

const TURNED_AWAY: Readonly<Record<'wrong' | 'throttled', FieldError>> = {
  wrong: { field: 'user', code: 'wrongPassword', message: '用户名或密码不对' },
  throttled: { field: 'user', code: 'throttled', message: '连续多次不成功，请十五分钟后再试' },
};

async function enter(c: Ctx, web: Web, fields: FormFields): Promise<Response> {
  const user = textOf(fields, 'user').normalize('NFKC');
  const password = typeof fields.password === 'string' ? fields.password : '';
  const values = { user, next: textOf(fields, 'next'), kept: textOf(fields, 'kept') };
  const errors = [
    ...(user === '' ? [{ field: 'user', code: 'required', message: '请填写用户名' }] : []),
    ...(password === '' ? [{ field: 'password', code: 'required', message: '请填写密码' }] : []),
  ];
  if (errors.length > 0) return signInPage(c, { values, errors });
  const attempt = { user, password, address: web.config.addressOf(c) };
  const result = await signIn(web.accounts, attempt, web.house.clock.now());
  const { outcome } = result;
  // an unknown name may be a password typed into the wrong field: keep it out of the log
  web.log({ event: 'signIn', request: c.var.request, outcome, user: outcome === 'in' ? user : null });
  if (outcome !== 'in') await recordRefusal(c, web, { name: user, why: outcome });
  if (result.outcome === 'throttled') c.header('retry-after', '900');
  if (result.outcome !== 'in') return signInPage(c, { values, errors: [TURNED_AWAY[result.outcome]] });
  await giveSession(c, web, result.secret);
  const account = await web.accounts.find(user);
  const who = account && { user, role: account.role, office: account.office, via: 'form' as const };
  const form = who && values.kept !== '' ? await takeCarried({ web, who }, values.kept) : null;
  return c.redirect(form ?? ownPath(values.next), 303);
}

/** Returns only to addresses of this site, read as a browser would: it drops tabs and flips backslashes. */
function ownPath(next: string): string {
  const base = 'http://here.invalid';
  const url = URL.parse(next, base);
  if (url?.origin !== base || !next.startsWith('/')) return '/';
  const path = `${url.pathname}${url.search}${url.hash}`;
  return path.startsWith('//') || path.startsWith('/sign-') ? '/' : path;
}
