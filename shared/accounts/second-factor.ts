/** What somebody has besides a password: an authenticator that shows codes (TOTP, RFC 6238), and codes for its loss. */
import { randomBytes, randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { epochOf, type Instant } from '#shared/kernel/plain-date.ts';
import type { Accounts, Factor } from '#shared/store/accounts.ts';
import type { TryRule } from '#shared/store/tries.ts';
import type { Vault } from '#shared/store/vault.ts';
import { hashOfSecret } from './entry.ts';
import { TRIES_OF_ONE } from './sign-in.ts';

const PERIOD_SECONDS = 30;
/** One step early or late: clocks of telephones and of people. */
const WINDOW = 1;

type Factors = { readonly accounts: Accounts; readonly vault: Vault };

/** A new secret in base32, as authenticators take it. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

type Labelled = { readonly secret: string; readonly user: string; readonly issuer: string };

const totpOf = (secret: string): TOTP => new TOTP({ secret, period: PERIOD_SECONDS });

/** What the picture says to an authenticator. */
export function totpAddress({ secret, user, issuer }: Labelled): string {
  return new TOTP({ secret, period: PERIOD_SECONDS, label: user, issuer }).toString();
}

/** The time step for which the code is right, near now; null for a wrong one. */
export function stepOfCode(secret: string, code: string, now: Instant): number | null {
  const token = code.normalize('NFKC').replaceAll(' ', '');
  if (!/^\d{6}$/.test(token)) return null;
  const timestamp = epochOf(now);
  const delta = totpOf(secret).validate({ token, timestamp, window: WINDOW });
  return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta;
}

const ownerOf = ({ user, id }: Pick<Factor, 'user' | 'id'>): string => `factor ${user} ${id}`;

type NewTotp = {
  readonly user: string;
  readonly name: string;
  readonly secret: string;
  readonly step: number;
};

/** `step`: that of the code by which its owner has shown to have it; it is not taken again. */
export async function addTotp({ accounts, vault }: Factors, totp: NewTotp, now: Instant): Promise<void> {
  const { user, name, secret, step } = totp;
  const id = randomBytes(9).toString('base64url');
  const sealed = await vault.seal(ownerOf({ user, id }), Buffer.from(secret));
  const kept = Buffer.from(sealed).toString('base64');
  await accounts.addFactor({ user, id, kind: 'totp', name, addedAt: now, secret: kept, mark: step });
}

/** Whether the code is that of one of the person's authenticators, and was not taken before. */
export async function takesCode(
  { accounts, vault }: Factors,
  { user, code }: { readonly user: string; readonly code: string },
  now: Instant,
): Promise<boolean> {
  for (const factor of await accounts.factors(user)) {
    if (factor.kind !== 'totp') continue;
    const secret = await vault.open(ownerOf(factor), Buffer.from(factor.secret, 'base64'));
    const step = secret === null ? null : stepOfCode(Buffer.from(secret).toString('utf8'), code, now);
    if (step !== null && (await accounts.markFactor(factor, step))) return true;
  }
  return false;
}

const RECOVERY_CODES = 10;
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** New ones in the place of all before, to be shown once. */
export async function newRecoveryCodes(
  accounts: Accounts,
  user: string,
  now: Instant,
): Promise<readonly string[]> {
  for (const factor of await accounts.factors(user))
    if (factor.kind === 'recovery') await accounts.removeFactor(factor);
  const codes = Array.from({ length: RECOVERY_CODES }, randomCode);
  for (const code of codes) {
    const id = hashOfSecret(bareCode(code));
    await accounts.addFactor({ user, id, kind: 'recovery', name: '', addedAt: now, secret: '', mark: 0 });
  }
  return codes;
}

/** 79 bits: nobody guesses one, so that a plain hash will do. */
function randomCode(): string {
  const letters = Array.from({ length: 16 }, () => LETTERS.charAt(randomInt(LETTERS.length)));
  return [0, 4, 8, 12].map((start) => letters.slice(start, start + 4).join('')).join('-');
}

const bareCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

/** Whether it is one that was not used; it is used now. */
export function takesRecoveryCode(accounts: Accounts, user: string, typed: string): Promise<boolean> {
  return accounts.removeFactor({ user, id: hashOfSecret(bareCode(typed)) });
}

/** Takes away all of them, for somebody who has lost them; how many there were. */
export async function clearFactors(accounts: Accounts, user: string): Promise<number> {
  const factors = await accounts.factors(user);
  for (const factor of factors) await accounts.removeFactor(factor);
  return factors.filter(isFactor).length;
}

/** Those that make a second factor; recovery codes alone are none. */
export function isFactor({ kind }: Factor): boolean {
  return kind !== 'recovery';
}

/** A person's codes are counted apart from the passwords: who is here has shown the right one. */
export const CODE_TRIES: TryRule = TRIES_OF_ONE;
export const codeTries = (user: string): string => `code ${user}`;
