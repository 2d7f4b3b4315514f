/** Sessions of people: begun, found again, and over when they are too old or nobody did anything for too long. */
import { randomBytes } from 'node:crypto';
import { epochOf, type Instant, instantOf } from '#shared/kernel/plain-date.ts';
import type { Account, Accounts, KeptSession, Session } from '#shared/store/accounts.ts';
import { sessionNamed } from './account-facts.ts';
import { hashOfSecret } from './entry.ts';
import type { SignInRules } from './sign-in-rules.ts';

/** A working day: users sign in again the next morning. */
export const SESSION_HOURS = 12;
const LONGEST_MS = SESSION_HOURS * 3_600_000;
const MINUTE_MS = 60_000;

/** The session's secret, for the cookie. */
export async function startSession(
  accounts: Accounts,
  begun: Pick<Session, 'user' | 'how' | 'from' | 'device'>,
  now: Instant,
): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  const expiresAt = instantOf(epochOf(now) + LONGEST_MS);
  await accounts.addSession(hashOfSecret(secret), { ...begun, startedAt: now, seenAt: now, expiresAt });
  return secret;
}

/** `id` names it on pages. */
type Held = { readonly account: Account; readonly session: Session; readonly id: string };

/** Null when the session was ended or is too old, or the account was disabled meanwhile. */
export async function sessionHolder(accounts: Accounts, secret: string, now: Instant): Promise<Held | null> {
  const hash = hashOfSecret(secret);
  const session = await accounts.session(hash);
  if (session === null || !isYoung(session, now)) return null;
  const account = await accounts.find(session.user);
  return account === null || account.disabled ? null : { account, session, id: sessionNamed(hash) };
}

function isYoung({ expiresAt }: Session, now: Instant): boolean {
  // made while the clock was ahead, it would last until that time
  return expiresAt > now && epochOf(expiresAt) - epochOf(now) <= LONGEST_MS;
}

/** Whether somebody was there within the time that the office allows without. */
export function isInUse({ seenAt }: Session, { idleMinutes }: SignInRules, now: Instant): boolean {
  return epochOf(now) - epochOf(seenAt) <= idleMinutes * MINUTE_MS;
}

/** That somebody is there, noted once a minute. */
export async function noteSeen(
  accounts: Accounts,
  { secret, session }: { readonly secret: string; readonly session: Session },
  now: Instant,
): Promise<void> {
  if (Math.abs(epochOf(now) - epochOf(session.seenAt)) >= MINUTE_MS)
    await accounts.touchSession(hashOfSecret(secret), now);
}

export function endSessionOf(accounts: Accounts, secret: string): Promise<void> {
  return accounts.endSession(hashOfSecret(secret));
}

export type OpenSession = Omit<KeptSession, 'hash'> & { readonly id: string };

/** Those in which a person is signed in now, the newest first. */
export async function openSessions(
  accounts: Accounts,
  { user, rules }: { readonly user: string; readonly rules: SignInRules },
  now: Instant,
): Promise<readonly OpenSession[]> {
  return (await accounts.sessions(user))
    .filter((session) => isYoung(session, now) && isInUse(session, rules, now))
    .map(({ hash, ...session }) => ({ ...session, id: sessionNamed(hash) }));
}

/** Ends one of a person's sessions by its id, or all but the one that is kept; how many were ended. */
export async function endSessions(
  accounts: Accounts,
  user: string,
  { only, except }: { readonly only?: string; readonly except?: string },
): Promise<number> {
  const meant = (await accounts.sessions(user)).filter(({ hash }) =>
    only === undefined ? sessionNamed(hash) !== except : sessionNamed(hash) === only,
  );
  for (const { hash } of meant) await accounts.endSession(hash);
  return meant.length;
}
