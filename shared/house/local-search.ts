/** The index of one machine: `search.db` beside the ledger, under a key that follows from the master key. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { followLog } from '#shared/search/follow-log.ts';
import { indexerOf } from '#shared/search/index-cases.ts';
import { searchKeyOf } from '#shared/search/term-key.ts';
import { FORM } from '#shared/search/terms.ts';
import type { FollowingIndex, Search } from '#shared/store/search-index.ts';
import { type SqliteSearchIndex, sqliteSearchIndex } from '#shared/store/sqlite/search-index.ts';
import { removeSearchDatabase } from '#shared/store/sqlite/search-schema.ts';
import { isDamage } from '#shared/store/sqlite/views-schema.ts';
import { followsAnother, type Progress } from '#shared/views/catch-up.ts';
import type { LocalLedger } from './open-ledger.ts';

export type LocalSearch = Search & { rebuild(progress?: Progress): Promise<void>; close(): void };

/** Taken up before an answer; what is further ahead follows while others are served. */
const AT_ONCE = 2000;

type Options = { readonly note: (what: string) => void };

export function openLocalSearch({ log, folder, masterKey }: LocalLedger, { note }: Options): LocalSearch {
  const file = join(folder, 'search.db');
  const key = searchKeyOf(masterKey);
  const form = `${FORM} ${createHash('sha256').update(key).digest('hex').slice(0, 16)}`;
  const onDamage = (): void => note('search.db was damaged: filled anew from the ledger');
  let index: SqliteSearchIndex = sqliteSearchIndex(file, { form, onDamage });
  const indexed = indexerOf({ log, key: async () => key });
  const following = (into: FollowingIndex) => ({ log, index: into, indexed });
  const healed = async <T>(ask: () => Promise<T>): Promise<T> => {
    try {
      return await ask();
    } catch (fault) {
      if (!isDamage(fault)) throw fault;
      onDamage();
      index.close();
      removeSearchDatabase(file);
      index = sqliteSearchIndex(file, { form });
      await followLog(following(index));
      return ask();
    }
  };
  const rebuild = async (progress?: Progress): Promise<void> => {
    const draft = index.draft();
    try {
      await followLog({ ...following(draft), ...(progress && { progress }) });
      await draft.takeOver();
    } finally {
      draft.close();
    }
  };
  return {
    key: async () => key,
    index: {
      enter: (cases) => healed(() => index.enter(cases)),
      forget: (at) => healed(() => index.forget(at)),
      find: (wanted) => healed(() => index.find(wanted)),
    },
    follow: () =>
      healed(async () => {
        if (await followsAnother(log, index)) {
          note('search.db did not follow from this ledger.db: filled anew from it');
          await rebuild();
        }
        return followLog(following(index), AT_ONCE);
      }),
    rebuild,
    close: () => index.close(),
  };
}
