/** Read models rebuilt from the first commit, while the ones in use stand and are read. */
import { type OrderedLog, writeOne } from '#shared/store/ports.ts';
import type { DraftingViews } from '#shared/store/views.ts';
import { catchUp, type Progress } from './catch-up.ts';
import type { Told } from './told-cases.ts';

/** Commits at a time, few enough to be read and forgotten within the nursery: a draft does not write batch by batch. */
const BATCH = 250;

type Refilling = {
  readonly log: OrderedLog;
  readonly views: DraftingViews;
  readonly progress?: Progress;
  readonly told?: Told | undefined;
};

/**
 * The new ones take the place of the old in one write. Nothing is recorded during that write: whoever has seen a case
 * in the old ones finds it in the new. Stopped anywhere before, the old ones stand as they were.
 */
export async function refill({ log, views, progress, told }: Refilling): Promise<void> {
  const draft = views.draft();
  try {
    await catchUp({ log, views: draft.views, batch: BATCH, ...(progress && { progress }), told });
    told?.end();
    await draft.settle();
    await writeOne(log, async () => {
      await catchUp({ log, views: draft.views });
      await draft.takeOver();
    });
  } finally {
    await draft.discard();
  }
}
