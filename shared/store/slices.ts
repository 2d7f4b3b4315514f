/** The log in slices of whole cases: each says where the next begins, so that a reading can be ended anywhere and gone on with. */
import type { StoredCommit } from './ports.ts';

type Case = readonly StoredCommit[];
export type Slice = {
  /** Whole cases, each in the order of its versions. */
  readonly cases: readonly Case[];
  /** Behind which the next slice begins, as JSON; null behind the last. */
  readonly after: string | null;
};

/** A slice ends here, too, however few commits it has: bodies may be long. */
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * The cases of these pages until there are `limit` commits or more of them, at least one; the place is that of the last
 * commit given. A case that goes on behind it was begun and is left for the next slice.
 */
export async function sliceOf(
  pages: AsyncIterable<readonly StoredCommit[]> | Iterable<readonly StoredCommit[]>,
  limit: number,
  placeOf: (last: StoredCommit) => string,
): Promise<Slice> {
  const cases: Case[] = [];
  let open: StoredCommit[] = [];
  let [commits, bytes] = [0, 0];
  for await (const page of pages)
    for (const commit of page) {
      if (open[0] !== undefined && !isSameCase(open[0], commit)) {
        cases.push(open);
        commits += open.length;
        bytes += open.reduce((sum, one) => sum + one.bytes.length, 0);
        const last = open.at(-1);
        if (last !== undefined && (commits >= limit || bytes >= MOST_BYTES))
          return { cases, after: placeOf(last) };
        open = [];
      }
      open.push(commit);
    }
  return { cases: open.length === 0 ? cases : [...cases, open], after: null };
}

function isSameCase(a: StoredCommit, b: StoredCommit): boolean {
  return a.office === b.office && a.kind === b.kind && a.stream === b.stream;
}
