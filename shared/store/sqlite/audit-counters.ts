/** The sums of an audit against the counters held, and what is held of no case. */

import type { DatabaseSync } from 'node:sqlite';
import { labelledCell } from '#shared/kernel/contribution.ts';
import type { Drift } from '../views.ts';
import type { Bundles } from './bundles.ts';
import { queryOf } from './query.ts';
import type { Stored } from './rows-of-views.ts';

type Figure = { weight: number; cases: number };
/** Keys are those of the rows of `spans`, `days`, `units` and `tallies`. */
export type Expected = {
  /** Rows met that a case of the log accounts for. */
  readonly found: { cases: number; members: number };
  readonly spans: Map<string, Figure>;
  readonly days: Map<string, Figure>;
  readonly units: Map<string, string>;
  readonly tallies: Map<string, number>;
};
type Auditing = { readonly bundles: Bundles; readonly expected: Expected };
type Key = readonly [office: string, second: string | number, third: string | number, bundle: number];

export function counterDrifts(db: DatabaseSync, { bundles, expected }: Auditing): Drift[] {
  const name = ([office, , , bundle]: Key, at: string, [should, held]: readonly [number, number]): Drift[] =>
    bundles
      .cellsOf(office, bundle)
      .map((cell) => ({ what: 'counter', office, cell, at, expected: should, held }));
  const spans = 'SELECT office, last, first, bundle, weight, cases FROM spans';
  const days = 'SELECT office, labelled, at, bundle, weight, cases FROM days';
  return [
    ...differences(db, spans, expected.spans).flatMap(([key, pair]) => name(key, String(key[2]), pair)),
    ...differences(db, days, expected.days).flatMap(([key, pair]) => name(key, String(key[2]), pair)),
    ...unitDrifts(db, expected),
    ...tallyDrifts(db, expected),
  ];
}

type Difference = readonly [Key, readonly [expected: number, held: number]];

function differences(db: DatabaseSync, query: string, expected: Map<string, Figure>): Difference[] {
  const found: Difference[] = [];
  const rows = queryOf<[...Key, weight: number, cases: number]>(db, query, true);
  for (const [a, b, c, d, weight, cases] of rows.iterate()) {
    const key: Key = [a, b, c, d];
    const text = JSON.stringify(key);
    const should = expected.get(text) ?? { weight: 0, cases: 0 };
    expected.delete(text);
    if (should.weight !== weight || should.cases !== cases) found.push([key, [should.weight, weight]]);
  }
  for (const [text, { weight }] of expected) found.push([JSON.parse(text), [weight, 0]]);
  return found;
}

function unitDrifts(db: DatabaseSync, { units }: Expected): Drift[] {
  const held = db.prepare('SELECT recorded_at, unit FROM units WHERE office = ? AND name = ?');
  return [...units].flatMap(([key, value]): Drift[] => {
    const [office, name]: [string, string] = JSON.parse(key);
    const row = held.get(office, name);
    const same = row !== undefined && JSON.stringify([row.recorded_at, row.unit]) === value;
    return same ? [] : [{ what: 'unit', office, cell: labelledCell('narrative.figures', name) }];
  });
}

type TallyRow = [office: string, kind: string, status: string, span: string, at: string, cases: number];

/** How many cases a list is said to have: of a status, by the month or day of opening. */
function tallyDrifts(db: DatabaseSync, { tallies }: Expected): Drift[] {
  const found: Drift[] = [];
  for (const [office, kind, status, span, at, held] of queryOf<TallyRow>(
    db,
    'SELECT office, kind, status, span, at, cases FROM tallies',
    true,
  ).iterate()) {
    const key = JSON.stringify([office, kind, status, span, at]);
    const expected = tallies.get(key) ?? 0;
    tallies.delete(key);
    if (expected !== held) found.push({ what: 'counter', office, kind, cell: status, at, expected, held });
  }
  for (const [key, expected] of tallies) {
    const [office, kind, cell, , at]: [string, string, string, string, string] = JSON.parse(key);
    found.push({ what: 'counter', office, kind, cell, at, expected, held: 0 });
  }
  return found;
}

/** What no case accounts for: a greater number than was met means strays. Members are looked through only then. */
export function strayDrifts(db: DatabaseSync, { found }: Expected): Drift[] {
  const count = (table: string): number => Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n);
  const cases = count('cases');
  const more: Drift[] =
    cases === found.cases ? [] : [{ what: 'stray', office: '', expected: found.cases, held: cases }];
  return count('members') === found.members ? more : [...more, ...strayMembers(db)];
}

function strayMembers(db: DatabaseSync): Drift[] {
  const rows = db.prepare(`SELECT b.office, b.cells, m.bundle, m.first, m.last, m.number, m.kind, c.standings
    FROM members m LEFT JOIN bundles b ON b.id = m.bundle
    LEFT JOIN cases c ON c.office = b.office AND c.kind = m.kind AND c.number = m.number`);
  const strays: Drift[] = [];
  for (const row of rows.iterate()) {
    const standings: Stored[] = JSON.parse(String(row.standings ?? '[]'));
    const known = standings.some(([b, f, l]) => b === row.bundle && f === row.first && l === row.last);
    if (!known)
      strays.push({
        what: 'stray',
        office: String(row.office ?? ''),
        kind: String(row.kind),
        case: String(row.number),
        cell: String(row.cells ?? ''),
        at: String(row.first),
      });
  }
  return strays;
}
