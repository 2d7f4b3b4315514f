/**
 * The cases under a term, as ascending numbers packed in blocks: each the first one as its key, then the gaps between
 * them, seven bits a byte.
 */
import type { DatabaseSync } from 'node:sqlite';
import { queryOf } from './query.ts';

/** A row of a block stays within its page of the tree. */
const MOST = 256;
const MOST_COUNTED = 1000;

export function packed(ascending: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  for (let at = 1; at < ascending.length; at += 1) {
    let gap = (ascending[at] ?? 0) - (ascending[at - 1] ?? 0);
    for (; gap >= 128; gap = Math.floor(gap / 128)) bytes.push((gap % 128) | 128);
    bytes.push(gap);
  }
  return new Uint8Array(bytes);
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
        const { block, here } = takenBy(sql, term, waiting);
        const held = block === undefined ? [] : unpacked(block.first, block.docs);
        rewrite(
          sql,
          { term, block },
          merged(held, here).filter((doc) => !gone.has(doc)),
        );
      }
    },
    /** The greatest number under a term that is not above another: asked for ever smaller ones. */
    descending: (term: number) => descendingIn(sql, term),
    /** How many blocks there are, up to some: what is rarer has fewer. */
    count: (term: number): number => sql.count.get(term)?.n ?? 0,
  };
}

type Taken = { readonly block: Block | undefined; readonly here: readonly number[] };

/** The block that the first of the waiting belongs to, and all of them that do; a number before all belongs to the first. */
function takenBy(sql: Statements, term: number, waiting: number[]): Taken {
  const [first = 0, last = 0] = [waiting[0], waiting.at(-1)];
  const newest = sql.covering.get(term, last);
  // mostly what comes is newer than what is there
  if (newest !== undefined && newest.first <= first) return { block: newest, here: waiting.splice(0) };
  const block = sql.covering.get(term, first) ?? sql.behind.get(term, first);
  const next = block === undefined ? undefined : sql.behind.get(term, block.first)?.first;
  const end = waiting.findIndex((doc) => next !== undefined && doc >= next);
  return { block, here: waiting.splice(0, end < 0 ? waiting.length : end) };
}

function merged(held: readonly number[], here: readonly number[]): readonly number[] {
  if ((held.at(-1) ?? -1) < (here[0] ?? 0)) return [...held, ...here];
  return [...new Set([...held, ...here])].sort((a, b) => a - b);
}

type Rewritten = { readonly term: number; readonly block: Block | undefined };

function rewrite(sql: Statements, { term, block }: Rewritten, numbers: readonly number[]): void {
  if (block !== undefined && block.first !== numbers[0]) sql.remove.run(term, block.first);
  for (let at = 0; at < numbers.length; at += MOST) {
    const some = numbers.slice(at, at + MOST);
    sql.put.run(term, some[0] ?? 0, packed(some));
  }
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
    count: queryOf<{ n: number }>(
      db,
      `SELECT count(*) AS n FROM (SELECT 1 FROM blocks WHERE term = ? LIMIT ${MOST_COUNTED})`,
    ),
    put: db.prepare('INSERT OR REPLACE INTO blocks (term, first, docs) VALUES (?, ?, ?)'),
  };
}
