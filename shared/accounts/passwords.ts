/**
 * Passwords as scrypt hashes: `scrypt$N$r$p$salt$hash`, base64; the costs stand in the hash, so that a password is hashed
 * anew when they rise. A hash takes 128 MB and a third of a second: few are made at once, and not many may wait.
 */
import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import { atOnce } from './at-once.ts';

export type PasswordCost = { readonly N: number; readonly r: number; readonly p: number };

/** As OWASP advises in 2026. */
export const COST: PasswordCost = { N: 2 ** 17, r: 8, p: 1 };
const BYTES = 32;

/** Two leave half of the thread pool to files; who comes when so many wait is told to come again. */
const taken = atOnce({ most: 2, waiting: 40 });

/** Throws TooManyWaiting. */
export async function hashOfPassword(password: string, cost = COST): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64'), hash.toString('base64')].join('$');
}

type Stored = { readonly cost: PasswordCost; readonly salt: Buffer; readonly hash: Buffer };

/** Null for a hash that cannot be read, and for none. */
function storedIn(text: string): Stored | null {
  const [scheme, N, r, p, salt, hash] = text.split('$');
  if (scheme !== 'scrypt' || salt === undefined || hash === undefined) return null;
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  return { cost, salt: Buffer.from(salt, 'base64'), hash: Buffer.from(hash, 'base64') };
}

/** False also for a hash that cannot be read. Throws TooManyWaiting. */
export async function matchesPassword(password: string, stored: string): Promise<boolean> {
  const known = storedIn(stored);
  if (known === null) return false;
  const actual = await derive(password, known.salt, known.cost);
  return actual.length === known.hash.length && timingSafeEqual(actual, known.hash);
}

/** Whether the hash was made at another cost than today's. */
export function wantsRehash(stored: string, cost: PasswordCost): boolean {
  const known = storedIn(stored)?.cost;
  return known !== undefined && (known.N !== cost.N || known.r !== cost.r || known.p !== cost.p);
}

function derive(password: string, salt: Buffer, { N, r, p }: PasswordCost): Promise<Buffer> {
  // what the algorithm takes, and a little for the library
  const options = { N, r, p, maxmem: 128 * N * r + 2 ** 21 };
  return taken(
    () =>
      new Promise((resolve, reject) => {
        scrypt(password.normalize('NFKC'), salt, BYTES, options, (fault, key) =>
          fault ? reject(fault) : resolve(key),
        );
      }),
  );
}

/** No letters or digits that are taken for one another when read off a screen. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

export function randomPassword(): string {
  const letters = Array.from({ length: 16 }, () => LETTERS.charAt(randomInt(LETTERS.length)));
  return [0, 4, 8, 12].map((start) => letters.slice(start, start + 4).join('')).join('-');
}
