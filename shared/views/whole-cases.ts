/** The histories of all cases, one after another, in bounded memory. */
import { setImmediate } from 'node:timers/promises';
import type { Commit } from '#shared/kernel/event.ts';
import type { EventLog, Share, Within } from '#shared/store/ports.ts';
import { wholeOnes } from '#shared/store/slices.ts';

type History = readonly Commit[];

/** Pages of histories; each begins at version 1 and is whole. */
export async function* wholeCases(
  log: EventLog,
  share?: Share,
  within?: Within,
): AsyncGenerator<readonly History[]> {
  for await (const whole of wholeOnes(log.scan(share, within))) {
    yield whole;
    // thousands of commits were read and, by the caller, folded: others have their turn
    await setImmediate();
  }
}
