/**
 * The cases under a term, as ascending numbers packed in blocks: each the first one as its key, then the gaps between
 * them, seven bits a byte.
 */
import type { DatabaseSync } from 'node:sqlite';
import { queryOf } from './query.ts';

/** A row of a block stays within its page of the tree. */
const MOST = 256;

export function packed(ascending: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  let before = ascending[0] ?? 0;
  for (const one of ascending.slice(1)) {
    let gap = one - before;
    for (; gap >= 128; gap = Math.floor(gap / 128)) bytes.push((gap % 128) | 128);
    bytes.push(gap);
    before = one;
  }
  return Uint8Array.from(bytes);
}

export function unpacked(first: number, bytes: Uint8Array): number[] {
  const numbers = [first];
  let [last, gap, scale] = [first, 0, 1];
  for (const byte of bytes) {
    gap += (byte & 127) * scale;
    scale *= 128;
    if (byte >= 128) continue;
    last += gap;
    numbers.push(last);
    [gap, scale] = [0, 1];
  }
  return numbers;
}

type Block = { readonly first: number; readonly docs: Uint8Array };
type Change = { readonly add: readonly number[]; readonly remove: readonly number[] };

export function blocksIn(db: DatabaseSync) {
  const sql = statementsIn(db);
  return {
    change: (term: number, { add, remove }: Change): void => {
      const gone = new Set(remove);
      const waiting = [...new Set([...add, ...remove])].sort((a, b) => a - b);
      while (waiting.length > 0) {
        // a number before all of them belongs to the first
        const block = sql.covering.get(term, waiting[0] ?? 0) ?? sql.behind.get(term, waiting[0] ?? 0);
        const next = block === undefined ? undefined : sql.behind.get(term, block.first)?.first;
        const end = waiting.findIndex((doc) => next !== undefined && doc >= next);
        const here = waiting.splice(0, end < 0 ? waiting.length : end);
        const held = block === undefined ? [] : unpacked(block.first, block.docs);
        const numbers = [...new Set([...held, ...here])].filter((doc) => !gone.has(doc));
        if (block !== undefined) sql.remove.run(term, block.first);
        for (const some of chunksOf(numbers.sort((a, b) => a - b)))
          sql.put.run(term, some[0] ?? 0, packed(some));
      }
    },
    /** The greatest number under a term that is not above another: asked for ever smaller ones. */
    descending: (term: number) => descendingIn(sql, term),
  };
}

function chunksOf(numbers: readonly number[]): (readonly number[])[] {
  const count = Math.ceil(numbers.length / MOST);
  return Array.from({ length: count }, (_, at) => numbers.slice(at * MOST, (at + 1) * MOST));
}

function descendingIn({ covering }: Statements, term: number): (most: number) => number | null {
  let held: readonly number[] = [];
  let at = -1;
  return (most) => {
    if (held[0] === undefined || most < held[0]) {
      const block = covering.get(term, most);
      held = block === undefined ? [] : unpacked(block.first, block.docs);
      at = held.length - 1;
    }
    while (at >= 0 && (held[at] ?? 0) > most) at -= 1;
    return held[at] ?? null;
  };
}

type Statements = ReturnType<typeof statementsIn>;

function statementsIn(db: DatabaseSync) {
  const start = 'SELECT first, docs FROM blocks WHERE term = ?';
  return {
    covering: queryOf<Block>(db, `${start} AND first <= ? ORDER BY first DESC LIMIT 1`),
    behind: queryOf<Block>(db, `${start} AND first > ? ORDER BY first LIMIT 1`),
    remove: db.prepare('DELETE FROM blocks WHERE term = ? AND first = ?'),
    put: db.prepare('INSERT INTO blocks (term, first, docs) VALUES (?, ?, ?)'),
  };
}
