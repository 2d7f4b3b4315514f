/** In the process that answers: who comes leaves much to those who project already, and does little of it at a time. */
import { setTimeout } from 'node:timers/promises';
import { StoreBusy } from '#shared/store/faults.ts';
import type { OrderedLog } from '#shared/store/ports.ts';
import type { FilledViews } from '#shared/store/views.ts';
import { catchUp } from './catch-up.ts';

/** Less than this is projected sooner than waited for. */
const MUCH = 200;
/** Commits before others are answered: some hundredths of a second, however many an import has recorded. */
const BATCH = 25;
const PAUSE_MS = 10;
/** Nobody does it who has not come further in this time; and as long somebody who only looks waits for others. */
const PATIENCE_MS = 250;

type Beside = {
  readonly log: OrderedLog;
  readonly views: FilledViews;
  readonly onlyLooks: boolean;
  /** Shows what this process has recorded, whatever others have before it. */
  readonly showOwn: () => Promise<void>;
};

/**
 * Waits for whoever else projects what an import records: as long as that goes on, or until all of it is applied. Where
 * nobody does, a little of it is done. Who only looks waits a moment, and is told by StoreBusy where much is left; what
 * this process has recorded itself is in, all the same.
 */
export async function caughtUpBeside({ log, views, onlyLooks, showOwn }: Beside): Promise<void> {
  const end = (await log.head())?.position ?? 0;
  const left = async (): Promise<number> => end - (await views.position());
  while ((await left()) > MUCH) {
    if (!(await goesOn(left, onlyLooks))) await catchUp({ log, views, most: MUCH, batch: BATCH });
    if (!onlyLooks || (await left()) <= MUCH) continue;
    await showOwn();
    throw new StoreBusy('others are adding what they record to lists and figures');
  }
  await catchUp({ log, views, most: await left(), batch: BATCH });
}

/** Whether others come further, told when that is known to go on no more, or who only looks has waited enough. */
async function goesOn(left: () => Promise<number>, onlyLooks: boolean): Promise<boolean> {
  let before = await left();
  let still = 0;
  for (let waited = 0; still < PATIENCE_MS; waited += PAUSE_MS) {
    if (before <= MUCH || (onlyLooks && waited >= PATIENCE_MS)) return true;
    await setTimeout(PAUSE_MS);
    const now = await left();
    still = now < before ? 0 : still + PAUSE_MS;
    before = now;
  }
  return false;
}
