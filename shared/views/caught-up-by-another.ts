/** Where several processes are at work, one of them is projecting already: who comes leaves it what is much. */
import { setTimeout } from 'node:timers/promises';
import { StoreBusy } from '#shared/store/faults.ts';
import type { OrderedLog } from '#shared/store/ports.ts';
import type { FilledViews } from '#shared/store/views.ts';
import { catchUp } from './catch-up.ts';

/** Less than this is projected sooner than waited for. */
const MUCH = 200;
const PAUSE_MS = 10;
/** Nobody does it who has not come further in this time; and as long somebody who only looks waits for others. */
const PATIENCE_MS = 250;

type Waiting = {
  readonly log: OrderedLog;
  readonly views: FilledViews;
  /** The position that this process has recorded up to, and shows whatever it takes. */
  readonly own: number;
  readonly onlyLooks: boolean;
};

/**
 * Waits for whoever else projects what an import records: as long as that goes on, or until all of it is applied. Who
 * only looks waits a moment, does a little of it where nobody does, and throws StoreBusy where much is left.
 */
export async function caughtUpByAnother(waiting: Waiting): Promise<void> {
  const { log, views, own, onlyLooks } = waiting;
  const end = (await log.head())?.position ?? 0;
  let position = await views.position();
  let [still, waited] = [0, 0];
  const isLeft = (): boolean => end - position > MUCH;
  for (; isLeft() && still < PATIENCE_MS; still += PAUSE_MS) {
    if (onlyLooks && position >= own && waited >= PATIENCE_MS) break;
    await setTimeout(PAUSE_MS);
    waited += PAUSE_MS;
    const now = await views.position();
    if (now > position) still = 0;
    position = now;
  }
  if (!onlyLooks || position < own || !isLeft()) return;
  if (still >= PATIENCE_MS) await catchUp({ log, views, most: MUCH });
  position = await views.position();
  if (isLeft()) throw new StoreBusy('others are adding what they record to lists and figures');
}
