/** A process that does one piece of heavy work after another; ended from outside where one takes too long. */
import { constants, setPriority } from 'node:os';
import { answering } from '#shared/store/sqlite/asked-thread.ts';
import { type Asked, carryOut } from './heavy-work.ts';
import type { PassesAsked } from './passes-in.ts';

/** Where both want the processor, the answers go first. */
function stepBack(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // a sandbox may forbid it: then both have the same share
  }
}

stepBack();
// whoever asked is gone
process.on('disconnect', () => process.exit());
const port = {
  say: (answer: object) => void process.send?.(answer),
  hear: (listen: (question: unknown) => void) => void process.on('message', listen),
};
answering<Pick<Asked, 'name' | 'of'>>(port, async (asked) => {
  if (asked.name !== 'passes') return carryOut(asked);
  return (await import('./passes-in.ts')).passesIn(asked.of as PassesAsked);
});
