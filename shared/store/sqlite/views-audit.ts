/** Everything held against everything that follows from the log: cases one by one, counters as their sums. */
import type { DatabaseSync } from 'node:sqlite';
import type { CaseView, Drift, ViewsAudit, ViewsBatch } from '../views.ts';
import { counterDrifts, type Expected, strayDrifts } from './audit-counters.ts';
import { Bundles } from './bundles.ts';
import { queryOf } from './query.ts';
import {
  dayKeysOf,
  membershipsOf,
  rowOf,
  type Stored,
  spanKeyOf,
  storedOf,
  tallyKeysOf,
} from './rows-of-views.ts';
import { standingsOf } from './standings.ts';
import { add } from './views-apply.ts';
import { snapshotOf } from './views-schema.ts';
import { holdingOf } from './views-writes.ts';

type Cell = string | number | null;
/** Where the column `standings` stands in a row of `cases`. */
const STANDINGS = 14;
/** The column `calendar` only orders two counts of one version: a closed case is not counted again, and keeps its own. */
const NOT_COMPARED = [5, STANDINGS];

type Snapshot = { readonly db: DatabaseSync; end(): void };

/** A connection of its own, at one moment, while others write. */
export function beginSnapshot(live: DatabaseSync): Snapshot {
  const own = snapshotOf(live);
  const db = own ?? live;
  // a comparison page by page must not fail halfway on a page that cannot be read
  checkPages(db);
  db.exec('BEGIN');
  const end = (): void => {
    db.exec('COMMIT');
    own?.close();
  };
  return { db, end };
}

export function auditOf(live: DatabaseSync): ViewsAudit {
  const { db, end } = beginSnapshot(live);
  const bundles = new Bundles(db, { adding: false });
  bundles.refresh();
  const expected: Expected = {
    found: { cases: 0, members: 0 },
    spans: new Map(),
    days: new Map(),
    units: new Map(),
    tallies: new Map(),
  };
  const compare = comparerOf(db, { bundles, expected });
  return {
    holds: holdingOf(db),
    compare: async (views) => views.flatMap(compare),
    end: async (newest) => {
      const found = [
        ...strayDrifts(db, expected),
        ...counterDrifts(db, { bundles, expected }),
        ...asOfDrifts(db, newest),
      ];
      end();
      return found;
    },
  };
}

function checkPages(db: DatabaseSync): void {
  const row = db.prepare('PRAGMA quick_check(1)').get();
  const found = String(Object.values(row ?? {})[0]);
  if (found !== 'ok') throw new Error(`database disk image is malformed: ${found}`);
}

type Auditing = { readonly bundles: Bundles; readonly expected: Expected };

function comparerOf(db: DatabaseSync, { bundles, expected }: Auditing) {
  const held = queryOf<Cell[]>(db, 'SELECT * FROM cases WHERE office = ? AND kind = ? AND number = ?', true);
  const member = db.prepare(
    'SELECT weight FROM members WHERE bundle = ? AND first = ? AND last = ? AND number = ? AND kind = ?',
  );
  return (view: CaseView): Drift[] => {
    const { office, kind, number } = view.summary;
    const named = { office, kind, case: number };
    const standings = standingsOf(view.contributions).map((one) => storedOf(bundles, office, one));
    expect(expected, { view, standings, bundles });
    const row = held.get(office, kind, number);
    if (row === undefined) return [{ what: 'missing', ...named }];
    expected.found.cases += 1;
    const columns = rowOf(view, standings);
    const drifts: Drift[] = [];
    if (columns.some((value, at) => !NOT_COMPARED.includes(at) && value !== row[at]))
      drifts.push({ what: 'summary', ...named });
    if (columns[STANDINGS] !== row[STANDINGS]) drifts.push({ what: 'cells', ...named });
    for (const [bundle, first, last, weight] of membershipsOf(standings)) {
      const found = member.get(bundle, first, last, number, kind);
      if (found !== undefined) expected.found.members += 1;
      const cell = bundles.cellsOf(office, bundle).join(' ');
      if (found?.weight !== weight) drifts.push({ what: 'member', ...named, cell, at: String(first) });
    }
    return drifts;
  };
}

type Case = { readonly view: CaseView; readonly standings: readonly Stored[]; readonly bundles: Bundles };

function expect(expected: Expected, { view, standings, bundles }: Case): void {
  const { office, kind, status, openedOn } = view.summary;
  for (const key of tallyKeysOf([office, kind, status, openedOn]).map((one) => JSON.stringify(one)))
    expected.tallies.set(key, (expected.tallies.get(key) ?? 0) + 1);
  for (const one of standings) {
    const moved = { weight: one[3], cases: 1 };
    add(expected.spans, spanKeyOf(office, one), moved);
    for (const key of dayKeysOf(office, one, bundles)) add(expected.days, key, moved);
  }
  if (view.unit === undefined) return;
  const { name, unit, recordedAt } = view.unit;
  const key = JSON.stringify([office, name]);
  const text = JSON.stringify([recordedAt, unit]);
  if (text > (expected.units.get(key) ?? '')) expected.units.set(key, text);
}

function asOfDrifts(db: DatabaseSync, newest: ViewsBatch['newest']): Drift[] {
  const held = db.prepare('SELECT recorded_at FROM newest WHERE office = ?');
  return Object.entries(newest)
    .filter(([office, recordedAt]) => held.get(office)?.recorded_at !== recordedAt)
    .map(([office]) => ({ what: 'asOf', office }));
}
