/** The histories of all cases, one after another, in bounded memory. */
import { setImmediate } from 'node:timers/promises';
import type { Commit } from '#shared/kernel/event.ts';
import type { EventLog, Share, Within } from '#shared/store/ports.ts';
import { isSameCase } from '#shared/store/slices.ts';

type History = readonly Commit[];

/** Pages of histories; each begins at version 1 and is whole. */
export async function* wholeCases(
  log: EventLog,
  share?: Share,
  within?: Within,
): AsyncGenerator<readonly History[]> {
  let open: Commit[] = [];
  for await (const page of log.scan(share, within)) {
    const whole: History[] = [];
    for (const commit of page) {
      if (open[0] !== undefined && !isSameCase(open[0], commit)) {
        whole.push(open);
        open = [];
      }
      open.push(commit);
    }
    yield whole;
    // thousands of commits were read and, by the caller, folded: others have their turn
    await setImmediate();
  }
  if (open.length > 0) yield [open];
}
