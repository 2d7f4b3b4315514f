/**
 * One deadline a request, handed down to whatever it asks of the store: what fails for want of the store is tried again
 * until then and no longer. A deadline ends tries, never work that goes well.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as wait } from 'node:timers/promises';

const standing = new AsyncLocalStorage<{ readonly ends: number }>();

/** `milliseconds` from now. */
export function withinDeadline<T>(milliseconds: number, work: () => T): T {
  return standing.run({ ends: performance.now() + milliseconds }, work);
}

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
