/** Where several processes are at work, one of them is projecting already: who comes leaves it what is much. */
import { setTimeout } from 'node:timers/promises';
import { StoreBusy } from '#shared/store/faults.ts';
import type { OrderedLog } from '#shared/store/ports.ts';
import type { FilledViews } from '#shared/store/views.ts';

/** Less than this is projected sooner than waited for. */
const MUCH = 200;
const PAUSE_MS = 10;
/** Nobody does it who has not come further in this time; and as long somebody who only looks waits for others. */
const PATIENCE_MS = 250;

/** `own`: the position that this process has recorded up to, and shows whatever it takes. */
type Waiting = {
  readonly log: Pick<OrderedLog, 'head'>;
  readonly views: Pick<FilledViews, 'position'>;
  readonly own: number;
  readonly onlyLooks: boolean;
};

/**
 * Waits for whoever else projects what an import records: as long as that goes on, or until all of it is applied. Who
 * only looks does not wait for what others are recording. Throws StoreBusy then.
 */
export async function caughtUpByAnother({ log, views, own, onlyLooks }: Waiting): Promise<void> {
  const end = (await log.head())?.position ?? 0;
  let position = await views.position();
  let [still, waited] = [0, 0];
  for (; end - position > MUCH && still < PATIENCE_MS; still += PAUSE_MS) {
    if (onlyLooks && position >= own && waited >= PATIENCE_MS)
      throw new StoreBusy('others are adding what they record to lists and figures');
    await setTimeout(PAUSE_MS);
    waited += PAUSE_MS;
    const now = await views.position();
    if (now > position) still = 0;
    position = now;
  }
}
