/** The last step of every way in: the session begins, the browser knows its person, and one is where one wanted to be. */
import { endSessionOf, startSession } from '#shared/accounts/sessions.ts';
import type { Account, SignInWay } from '#shared/store/accounts.ts';
import type { Ctx, Web } from '../frame/web.ts';
import { takeCarried } from '../look/drafts.ts';
import { deviceWords, rememberDevice } from './devices.ts';
import { ownerMark } from './forgery.ts';
import { giveSession, sessionIn } from './visitor.ts';

/** Where one wanted to go, and what was typed before, sealed. */
export type Onward = { readonly next: string; readonly kept: string };
type Entering = { readonly account: Account; readonly how: SignInWay };

export async function letIn(c: Ctx, web: Web, entering: Entering & Onward): Promise<Response> {
  const { account, how, next, kept } = entering;
  await beginSession(c, web, { account, how });
  const { user, role, office } = account;
  web.log({ event: 'signIn', request: c.var.request, outcome: 'in', user, how });
  const who = { user, role, office, via: 'form' as const };
  const owner = ownerMark(await web.accounts.signingSecret(), user);
  const form = kept === '' ? null : await takeCarried({ web, who }, { sealed: kept, owner });
  const onward = form ?? ownPath(next);
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
  await giveSession(c, web, await startSession(web.accounts, begun, web.house.clock.now()));
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
