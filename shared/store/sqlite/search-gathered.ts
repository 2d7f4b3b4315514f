/**
 * The blocks of an index that nobody else writes and that was empty: what stands under which term is gathered, and written
 * in the order of the terms. Most terms stand in one case alone; one by one they would be looked up and written all over
 * the tree.
 */
import type { DatabaseSync } from 'node:sqlite';
import { blocksIn } from './search-blocks.ts';

/** Of a term and a case each: some tens of megabytes while they wait. */
const MOST = 2 ** 20;
/** Rows of one statement. */
const TOGETHER = 32;
const DIGIT = 2 ** 14;
/** The digits of a term of forty bits, the last one first. */
const SCALES = [1, DIGIT, DIGIT ** 2] as const;

type Gathered = {
  add(term: number, doc: number): void;
  /** All that waits. */
  write(): void;
};

export function gatheredBlocks(db: DatabaseSync): Gathered {
  const [terms, docs] = [new Float64Array(MOST), new Float64Array(MOST)];
  const writing = writingIn(db);
  let waiting = 0;
  const write = (): void => {
    const order = byTerm(terms.subarray(0, waiting));
    for (let from = 0; from < waiting; ) {
      const term = terms[order[from] ?? 0] ?? 0;
      const start = from;
      while (from < waiting && terms[order[from] ?? 0] === term) from += 1;
      writing.enter(
        term,
        Array.from(order.subarray(start, from), (at) => docs[at] ?? 0),
      );
    }
    writing.end();
    waiting = 0;
  };
  return {
    write,
    add: (term, doc) => {
      terms[waiting] = term;
      docs[waiting] = doc;
      waiting += 1;
      if (waiting === MOST) write();
    },
  };
}

/** Where each of them stands, in ascending order; equal ones as they came. */
function byTerm(terms: Float64Array): Uint32Array {
  let order = Uint32Array.from(terms.keys());
  for (const scale of SCALES) {
    const digit = (at: number): number => Math.floor((terms[at] ?? 0) / scale) % DIGIT;
    const places = new Uint32Array(DIGIT + 1);
    for (const at of order) count(places, digit(at) + 1);
    for (let at = 1; at < DIGIT; at += 1) count(places, at, places[at - 1]);
    const next = new Uint32Array(terms.length);
    for (const at of order) next[count(places, digit(at)) - 1] = at;
    order = next;
  }
  return order;
}

function count(numbers: Uint32Array, at: number, more = 1): number {
  const now = (numbers[at] ?? 0) + more;
  numbers[at] = now;
  return now;
}

function writingIn(db: DatabaseSync) {
  const blocks = blocksIn(db);
  const isKnown = met();
  const rowsOf = (count: number): string => Array(count).fill("(?, ?, x'')").join(', ');
  const insert = (count: number) =>
    db.prepare(`INSERT INTO blocks (term, first, docs) VALUES ${rowsOf(count)}`);
  const [many, one] = [insert(TOGETHER), insert(1)];
  let alone: number[] = [];
  return {
    enter: (term: number, docs: readonly number[]): void => {
      const [first = 0] = docs;
      if (isKnown(term) || docs.length > 1) {
        blocks.change(term, { add: docs, remove: [] });
        return;
      }
      alone.push(term, first);
      if (alone.length < TOGETHER * 2) return;
      many.run(...alone);
      alone = [];
    },
    end: (): void => {
      for (let at = 0; at < alone.length; at += 2) one.run(alone[at] ?? 0, alone[at + 1] ?? 0);
      alone = [];
    },
  };
}

const BITS = 2 ** 25;
/** The second of the two places of a term has other bits of it than the first. */
const OTHERS = 2 ** 15;

/** Whether a term may have come before; never no where it has. It is a hash, so that its own bits are as good as any. */
function met(): (term: number) => boolean {
  const bits = new Uint8Array(BITS / 8);
  const meet = (place: number): boolean => {
    const [at, bit] = [place >> 3, 1 << (place & 7)];
    const before = bits[at] ?? 0;
    bits[at] = before | bit;
    return (before & bit) !== 0;
  };
  return (term) => {
    const [one, other] = [meet(term % BITS), meet(Math.floor(term / OTHERS) % BITS)];
    return one && other;
  };
}
