/** Rebuilding the read models on two threads: this one says what stands in each row, the other writes the file. */
import type { DatabaseSync } from 'node:sqlite';
import type { CaseSummary, FilledViews, Page, ViewsBatch, ViewsDraft } from '../views.ts';
import { askedThread, fewOnTheirWay, threadFile } from './asked-thread.ts';
import { Bundles } from './bundles.ts';
import type { DraftData, DraftQuestion, NewBundle, SentBatch } from './draft-thread.ts';
import { isNobodys, type Place, placeTaken } from './place-taken.ts';
import { queryOf } from './query.ts';
import { enteredOf } from './rows-of-views.ts';
import { asDraft, draftBeside, removeDraft } from './views-draft.ts';
import { openViewsDatabase } from './views-schema.ts';

export function draftOf(place: Place, projection: string): ViewsDraft {
  const own = draftBeside(place.file);
  const thread = askedThread(threadFile('draft-thread', import.meta), {
    own,
    projection,
  } satisfies DraftData);
  const ask = (question: DraftQuestion): Promise<unknown> => thread.ask(question);
  const onTheirWay = fewOnTheirWay();
  const ids = openViewsDatabase(':memory:', projection, { set: asDraft });
  const sent = senderOf(ids);
  let position = 0;
  const apply = async (batch: ViewsBatch): Promise<void> => {
    await onTheirWay.add(ask({ apply: sent(batch) }));
    position = batch.position ?? position;
  };
  const worklist: FilledViews['worklist'] = async (office, page, filter = {}) =>
    (await ask({ worklist: [office, page, filter] })) as Page<CaseSummary>;
  return {
    views: { apply, position: async () => position, worklist },
    ...handingOver({ own, place, ask, settled: onTheirWay.settled }),
    discard: async () => {
      await thread.end();
      ids.close();
      removeDraft(own);
    },
  };
}

type HandingOver = {
  readonly own: string;
  readonly place: Place;
  ask(question: DraftQuestion): Promise<unknown>;
  /** Once all that was sent is written. */
  settled(): Promise<unknown>;
};

function handingOver({ own, place, ask, settled }: HandingOver): Pick<ViewsDraft, 'settle' | 'takeOver'> {
  return {
    settle: async () => {
      await settled();
      // else its pages are copied from where they are, and the disk need not have them
      if (isNobodys(place)) await ask('settle');
    },
    takeOver: async () => {
      await settled();
      if (isNobodys(place)) {
        await ask('close');
        if (placeTaken(own, place)) return;
      }
      // nothing takes the place of a file that this process has open
      place.own.now();
      await ask({ handOver: place.file });
    },
  };
}

/** Bundles get their identities here, in a table of this thread's own, and go along with the first rows that name them. */
function senderOf(ids: DatabaseSync): (batch: ViewsBatch) => SentBatch {
  const bundles = new Bundles(ids, { adding: true });
  const newSince = newBundlesIn(ids);
  return ({ cases, ...rest }) => {
    const entered = [...enteredOf(bundles, cases)];
    const rows = entered.map(({ row, unit }) => (unit === undefined ? { row } : { row, unit }));
    return { bundles: newSince(), cases: rows, ...rest };
  };
}

function newBundlesIn(ids: DatabaseSync): () => readonly NewBundle[] {
  const after = queryOf<NewBundle>(ids, 'SELECT id, office, cells FROM bundles WHERE id > ? ORDER BY id');
  let last = 0;
  return () => {
    const found = after.all(last);
    last = found.at(-1)?.id ?? last;
    return found;
  };
}
