/** People let in: accounts made, and how people and programs may be named. */
import { createHash } from 'node:crypto';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { Accounts, Role } from '#shared/store/accounts.ts';
import { hashOfPassword, randomPassword } from './passwords.ts';

/** Secrets of sessions, tokens and codes are long and random: a plain hash will do. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** `givenAt`: now, where the person is to replace the password by one of their own. `password`: one that was chosen. */
type NewUser = {
  readonly user: string;
  readonly role: Role;
  readonly office: string;
  readonly givenAt?: Instant;
  readonly password?: string;
  readonly department?: string;
};

/** The new account's password, to be shown once; null when the name is taken. */
export async function addUser(
  accounts: Accounts,
  { password = randomPassword(), ...user }: NewUser,
): Promise<string | null> {
  const passwordHash = await hashOfPassword(password);
  return (await accounts.add({ ...user, disabled: false, passwordHash })) ? password : null;
}

/** The new password, to be shown once and replaced by its owner; null when there is no such account. */
export async function resetPassword(accounts: Accounts, user: string, now: Instant): Promise<string | null> {
  const password = randomPassword();
  const passwordHash = await hashOfPassword(password);
  return (await accounts.change(user, { passwordHash, givenAt: now })) ? password : null;
}

/** How people and programs may be named: as their name stands in the history of every case they touch. */
const NAME = /^[\p{L}\p{N}._@-]{1,64}$/u;

/** The name as it is kept, half-width; null when it cannot be one. */
export function accountName(typed: string): string | null {
  const normal = typed.normalize('NFKC').trim();
  return NAME.test(normal) ? normal : null;
}
