/** Who stands behind a request: a session's cookie, a program's token, or nobody yet. */
import { randomBytes } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { askedFor } from '#shared/accounts/asking.ts';
import { isInUse, noteSeen, SESSION_HOURS, sessionHolder } from '#shared/accounts/sessions.ts';
import { type SignInRules, signInRulesOf } from '#shared/accounts/sign-in-rules.ts';
import { standingOf } from '#shared/accounts/standing.ts';
import { tokenHolder } from '#shared/accounts/tokens.ts';
import { type OfficeProfile, profileOf, UNNAMED } from '#shared/ledger/office-name.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { cookieIn, dropCookie, giveCookie } from '../frame/cookies.ts';
import { keptWarnings } from '../frame/send-command.ts';
import type { Ctx, Env, Present, Principal, Web } from '../frame/web.ts';
import { csrfToken } from './forgery.ts';
import { asActor, askedBy } from './reads.ts';

const SESSION = 'taizhang_session';
const VISITOR = 'taizhang_visitor';

/** Identifies the visitor and issues the token for their forms. */
export function knowVisitor(web: Web): MiddlewareHandler<Env> {
  return async (c, next) => {
    c.set('secure', web.config.secureCookies);
    const secret = await web.accounts.signingSecret();
    const session = cookieIn(c, secret, SESSION);
    const visitor = session ?? (await visitorOf(c, secret));
    c.set('now', web.house.clock.now());
    const person = session === null ? null : await personOf(web, session);
    const program = await bearer(c, web);
    const principal = program ?? person?.principal ?? null;
    c.set('principal', principal);
    c.set('present', program === null ? (person?.present ?? null) : null);
    c.set('session', c.var.present?.id ?? null);
    c.set('isOver', session !== null && person === null);
    c.set('proxied', web.config.isProxied?.(c) ?? false);
    c.set('warnings', c.req.method === 'GET' ? await keptWarnings(c, secret) : []);
    c.set('draft', null);
    c.set('csrf', csrfToken(secret, { visitor, user: person?.principal.user ?? '' }));
    c.set('office', await officeAt(web, principal?.office ?? web.config.office));
    await askedFor({ ...asActor(principal), ...askedBy(c, web) }, next);
  };
}

async function officeAt({ house }: Web, id: string): Promise<OfficeProfile> {
  const none = { id, name: UNNAMED, shortName: '', superior: '', brand: '', sample: false };
  return (await profileOf(house.log, id)) ?? none;
}

export function rulesAt({ house, config }: Web, office: string): Promise<SignInRules> {
  return signInRulesOf(house.log, office, config.signInRules);
}

type Person = { readonly principal: Principal; readonly present: Present };

async function personOf(web: Web, secret: string): Promise<Person | null> {
  const now = web.house.clock.now();
  const held = await sessionHolder(web.accounts, secret, now);
  if (held === null) return null;
  const { account, session, id } = held;
  const { user, role, office, department } = account;
  const [rules, power] = await Promise.all([rulesAt(web, office), powerOf(web, { user, role, office })]);
  if (!isInUse(session, rules, now)) return null;
  await noteSeen(web.accounts, { secret, session }, now);
  const standing = standingOf({ account, session, rules }, now);
  return {
    principal: { ...power, via: 'form', ...(department !== undefined && { department }) },
    present: { id, how: session.how, startedAt: session.startedAt, standing },
  };
}

async function bearer(c: Ctx, web: Web): Promise<Principal | null> {
  const [, token] = /^Bearer\s+(\S+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
  if (token === undefined) return null;
  const holder = await tokenHolder(web.accounts, token, web.house.clock.now());
  if (holder === null) return null;
  const { user, role, office, scope, owner } = holder;
  const bounds = { ...(scope && { scope }), ...(owner !== undefined && { owner }) };
  return { ...(await powerOf(web, { user, role, office })), via: 'api', ...bounds };
}

/** Where the three powers are kept apart, an admin keeps the accounts alone. */
async function powerOf({ house }: Web, { user, role, office }: Power): Promise<Power> {
  if (role !== 'admin') return { user, role, office };
  const { separated } = await officeSettings(house.log, office).approvals();
  return { user, role: separated ? 'accounts' : role, office };
}
type Power = Pick<Principal, 'user' | 'role' | 'office'>;

/** The sign-in form needs a token before there is a session. */
async function visitorOf(c: Ctx, secret: string): Promise<string> {
  const known = cookieIn(c, secret, VISITOR);
  if (known !== null) return known;
  const visitor = randomBytes(16).toString('base64url');
  if (c.req.path.startsWith('/api/')) return visitor;
  giveCookie(c, secret, { name: VISITOR, value: visitor });
  return visitor;
}

export async function giveSession(c: Ctx, web: Web, session: string): Promise<void> {
  const cookie = { name: SESSION, value: session, seconds: SESSION_HOURS * 3600 };
  giveCookie(c, await web.accounts.signingSecret(), cookie);
  dropCookie(c, VISITOR);
}

/** The secret of the session that this browser came with; null when there was none. */
export async function sessionIn(c: Ctx, web: Web): Promise<string | null> {
  return cookieIn(c, await web.accounts.signingSecret(), SESSION);
}

export function forgetSession(c: Ctx): void {
  dropCookie(c, SESSION);
}

/**
 * Under which address a browser sees us, for what is bound to it: passkeys, the way back from a provider. Behind a proxy
 * as that one says; nothing is believed on its word alone.
 */
export function ownAddress(c: Ctx): URL {
  const host = c.req.header('host') ?? 'localhost';
  const told = c.var.proxied ? (c.req.header('x-forwarded-host')?.split(',')[0]?.trim() ?? '') : '';
  const scheme = c.var.secure ? 'https' : 'http';
  return URL.parse(`${scheme}://${told || host}/`) ?? new URL(`${scheme}://localhost/`);
}
