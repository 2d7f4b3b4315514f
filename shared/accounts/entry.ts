/** Letting people and programs in: accounts, sessions and tokens made and looked up. */
import { createHash, randomBytes } from 'node:crypto';
import { askedOnce } from '#shared/kernel/asked-once.ts';
import { epochOf, type Instant, instantOf } from '#shared/kernel/plain-date.ts';
import type { Account, Accounts, ApiToken, Role } from '#shared/store/accounts.ts';
import { sessionNamed } from './account-facts.ts';
import { hashOfPassword, matchesPassword, randomPassword } from './passwords.ts';

/** A working day: users sign in again the next morning. */
export const SESSION_HOURS = 12;
const TOKEN_PREFIX = 'tz_';

function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

type NewUser = { readonly user: string; readonly role: Role; readonly office: string };

/** The new account's password, to be shown once; null when the name is taken. */
export async function addUser(accounts: Accounts, user: NewUser): Promise<string | null> {
  const password = randomPassword();
  const passwordHash = await hashOfPassword(password);
  return (await accounts.add({ ...user, disabled: false, passwordHash })) ? password : null;
}

/** The token, to be shown once. */
export async function createToken(
  accounts: Accounts,
  { role, office, name }: { role: Role; office: string; name?: string },
): Promise<string> {
  const token = `${TOKEN_PREFIX}${randomBytes(32).toString('base64url')}`;
  const id = randomBytes(6).toString('hex');
  await accounts.addToken(hashOfSecret(token), { id, user: name ?? `token-${id}`, role, office });
  return token;
}

export function tokenHolder(accounts: Accounts, token: string): Promise<ApiToken | null> {
  return accounts.token(hashOfSecret(token));
}

/** The session's secret, for the cookie. */
export async function startSession(accounts: Accounts, user: string, now: Instant): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  const expiresAt = instantOf(epochOf(now) + SESSION_HOURS * 3_600_000);
  await accounts.addSession(hashOfSecret(secret), { user, expiresAt });
  return secret;
}

/** By which a session is told apart from others wherever it is named: nobody enters with it. */
export function sessionName(secret: string): string {
  return sessionNamed(hashOfSecret(secret));
}

/** Null when the session ended or expired, or the account was disabled meanwhile. */
export async function sessionHolder(
  accounts: Accounts,
  secret: string,
  now: Instant,
): Promise<Account | null> {
  const session = await accounts.session(hashOfSecret(secret));
  if (session === null || session.expiresAt <= now) return null;
  // made while the clock was ahead, it would last until that time
  if (epochOf(session.expiresAt) - epochOf(now) > SESSION_HOURS * 3_600_000) return null;
  const account = await accounts.find(session.user);
  return account === null || account.disabled ? null : account;
}

/** Compared with when nobody has the name, so that the time taken does not tell which names exist. */
const hashOfNobody = askedOnce(() => hashOfPassword(randomBytes(16).toString('hex')));

const TRIES = 5;
const TRIES_FROM_ONE_ADDRESS = 50;
const WINDOW_MS = 15 * 60_000;

type SignIn =
  | { readonly outcome: 'in'; readonly secret: string }
  | { readonly outcome: 'wrong' | 'throttled' };

/** Five wrong passwords for a name, or fifty from one address, close the door for a quarter of an hour. */
export async function signIn(
  accounts: Accounts,
  { user, password, address }: { user: string; password: string; address: string },
  now: Instant,
): Promise<SignIn> {
  const since = instantOf(epochOf(now) - WINDOW_MS);
  const [byUser, byAddress] = [`user:${user}`, `address:${address}`];
  const throttled =
    (await accounts.failuresBetween(byUser, since, now)) >= TRIES ||
    (await accounts.failuresBetween(byAddress, since, now)) >= TRIES_FROM_ONE_ADDRESS;
  if (throttled) return { outcome: 'throttled' };
  const account = await accounts.find(user);
  const matches = await matchesPassword(password, account?.passwordHash ?? (await hashOfNobody()));
  if (!matches || account === null || account.disabled) {
    await accounts.noteFailure(byUser, now);
    await accounts.noteFailure(byAddress, now);
    return { outcome: 'wrong' };
  }
  await accounts.clearFailures(byUser);
  return { outcome: 'in', secret: await startSession(accounts, user, now) };
}

export function endSessionOf(accounts: Accounts, secret: string): Promise<void> {
  return accounts.endSession(hashOfSecret(secret));
}

/** How people and programs may be named: as their name stands in the history of every case they touch. */
const NAME = /^[\p{L}\p{N}._@-]{1,64}$/u;

/** The name as it is kept, half-width; null when it cannot be one. */
export function accountName(typed: string): string | null {
  const normal = typed.normalize('NFKC').trim();
  return NAME.test(normal) ? normal : null;
}
