/** The index of an ordered log filled anew, from the first commit on. */
import type { Commit, StreamKey } from '#shared/kernel/event.ts';
import { commitOf } from '#shared/store/commit-bytes.ts';
import type { OrderedLog, StoredCommit } from '#shared/store/ports.ts';
import type { Indexer, SearchDraft, ToldBatch, ToldCase } from '#shared/store/search-index.ts';
import { keyOf } from '#shared/store/views.ts';
import { type Progress, placeOf } from '#shared/views/catch-up.ts';
import { erasedIn, SEARCHED } from './index-cases.ts';

/** Commits read and understood at a time. */
const BATCH = 250;

type Filling = {
  readonly log: OrderedLog;
  readonly draft: SearchDraft;
  readonly indexed: Indexer;
  readonly progress?: Progress;
};

/** Up to where the log ended when it began: what comes after that is taken up by whoever follows. */
export async function fillIndex({ log, draft, indexed, progress }: Filling): Promise<void> {
  const end = (await log.head())?.position ?? 0;
  let last: StoredCommit | null = null;
  for (let position = 0; position < end; position = last.position) {
    const commits = await log.storedAfter(position, BATCH);
    last = commits.at(-1) ?? null;
    if (last === null) break;
    const { begun, gone } = touchedBy(commits, draft);
    draft.begin(await indexed([...begun.values()].flatMap(firstOf), begun));
    draft.renew(await indexed(gone));
    draft.forget(erasedIn(commits.filter(({ kind }) => kind === 'personal').map(read)));
    progress?.(last.position, end);
    // whoever is served by the same thread comes in between
    await new Promise((resolve) => setImmediate(resolve));
  }
  await draft.takeOver(last && placeOf(log, last));
}

export type FillingAsTold = ReturnType<typeof fillingAsTold>;

/** The same, told by who reads the log already. */
export function fillingAsTold({ draft, indexed }: Pick<Filling, 'draft' | 'indexed'>) {
  let last: ToldBatch['place'] | null = null;
  return {
    take: async ({ cases, personal, place }: ToldBatch): Promise<void> => {
      const known = new Map(
        cases.flatMap(({ at, known }) => (known === undefined ? [] : [[keyOf(at), known]])),
      );
      const entries = (some: readonly ToldCase[]) =>
        indexed(
          some.map(({ at }) => at),
          known,
        );
      draft.begin(await entries(cases.filter(({ begins }) => begins)));
      draft.renew(
        await entries(cases.filter(({ begins, at, version }) => !begins && draft.held(at) < version)),
      );
      draft.forget(erasedIn(personal));
      last = place;
    },
    end: () => draft.takeOver(last),
    /** Whatever became of it. */
    discard: () => draft.discard(),
  };
}

type Touched = {
  /** By `keyOf`: nothing but the log has to be asked for them. */
  readonly begun: ReadonlyMap<string, readonly Commit[]>;
  /** Cases that go on: read whole, and later commits of them bring nothing new. */
  readonly gone: readonly StreamKey[];
};

function touchedBy(commits: readonly StoredCommit[], draft: SearchDraft): Touched {
  const begun = new Map<string, readonly Commit[]>();
  const gone: StreamKey[] = [];
  const searched = commits.filter(({ kind }) => SEARCHED.includes(kind));
  for (const [key, some] of Map.groupBy(searched, keyOf)) {
    const newest = some.at(-1);
    if (some[0]?.version === 1) begun.set(key, some.map(read));
    else if (newest !== undefined && draft.held(newest) < newest.version) gone.push(caseOf(newest));
  }
  return { begun, gone };
}

const read = ({ position, bytes, hash }: StoredCommit): Commit => commitOf(position, bytes, hash);
const caseOf = ({ office, kind, stream }: StreamKey): StreamKey => ({ office, kind, stream });
const firstOf = ([first]: readonly Commit[]): readonly Commit[] => (first === undefined ? [] : [first]);
