/** Entering cases into the index and taking them out: every row of a case is found by the case, too. */
import type { DatabaseSync } from 'node:sqlite';
import type { StreamKey } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { IndexedCase } from '../search-index.ts';
import { queryOf } from './query.ts';
import { blocksIn, packed, unpacked } from './search-blocks.ts';

export type Held = { readonly doc: number; readonly version: number; readonly terms: Uint8Array };
/** What changes under each term within one write: whether a case stands there in the end, whatever came before. */
type Changes = Map<number, Map<number, boolean>>;

const DAY_MS = 86_400_000;
/** Cases of one day stand in the order they came; more than this many go on into the day after. */
const A_DAY = 2 ** 20;
/** Days before this one are that one. */
const FIRST_DAY = Date.parse('1900-01-01');

/** Forty bits of a hash, six characters and most of a seventh: two that meet only bring a case to be looked at that is then passed over. */
const WHOLE = 6;
const SIX_BITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUES = Uint8Array.from({ length: 128 }, (_, code) =>
  Math.max(0, SIX_BITS.indexOf(String.fromCharCode(code))),
);

/** By hand: through a buffer it took a tenth of filling the index. */
export function numberOf(term: string): number {
  let number = 0;
  for (let at = 0; at < WHOLE; at += 1) number = number * 64 + (VALUES[term.charCodeAt(at)] ?? 0);
  return number * 16 + ((VALUES[term.charCodeAt(WHOLE)] ?? 0) >> 2);
}

export const dayStart = (day: PlainDate): number =>
  Math.max(1, Math.floor((Date.parse(day) - FIRST_DAY) / DAY_MS)) * A_DAY;

export function searchWritesIn(db: DatabaseSync) {
  const tables = caseRowsIn(db);
  const blocks = blocksIn(db);
  const heldIn = (at: StreamKey): Held | undefined => tables.held.get(at.office, at.kind, at.stream);
  const write = (changes: Changes): void => {
    for (const [term, docs] of changes)
      blocks.change(term, { add: those(docs, true), remove: those(docs, false) });
  };
  return {
    heldIn,
    enter: (cases: readonly IndexedCase[]): void => {
      const changes: Changes = new Map();
      for (const one of cases) enterOne({ tables, changes }, one, heldIn(one.at));
      write(changes);
    },
    forget: (at: StreamKey): void => {
      const held = heldIn(at);
      if (held === undefined) return;
      const changes: Changes = new Map();
      for (const term of termsIn(held)) changeOf(changes, term).set(held.doc, false);
      tables.remove.run(held.doc);
      write(changes);
    },
  };
}

type Tables = ReturnType<typeof caseRowsIn>;
type Entering = { readonly tables: Tables; readonly changes: Changes };

function enterOne(
  { tables, changes }: Entering,
  { at, version, day, terms }: IndexedCase,
  held: Held | undefined,
): void {
  if (held !== undefined && held.version >= version) return;
  const now = numbersOf(terms);
  const before = held === undefined ? [] : termsIn(held);
  const doc = held?.doc ?? nextDoc(tables, day);
  const [was, is] = [new Set(before), new Set(now)];
  for (const term of now) if (!was.has(term)) changeOf(changes, term).set(doc, true);
  for (const term of before) if (!is.has(term)) changeOf(changes, term).set(doc, false);
  const bytes = termBytes(now);
  if (held !== undefined) tables.replace.run(version, bytes, doc);
  else tables.insert.run(doc, tables.houseOf(at), at.stream, version, bytes);
}

/** In ascending order, each once. */
export function numbersOf(terms: IndexedCase['terms']): readonly number[] {
  const numbers = terms.map(numberOf).sort((a, b) => a - b);
  return numbers.filter((one, at) => one !== numbers[at - 1]);
}

/** As they stand with the case: the first one is the gap from nought. */
export const termBytes = (numbers: readonly number[]): Uint8Array => packed([0, ...numbers]);
export const termsIn = ({ terms }: Held): readonly number[] => unpacked(0, terms).slice(1);

function changeOf(changes: Changes, term: number): Map<number, boolean> {
  const known = changes.get(term);
  if (known !== undefined) return known;
  const fresh = new Map<number, boolean>();
  changes.set(term, fresh);
  return fresh;
}

const those = (docs: ReadonlyMap<number, boolean>, stands: boolean): readonly number[] =>
  [...docs].filter(([, one]) => one === stands).map(([doc]) => doc);

function nextDoc({ lastOfDay }: Tables, day: PlainDate): number {
  const start = dayStart(day);
  return (lastOfDay.get(start, start + A_DAY)?.doc ?? start) + 1;
}

export function caseRowsIn(db: DatabaseSync) {
  const house = queryOf<{ id: number }>(db, 'SELECT id FROM houses WHERE office = ? AND kind = ?');
  const addHouse = db.prepare('INSERT INTO houses (office, kind) VALUES (?, ?)');
  return {
    held: queryOf<Held>(
      db,
      `SELECT doc, version, terms FROM cases
       WHERE house = (SELECT id FROM houses WHERE office = ? AND kind = ?) AND stream = ?`,
    ),
    lastOfDay: queryOf<{ doc: number | null }>(
      db,
      'SELECT max(doc) AS doc FROM cases WHERE doc > ? AND doc < ?',
    ),
    insert: db.prepare('INSERT INTO cases (doc, house, stream, version, terms) VALUES (?, ?, ?, ?, ?)'),
    replace: db.prepare('UPDATE cases SET version = ?, terms = ? WHERE doc = ?'),
    remove: db.prepare('DELETE FROM cases WHERE doc = ?'),
    houseOf: ({ office, kind }: StreamKey): number =>
      house.get(office, kind)?.id ?? Number(addHouse.run(office, kind).lastInsertRowid),
  };
}
