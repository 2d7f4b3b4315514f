/**
 * A password checked. Each try is counted before it is looked at, so that of many at once no more are looked at than may
 * be; and by name and address together, so that nobody locks a person out from elsewhere (ADR 64).
 */
import { createHmac } from 'node:crypto';
import { askedOnce } from '#shared/kernel/asked-once.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { Accounts, AccountWithHash } from '#shared/store/accounts.ts';
import type { TryRule } from '#shared/store/tries.ts';
import { TooManyWaiting } from './at-once.ts';
import { COST, hashOfPassword, matchesPassword, type PasswordCost, wantsRehash } from './passwords.ts';

type Door = { readonly accounts: Accounts; readonly cost?: PasswordCost };

/** `device`: a mark that an earlier sign-in of this person left in this browser; null where there is none. */
type Attempt = {
  readonly user: string;
  readonly password: string;
  readonly address: string;
  readonly device: string | null;
};
export type Checked =
  | { readonly outcome: 'right'; readonly account: AccountWithHash }
  | { readonly outcome: 'wrong' }
  | { readonly outcome: 'busy' }
  | { readonly outcome: 'throttled'; readonly until: Instant };

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const LATER = { firstMs: MINUTE_MS, longestMs: 15 * MINUTE_MS, forgetMs: DAY_MS };
/** Of one person from one address, or in one browser that knows them. */
export const TRIES_OF_ONE: TryRule = { limit: 5, ...LATER };
/** Of one person from wherever, in browsers that do not know them. */
const TRIES_FOR_A_NAME: TryRule = { limit: 30, ...LATER };
/** From one address for whatever names. */
const TRIES_FROM_ONE_ADDRESS: TryRule = {
  ...{ limit: 100, firstMs: MINUTE_MS, longestMs: 5 * MINUTE_MS, forgetMs: 15 * MINUTE_MS },
};
/** Of this machine: a proxy that does not say for whom it asks; all would be one. */
const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.|$)/;

export async function checkPassword(door: Door, attempt: Attempt, now: Instant): Promise<Checked> {
  const { accounts } = door;
  const account = await accounts.find(attempt.user);
  const counters = countersOf(attempt, account, await accounts.signingSecret());
  const until = await reserve(accounts, counters, now);
  if (until !== null) return { outcome: 'throttled', until };
  try {
    const right = await isRight(door, attempt.password, account);
    if (!right || account === null || account.disabled) return { outcome: 'wrong' };
  } catch (fault) {
    if (!(fault instanceof TooManyWaiting)) throw fault;
    for (const { key } of counters) await accounts.returnTry(key);
    return { outcome: 'busy' };
  }
  const [own, ...shared] = counters;
  if (own !== undefined) await accounts.forgetTries(own.key);
  for (const { key } of shared) await accounts.returnTry(key);
  return { outcome: 'right', account };
}

type Counter = { readonly key: string; readonly rule: TryRule };

/** Kept as keyed hashes: what is typed for a name may be a password. With a new password all begins anew. */
function countersOf(
  { user, address, device }: Attempt,
  account: AccountWithHash | null,
  secret: string,
): readonly Counter[] {
  const keyOf = (...parts: string[]): string =>
    createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url');
  const name = [user, account?.passwordHash ?? ''];
  if (device !== null) return [{ key: keyOf('device', ...name, device), rule: TRIES_OF_ONE }];
  return [
    { key: keyOf('pair', ...name, address), rule: TRIES_OF_ONE },
    { key: keyOf('name', ...name), rule: TRIES_FOR_A_NAME },
    ...(LOOPBACK.test(address) ? [] : [{ key: keyOf('address', address), rule: TRIES_FROM_ONE_ADDRESS }]),
  ];
}

/** Null: go on. What is not looked at is not counted. */
async function reserve(
  accounts: Accounts,
  counters: readonly Counter[],
  now: Instant,
): Promise<Instant | null> {
  for (const [index, { key, rule }] of counters.entries()) {
    const until = await accounts.reserveTry(key, rule, now);
    if (until === null) continue;
    for (const before of counters.slice(0, index)) await accounts.returnTry(before.key);
    return until;
  }
  return null;
}

/** Takes as long for a name that nobody has, and for a hash of before: the time does not tell which names exist. */
async function isRight(
  { accounts, cost = COST }: Door,
  password: string,
  account: AccountWithHash | null,
): Promise<boolean> {
  const stored = account?.passwordHash ?? '';
  if (account === null || stored === '') {
    await matchesPassword(password, await hashOfNobody(cost));
    return false;
  }
  const right = await matchesPassword(password, stored);
  if (wantsRehash(stored, cost)) {
    const to = await hashOfPassword(password, cost);
    if (right) await accounts.rehash(account.user, { from: stored, to });
  }
  return right;
}

const ofNobody = new Map<number, () => Promise<string>>();

function hashOfNobody(cost: PasswordCost): Promise<string> {
  const known = ofNobody.get(cost.N) ?? askedOnce(() => hashOfPassword('nobody', cost));
  ofNobody.set(cost.N, known);
  return known();
}
