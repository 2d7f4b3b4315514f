/** Who stands behind a request: a session's cookie, a program's token, or nobody yet. */
import { randomBytes } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';
import { askedFor } from '#shared/accounts/asking.ts';
import { SESSION_HOURS, sessionHolder, sessionName, tokenHolder } from '#shared/accounts/entry.ts';
import { type OfficeProfile, profileOf, UNNAMED } from '#shared/ledger/office-name.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { keptWarnings } from '../frame/send-command.ts';
import type { Ctx, Env, Principal, Web } from '../frame/web.ts';
import { csrfToken } from './forgery.ts';
import { asActor, askedBy } from './reads.ts';

const SESSION = 'taizhang_session';
const VISITOR = 'taizhang_visitor';

function cookieOptions(web: Web): CookieOptions {
  return { path: '/', httpOnly: true, sameSite: 'Lax', secure: web.config.secureCookies };
}

/** Identifies the visitor and issues the token for their forms. */
export function knowVisitor(web: Web): MiddlewareHandler<Env> {
  return async (c, next) => {
    const secret = await web.accounts.signingSecret();
    const session = await getSignedCookie(c, secret, SESSION);
    const visitor = session || (await visitorOf(c, web, secret));
    const principal = (await bearer(c, web)) ?? (session ? await personOf(web, session) : null);
    c.set('principal', principal);
    c.set('session', principal?.via === 'form' && session ? sessionName(session) : null);
    c.set('now', web.house.clock.now());
    c.set('proxied', web.config.isProxied?.(c) ?? false);
    c.set('warnings', c.req.method === 'GET' ? await keptWarnings(c, secret) : []);
    c.set('draft', null);
    c.set('csrf', csrfToken(secret, visitor));
    c.set('office', await officeAt(web, principal?.office ?? web.config.office));
    await askedFor({ ...asActor(principal), ...askedBy(c, web) }, next);
  };
}

async function officeAt({ house }: Web, id: string): Promise<OfficeProfile> {
  const none = { id, name: UNNAMED, shortName: '', superior: '', sample: false };
  return (await profileOf(house.log, id)) ?? none;
}

async function personOf(web: Web, session: string): Promise<Principal | null> {
  const account = await sessionHolder(web.accounts, session, web.house.clock.now());
  return account && { ...(await standingOf(web, account)), via: 'form' };
}

async function bearer(c: Ctx, web: Web): Promise<Principal | null> {
  const [, token] = /^Bearer\s+(\S+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
  const holder = token === undefined ? null : await tokenHolder(web.accounts, token);
  return holder && { ...(await standingOf(web, holder)), via: 'api' };
}

/** Where the three powers are kept apart, an admin keeps the accounts alone. */
async function standingOf({ house }: Web, { user, role, office }: Standing): Promise<Standing> {
  if (role !== 'admin') return { user, role, office };
  const { separated } = await officeSettings(house.log, office).approvals();
  return { user, role: separated ? 'accounts' : role, office };
}
type Standing = Pick<Principal, 'user' | 'role' | 'office'>;

/** The sign-in form needs a token before there is a session. */
async function visitorOf(c: Ctx, web: Web, secret: string): Promise<string> {
  const known = await getSignedCookie(c, secret, VISITOR);
  if (known) return known;
  const visitor = randomBytes(16).toString('base64url');
  if (c.req.path.startsWith('/api/')) return visitor;
  await setSignedCookie(c, VISITOR, visitor, secret, cookieOptions(web));
  return visitor;
}

export async function giveSession(c: Ctx, web: Web, session: string): Promise<void> {
  const options = { ...cookieOptions(web), maxAge: SESSION_HOURS * 3600 };
  await setSignedCookie(c, SESSION, session, await web.accounts.signingSecret(), options);
  deleteCookie(c, VISITOR, cookieOptions(web));
}

/** The secret of the session that was ended; null when there was none. */
export async function takeSession(c: Ctx, web: Web): Promise<string | null> {
  const session = await getSignedCookie(c, await web.accounts.signingSecret(), SESSION);
  deleteCookie(c, SESSION, cookieOptions(web));
  return session || null;
}
