/** The index of one machine: `search.db` beside the ledger, under a key that follows from the master key. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type FillingAsTold, fillIndex, fillingAsTold } from '#shared/search/fill-index.ts';
import { followLog } from '#shared/search/follow-log.ts';
import { indexerOf } from '#shared/search/index-cases.ts';
import { searchKeyOf } from '#shared/search/term-key.ts';
import { FORM } from '#shared/search/terms.ts';
import type { Search } from '#shared/store/search-index.ts';
import { askedThread, fewOnTheirWay, threadFile } from '#shared/store/sqlite/asked-thread.ts';
import { type SqliteSearchIndex, sqliteSearchIndex } from '#shared/store/sqlite/search-index.ts';
import { removeSearchDatabase } from '#shared/store/sqlite/search-schema.ts';
import { isDamage } from '#shared/store/sqlite/views-schema.ts';
import { followsAnother, type Progress } from '#shared/views/catch-up.ts';
import type { Told } from '#shared/views/told-cases.ts';
import type { LocalLedger } from './open-ledger.ts';

/** Commits from which on a thread of its own is worth its start. */
const MANY = 3000;

export type LocalSearch = Search & {
  rebuild(progress?: Progress): Promise<void>;
  /** Filled anew by who is told what a rebuild reads. */
  fill(): FillingAsTold;
  letGo(): void;
  close(): void;
};

type IndexingBeside = Told & {
  /** Once the index stands. Throws what it failed of: the one that stood there before stands as it was. */
  done(): Promise<void>;
  stop(): Promise<void>;
};

/** Fills the index anew by a thread of its own, told by a rebuild that reads the log; null where that is not worth it. */
export async function indexingBeside({ log, folder, search }: Rebuilding): Promise<IndexingBeside | null> {
  if (((await log.head())?.position ?? 0) < MANY) return null;
  search.letGo();
  const thread = askedThread(threadFile('indexing-thread', import.meta), { folder });
  const onTheirWay = fewOnTheirWay();
  const faults: unknown[] = [];
  const asked = (question: string): Promise<void> =>
    thread.ask(question).then(
      () => undefined,
      (fault) => void faults.push(fault),
    );
  return {
    // one text is handed over more cheaply than what it says
    take: (batch) => onTheirWay.add(asked(JSON.stringify(batch))),
    end: () => void onTheirWay.add(asked('end')),
    done: async () => {
      await onTheirWay.settled();
      if (faults.length > 0) throw faults[0];
    },
    stop: async () => {
      await asked('discard');
      await thread.end();
    },
  };
}

type Rebuilding = Pick<LocalLedger, 'log' | 'folder'> & { readonly search: LocalSearch };

/** Taken up before an answer; what is further ahead follows while others are served. */
const AT_ONCE = 2000;
/** By a process that answers: what is more, the process beside it takes up. At a time, some hundredths of a second. */
const FEW = { most: 100, batch: 25 };

type Options = { readonly note: (what: string) => void; readonly patient?: boolean };

export function openLocalSearch(
  { log, folder, masterKey }: LocalLedger,
  { note, patient = false }: Options,
): LocalSearch {
  const key = searchKeyOf(masterKey);
  const form = `${FORM} ${createHash('sha256').update(key).digest('hex').slice(0, 16)}`;
  const damaged = (): void => note('search.db was damaged: filled anew from the ledger');
  const home = healing({ file: join(folder, 'search.db'), form, damaged });
  const indexed = indexerOf({ log, key: async () => key });
  const rebuild = async (progress?: Progress): Promise<void> => {
    const draft = home.index().draft();
    try {
      await fillIndex({ log, draft, indexed, ...(progress && { progress }) });
    } finally {
      draft.discard();
    }
  };
  const follow = onceAtATime(() =>
    home.ask(async (index) => {
      if (await followsAnother(log, index)) {
        note('search.db did not follow from this ledger.db: filled anew from it');
        await rebuild();
      }
      return patient ? littleOf({ log, index, indexed }) : followLog({ log, index, indexed }, AT_ONCE);
    }),
  );
  return {
    key: async () => key,
    follow,
    index: {
      enter: (cases) => home.ask((index) => index.enter(cases)),
      forget: (at) => home.ask((index) => index.forget(at)),
      find: (wanted) => home.ask((index) => index.find(wanted)),
    },
    rebuild,
    fill: () => fillingAsTold({ draft: home.index().draft(), indexed }),
    letGo: () => home.index().letGo(),
    close: () => home.index().close(),
  };
}

async function littleOf(following: Parameters<typeof followLog>[0]): Promise<number> {
  const { log, index } = following;
  const ahead = ((await log.head())?.position ?? 0) - (await index.position());
  return ahead > FEW.most ? ahead : followLog({ ...following, batch: FEW.batch }, FEW.most);
}

/** Who asks while it runs waits, and then runs it once more: what he has recorded since is in it. */
function onceAtATime<T>(run: () => Promise<T>): () => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    const mine = last.then(run, run);
    last = mine.catch(() => undefined);
    return mine;
  };
}

type Home = { readonly file: string; readonly form: string; readonly damaged: () => void };

/** A page that cannot be read is met by whichever question comes to it: the file is made anew, and filled as it goes. */
function healing({ file, form, damaged }: Home) {
  let index = sqliteSearchIndex(file, { form, onDamage: damaged });
  return {
    index: (): SqliteSearchIndex => index,
    ask: async <T>(ask: (index: SqliteSearchIndex) => Promise<T>): Promise<T> => {
      try {
        return await ask(index);
      } catch (fault) {
        if (!isDamage(fault)) throw fault;
        damaged();
        index.close();
        removeSearchDatabase(file);
        index = sqliteSearchIndex(file, { form });
        return ask(index);
      }
    },
  };
}
