/**
 * One deadline a request, handed down to whatever it asks of the store: what fails for want of the store is tried again
 * until then and no longer. A deadline ends tries, never work that goes well. A request that only looks is answered from
 * read models that cannot follow now, and says so.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { type Unavailable, unavailableFor } from './faults.ts';

type Standing = { readonly ends: number; readonly onlyLooks: boolean; behind: Unavailable | null };
const standing = new AsyncLocalStorage<Standing>();

/** `within`: milliseconds from now. */
export function withinDeadline<T>(
  { within, ...how }: { readonly within: number; readonly onlyLooks: boolean },
  work: () => T,
): T {
  return standing.run({ ...how, ends: performance.now() + within, behind: null }, work);
}

/** Whether whoever asks records nothing. */
export const onlyLooks = (): boolean => standing.getStore()?.onlyLooks === true;

/** Whether whoever asks is told that the read models are behind, and need not be refused for that. */
export function isToldBehind(fault: unknown): boolean {
  const now = standing.getStore();
  const why = unavailableFor(fault);
  if (!now?.onlyLooks || why === null) return false;
  // figures of another version are not older ones of this: it may count otherwise
  if (why === 'damaged' || why === 'otherVersion') return false;
  now.behind = why;
  return true;
}

/** Why what this request shows may be behind; null where it is not. */
export const behindNow = (): Unavailable | null => standing.getStore()?.behind ?? null;

/** Milliseconds, none after it; null where nobody waits. */
export function timeLeft(): number | null {
  const deadline = standing.getStore();
  return deadline === undefined ? null : Math.max(0, deadline.ends - performance.now());
}

const FIRST_MS = 25;
const LONGEST_MS = 1600;

/** Growing and uneven, so that those who met once do not meet again. */
export function pauseBefore(attempt: number): number {
  return Math.min(FIRST_MS * 2 ** attempt, LONGEST_MS) * (0.5 + Math.random() / 2);
}

type Retrying = {
  readonly isWorthIt: (error: unknown) => boolean;
  /** Milliseconds in which tries begin. */
  readonly within: number;
};

/** The answer of the first try that has one, or what the last was refused for. */
export async function retried<T>(ask: () => Promise<T>, { isWorthIt, within }: Retrying): Promise<T> {
  const ends = performance.now() + within;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      const pause = pauseBefore(attempt);
      if (!isWorthIt(error) || performance.now() + pause > ends) throw error;
      await wait(pause);
    }
  }
}
