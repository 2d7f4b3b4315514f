/** A thread that does one piece of heavy work after another; ended from outside where one takes too long. */
import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { answering } from '#shared/store/sqlite/asked-thread.ts';
import { type Asked, carryOut } from './heavy-work.ts';

/** Of this thread alone, on Linux: where both want the processor, the answers go first. */
function stepBack(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // a sandbox may forbid it: then both have the same share
  }
}

stepBack();
answering<Pick<Asked, 'name' | 'of'>>(parentPort, (asked) => carryOut(asked));
