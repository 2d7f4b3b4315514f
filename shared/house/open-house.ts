/** The house on one machine: `ledger.db` and beside it `views.db`, which follows from it and may be thrown away. */
import { join } from 'node:path';
import type { Anchor } from '#shared/notary/anchors.ts';
import { onlyLooks } from '#shared/store/deadline.ts';
import type { House } from '#shared/store/house.ts';
import type { Clock, OrderedLog } from '#shared/store/ports.ts';
import { type OrderedAuditLog, openAuditLog } from '#shared/store/sqlite/audit-log.ts';
import { sqliteViews } from '#shared/store/sqlite/views.ts';
import { isDamage } from '#shared/store/sqlite/views-schema.ts';
import type { DraftingViews } from '#shared/store/views.ts';
import { say } from '#shared/telling/say.ts';
import { catchUp, followsAnother, type Progress } from '#shared/views/catch-up.ts';
import { caughtUpBeside } from '#shared/views/caught-up-beside.ts';
import { settled } from '#shared/views/fill-generation.ts';
import { type OwnWritten, ownWritten } from '#shared/views/own-written.ts';
import { refill } from '#shared/views/refill.ts';
import { localNotary } from './local-notary.ts';
import { indexingBeside, type LocalSearch, openLocalSearch } from './local-search.ts';
import { openLocalDesk } from './open-desk.ts';
import { openLocalLedger } from './open-ledger.ts';
import { projectMeanwhile } from './project-meanwhile.ts';
import { PROJECTION } from './projection.ts';
import { readinessIn } from './readiness-here.ts';

export type LocalHouse = House & {
  readonly log: OrderedLog;
  readonly audit: OrderedAuditLog;
  readonly views: DraftingViews;
  readonly search: LocalSearch;
  readonly folder: string;
};

type Options = {
  readonly empty?: boolean;
  readonly progress?: Progress;
  readonly clock?: Clock;
  /** Somebody else keeps the read models up: what is much is left to him. */
  readonly patient?: boolean;
  /** Folders on other devices, buckets and witnesses that keep checkpoints, too. */
  readonly anchors?: readonly Anchor[];
  /** Told once when the read models are rebuilt, and why. */
  readonly note?: (why: string) => void;
};

const sayRefilled = (what: string): void => say('viewsRefilled', { what });

const REFILLED: Readonly<Record<Refilled, string>> = {
  damaged: 'views.db was damaged: filled anew from the ledger',
  anotherLedger: 'views.db did not follow from this ledger.db: filled anew from it',
};

/** Opens the folder as `openLocalLedger` does. `progress` is told while the views catch up. */
export async function openLocalHouse(
  folder: string,
  { empty = false, progress, clock: own, anchors = [], note = sayRefilled, ...options }: Options = {},
): Promise<LocalHouse> {
  const ledger = await openLocalLedger(folder, { empty, ...(own && { clock: own }) });
  const { clock, masterKey } = ledger;
  const written = options.patient ? ownWritten(ledger.log) : null;
  const log = written?.log ?? ledger.log;
  const { close: closeDesk, ...desk } = openLocalDesk(folder, { clock, masterKey });
  const audit = openAuditLog(join(folder, 'audit.db'), { clock, masterKey });
  const stored = sqliteViews(join(folder, 'views.db'), PROJECTION, () => note(REFILLED.damaged));
  const filling = { log, views: stored, ...(progress && { progress }) };
  const anew = async (why: Refilled): Promise<void> => {
    note(REFILLED[why]);
    await refill(filling);
  };
  const views = healedViews(stored, { refill: anew });
  const search = openLocalSearch(ledger, { note, ...(options.patient && { patient: true }) });
  return {
    ...desk,
    ...{ log, audit, views, search, clock, folder },
    readiness: readinessIn(folder),
    notary: localNotary(folder, { log, audit }, { blobs: desk.blobs, clock, anchors }),
    catchUp: catchingUp({ ...filling, views }, { refill: anew, own: written }),
    catchUpMeanwhile: () => projectMeanwhile(folder),
    // catching up goes on from the position of the log: nothing can have been left out before it
    replay: () => catchUp({ ...filling, views }),
    rebuild: () => rebuilt({ ...filling, folder, search }),
    close: () => {
      closeDesk();
      for (const one of [audit, search, views, log]) one.close();
    },
  };
}

type CatchingUp = Pick<Healing, 'refill'> & { readonly own: OwnWritten | null };

/** `own`: of a process that answers. */
function catchingUp(filling: Filling, { refill, own }: CatchingUp) {
  const { views } = filling;
  return async (): Promise<void> => {
    await refillWhereAnother({ ...filling, refill }, views);
    if (own === null) return catchUp(filling);
    await caughtUpBeside({ ...filling, onlyLooks: onlyLooks(), showOwn: () => own.show(views) });
  };
}

type Rebuilding = Filling & Pick<LocalHouse, 'folder' | 'search'>;

/** Read models and index, from one reading of the log where that is worth a thread. */
async function rebuilt({ folder, search, ...filling }: Rebuilding): Promise<void> {
  const beside = await indexingBeside({ log: filling.log, folder, search });
  if (beside === null) return settled([refill(filling), search.rebuild()]);
  const read = refill({ ...filling, told: beside });
  const isRead = await read.then(
    () => true,
    () => false,
  );
  try {
    if (isRead) await beside.done();
  } finally {
    await beside.stop();
  }
  // what only the read models cannot take need not be missing in the index
  if (!isRead) await settled([read, search.rebuild()]);
}

type Filling = Parameters<typeof catchUp>[0] & { readonly views: DraftingViews };
type Refilled = 'damaged' | 'anotherLedger';
type Healing = {
  readonly log: OrderedLog;
  readonly refill: (why: Refilled) => Promise<void>;
};

/** A page that cannot be read is met by whichever question comes to it: that one is asked again once all is rebuilt. */
function healedViews(views: DraftingViews, { refill }: Pick<Healing, 'refill'>): DraftingViews {
  return new Proxy(views, {
    get: (_, name) => {
      const method = Reflect.get(views, name);
      if (name === 'close' || name === 'draft' || typeof method !== 'function') return method;
      return async (...asked: unknown[]): Promise<unknown> => {
        try {
          return await method(...asked);
        } catch (fault) {
          if (!isDamage(fault)) throw fault;
          await refill('damaged');
          return method(...asked);
        }
      };
    },
  });
}

/** Before anything is projected. */
async function refillWhereAnother(
  { log, refill }: Healing,
  views: Pick<DraftingViews, 'position' | 'anchor'>,
): Promise<void> {
  if (await followsAnother(log, views)) await refill('anotherLedger');
}
