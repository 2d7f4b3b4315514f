/** The last step of every way in: the session begins, the browser knows its person, and one is where one wanted to be. */
import { endSessionOf, startSession } from '#shared/accounts/sessions.ts';
import type { Account, SignInWay } from '#shared/store/accounts.ts';
import type { Ctx, Web } from '../frame/web.ts';
import { deviceWords, rememberDevice } from './devices.ts';
import { csrfToken } from './forgery.ts';
import { giveSession, sessionIn } from './visitor.ts';

type Entering = { readonly account: Account; readonly how: SignInWay };

/** `next`: where one wanted to go. */
export async function letIn(
  c: Ctx,
  web: Web,
  { account, how, next }: Entering & { readonly next: string },
): Promise<Response> {
  await beginSession(c, web, { account, how });
  web.log({ event: 'signIn', request: c.var.request, outcome: 'in', user: account.user, how });
  const onward = ownPath(next);
  const asksFirst = account.givenAt !== undefined && how !== 'provider';
  return c.redirect(asksFirst ? `${OWN_PASSWORD}?next=${encodeURIComponent(onward)}` : onward, 303);
}

/** Where a password is replaced. */
export const OWN_PASSWORD = '/account/password';

/** The session of before in this browser is over. */
export async function beginSession(c: Ctx, web: Web, { account, how }: Entering): Promise<void> {
  const before = await sessionIn(c, web);
  if (before !== null) await endSessionOf(web.accounts, before);
  const from = web.config.addressOf(c);
  const device = deviceWords(c.req.header('user-agent'));
  const begun = { user: account.user, how, from, device };
  const session = await startSession(web.accounts, begun, web.house.clock.now());
  await giveSession(c, web, session);
  // for the forms of a page that is answered with
  const secret = await web.accounts.signingSecret();
  c.set('csrf', csrfToken(secret, { visitor: session, user: account.user }));
  await rememberDevice(c, web, account.user);
}

/** Returns only to addresses of this site, read as a browser would: it drops tabs and flips backslashes. */
export function ownPath(next: string): string {
  const base = 'http://here.invalid';
  const url = URL.parse(next, base);
  if (url?.origin !== base || !next.startsWith('/')) return '/';
  const path = `${url.pathname}${url.search}${url.hash}`;
  return path.startsWith('//') || path.startsWith('/sign-') ? '/' : path;
}
