/** The index of an ordered log: it notes how far it has come, and goes on from there (as the read models, ADR 40). */

import type { Commit, StreamKey } from '#shared/kernel/event.ts';
import type { OrderedLog } from '#shared/store/ports.ts';
import type { FollowingIndex, Indexer } from '#shared/store/search-index.ts';
import { keyOf } from '#shared/store/views.ts';
import { placeOf } from '#shared/views/catch-up.ts';
import { erasedIn } from './index-cases.ts';

/** Commits a batch: each is one write of the index. Far behind, more at once: a block that is written once is cheaper. */
const BATCH = 500;
const FAR = 5000;

type Following = {
  readonly log: OrderedLog;
  readonly index: FollowingIndex;
  readonly indexed: Indexer;
  /** Commits at a time, where others are answered by the same thread. */
  readonly batch?: number;
  /** Told how many commits of how many are done. */
  readonly progress?: (done: number, total: number) => void;
};

/**
 * Takes up at most `most` commits and gives back how many are ahead then. Several processes may do it at once, and any
 * may stop anywhere: the position moves with the write of what it stands for, and a case that is held stays.
 */
export async function followLog(
  { log, index, indexed, batch, progress }: Following,
  most = Number.POSITIVE_INFINITY,
): Promise<number> {
  const end = (await log.head())?.position ?? 0;
  const start = await index.position();
  let position = start;
  while (position < end && position - start < most) {
    const some = batch ?? (end - position > FAR ? FAR : BATCH);
    const commits = await log.readAfter(position, Math.min(most, some));
    const last = commits.at(-1);
    if (last === undefined) break;
    const cases = await indexed(touchedBy(commits, index));
    await index.advance(cases, placeOf(log, last), erasedIn(commits));
    position = Math.max(last.position, await index.position());
    progress?.(position - start, end - start);
    // whoever is served by the same thread comes in between
    await new Promise((resolve) => setImmediate(resolve));
  }
  return Math.max(0, end - position);
}

/** A case is read whole: later commits of it bring nothing new. */
function touchedBy(commits: readonly Commit[], index: FollowingIndex): readonly StreamKey[] {
  const newest = new Map(commits.map((commit) => [keyOf(commit), commit]));
  return [...newest.values()]
    .filter((commit) => index.held(commit) < commit.version)
    .map(({ office, kind, stream }) => ({ office, kind, stream }));
}
