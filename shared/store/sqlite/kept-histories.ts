/**
 * Histories that were read before, given again while nothing was added to them: the hash of the last commit vouches for
 * all before it. The same history is the same array, so that what it comes to need not be worked out again either.
 */
import type { Commit, StreamKey } from '#shared/kernel/event.ts';
import type { Statements } from './statements.ts';

/** Characters of stored commits, of all that are kept and of one history. */
const MOST = 4_000_000;
const MOST_OF_ONE = 400_000;
const NOTHING: readonly Commit[] = [];

type Kept = { readonly commits: readonly Commit[]; readonly size: number };

export function keptHistories(
  sql: Pick<Statements, 'history'>,
): (at: StreamKey, last: ReturnType<Statements['lastOf']>) => readonly Commit[] {
  /** The one that was asked for last stands last. */
  const kept = new Map<string, Kept>();
  let size = 0;
  const forget = (name: string, one: Kept): void => {
    kept.delete(name);
    size -= one.size;
  };
  const keep = (name: string, one: Kept): void => {
    if (one.size > MOST_OF_ONE) return;
    kept.set(name, one);
    size += one.size;
    for (const [oldest, other] of kept) {
      if (size <= MOST) break;
      forget(oldest, other);
    }
  };
  return (at, last) => {
    if (last === null) return NOTHING;
    const name = `${at.office}\n${at.kind}\n${at.stream}`;
    const known = kept.get(name);
    if (known !== undefined) forget(name, known);
    const isSame = known?.commits.length === last.version && known.commits.at(-1)?.hash === last.hash;
    const one = known !== undefined && isSame ? known : sized(sql.history(at));
    keep(name, one);
    return one.commits;
  };
}

function sized(commits: readonly Commit[]): Kept {
  return { commits, size: commits.reduce((sum, { bytes }) => sum + bytes.length, 0) };
}
