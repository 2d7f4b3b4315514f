/** Programs let in: tokens made and looked up. */
import { randomBytes } from 'node:crypto';
import { dateOfInstant, type Instant, type PlainDate } from '#shared/kernel/plain-date.ts';
import type { Accounts, ApiToken, Role } from '#shared/store/accounts.ts';
import { hashOfSecret } from './entry.ts';

const TOKEN_PREFIX = 'tz_';
/** Reading, and files of rows; every other scope is the name of a command. */
export const SCOPES = ['read', 'import'] as const;

/** Whether a scope may be named so; which commands there are is known elsewhere. */
export function isScope(written: string): boolean {
  return SCOPES.some((one) => one === written) || /^[A-Z][A-Za-z]{1,60}$/.test(written);
}

/** Whether a token of that scope is good for it. */
export function isWithin(scope: readonly string[] | undefined, wanted: string): boolean {
  return scope === undefined || scope.includes(wanted);
}

type NewToken = {
  readonly role: Role;
  readonly office: string;
  readonly name?: string;
  readonly owner?: string;
  readonly expiresOn?: PlainDate;
  readonly scope?: readonly string[];
};

/** The token, to be shown once. */
export async function createToken(
  accounts: Accounts,
  { role, office, name, owner, expiresOn, scope }: NewToken,
): Promise<string> {
  const token = `${TOKEN_PREFIX}${randomBytes(32).toString('base64url')}`;
  const id = randomBytes(6).toString('hex');
  const bounds = { ...(owner && { owner }), ...(expiresOn && { expiresOn }), ...(scope && { scope }) };
  await accounts.addToken(hashOfSecret(token), { id, user: name ?? `token-${id}`, role, office, ...bounds });
  return token;
}

/** Null also after its last day. The day of its use is noted, once a day. */
export async function tokenHolder(accounts: Accounts, token: string, now: Instant): Promise<ApiToken | null> {
  const hash = hashOfSecret(token);
  const held = await accounts.token(hash);
  const today = dateOfInstant(now);
  if (held === null || (held.expiresOn !== undefined && held.expiresOn < today)) return null;
  if (held.usedOn !== today) await accounts.noteTokenUse(hash, today);
  return held;
}
