/** The log in slices of whole cases: each says where the next begins, so that a reading can be ended anywhere and gone on with. */
import type { StreamKey } from '#shared/kernel/event.ts';
import type { Slice, StoredCommit } from './ports.ts';

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
  const cases: (readonly StoredCommit[])[] = [];
  let [commits, bytes] = [0, 0];
  for await (const whole of wholeOnes(pages))
    for (const history of whole) {
      const last = cases.at(-1)?.at(-1);
      if (last !== undefined && (commits >= limit || bytes >= MOST_BYTES))
        return { cases, after: placeOf(last) };
      cases.push(history);
      commits += history.length;
      bytes += history.reduce((sum, one) => sum + one.bytes.length, 0);
    }
  return { cases, after: null };
}

/** Page by page the cases that ended in it: one is whole when the next has begun, and the last at the end. */
export async function* wholeOnes<Of extends StreamKey>(
  pages: AsyncIterable<readonly Of[]> | Iterable<readonly Of[]>,
): AsyncGenerator<readonly (readonly Of[])[]> {
  let open: Of[] = [];
  for await (const page of pages) {
    const whole: Of[][] = [];
    for (const commit of page) {
      if (open[0] !== undefined && !isSameCase(open[0], commit)) {
        whole.push(open);
        open = [];
      }
      open.push(commit);
    }
    yield whole;
  }
  if (open.length > 0) yield [open];
}

function isSameCase(a: StreamKey, b: StreamKey): boolean {
  return a.office === b.office && a.kind === b.kind && a.stream === b.stream;
}
