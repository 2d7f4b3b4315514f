/** The house on one machine: `ledger.db` and beside it `views.db`, which follows from it and may be thrown away. */
import { join } from 'node:path';
import { catchUp, type Progress } from '../../functions/project/catch-up.ts';
import { refill } from '../../functions/project/refill.ts';
import type { House } from '../../shared/store/house.ts';
import type { Clock, OrderedLog } from '../../shared/store/ports.ts';
import { sqliteViews } from '../../shared/store/sqlite/views.ts';
import type { DraftingViews } from '../../shared/store/views.ts';
import { openLocalDesk } from './open-desk.ts';
import { masterKeyOf, openLocalLedger } from './open-ledger.ts';
import { projectMeanwhile } from './project-meanwhile.ts';
import { PROJECTION } from './projection.ts';

export type LocalHouse = House & {
  readonly log: OrderedLog;
  readonly views: DraftingViews;
  readonly folder: string;
};

type Options = { readonly empty?: boolean; readonly progress?: Progress; readonly clock?: Clock };

/** Opens the folder as `openLocalLedger` does. `progress` is told while the views catch up. */
export async function openLocalHouse(
  folder: string,
  { empty = false, progress, clock: own }: Options = {},
): Promise<LocalHouse> {
  const { log, clock } = await openLocalLedger(folder, { empty, ...(own && { clock: own }) });
  const desk = openLocalDesk(folder, { clock, masterKey: masterKeyOf(folder) });
  const views = sqliteViews(join(folder, 'views.db'), PROJECTION);
  return {
    ...{ log, views, clock, folder },
    ...{ queue: desk.queue, deadLetters: desk.deadLetters, blobs: desk.blobs },
    catchUp: () => catchUp({ log, views, ...(progress && { progress }) }),
    catchUpMeanwhile: () => projectMeanwhile(folder),
    // whoever catches up goes on from the position of the log: nothing can have been left out before it
    replay: () => catchUp({ log, views, ...(progress && { progress }) }),
    rebuild: () => refill({ log, views, ...(progress && { progress }) }),
    close: () => {
      desk.close();
      views.close();
      log.close();
    },
  };
}
