/** Writing the read models: each case replaced by its newer view, figures moved by the differences, in one write. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { CaseView, FigureUnit, ViewsBatch } from '../views.ts';
import type { Bundles } from './bundles.ts';
import { dayKeysOf, membershipsOf, rowOf, type Stored, spanKeyOf, storedOf } from './rows-of-views.ts';
import { standingsOf } from './standings.ts';
import { noteOf } from './views-schema.ts';

type Held = readonly [version: number, calendar: number, standings: string];
type Moved = { weight: number; cases: number };
/** What the cases of a batch entered and left, by where they stand. */
type Counted = Map<string, { readonly office: string; readonly one: Stored; readonly moved: Moved }>;
/** Figures moved by a batch, by the key of their row. */
type Moves = { readonly spans: Map<string, Moved>; readonly days: Map<string, Moved> };
type Statements = ReturnType<typeof prepared>;

export class OtherProgramError extends Error {}

type Applier = (batch: ViewsBatch) => void;
type Filling = { readonly bundles: Bundles; readonly projection: string };

/** A draft is nobody else's and is thrown away where anything fails: it is one write from beginning to end. */
export function drafterOf(db: DatabaseSync, bundles: Bundles): Applier {
  const sql = prepared(db);
  db.exec('BEGIN IMMEDIATE');
  bundles.refresh();
  return (batch) => applyBatch(sql, bundles, batch);
}

/** `projection` names the program that fills these views; another one may have taken them over since. */
export function applierOf(db: DatabaseSync, { bundles, projection }: Filling): Applier {
  const sql = prepared(db);
  return (batch) => {
    db.exec('BEGIN IMMEDIATE');
    try {
      if (noteOf(db, 'projection') !== projection)
        throw new OtherProgramError('the read models are another version’s: start this program again');
      bundles.refresh();
      applyBatch(sql, bundles, batch);
      db.exec('COMMIT');
    } catch (error) {
      db.exec('ROLLBACK');
      bundles.forget();
      throw error;
    }
  };
}

function prepared(db: DatabaseSync) {
  const held = db.prepare(
    'SELECT version, calendar, standings FROM cases WHERE office = ? AND kind = ? AND number = ?',
  );
  held.setReturnArrays(true);
  const moving = (table: string, columns: string) =>
    db.prepare(`INSERT INTO ${table} (${columns}, weight, cases) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET weight = weight + excluded.weight, cases = cases + excluded.cases`);
  return {
    held,
    enter: db.prepare(`INSERT INTO cases VALUES (${Array(15).fill('?').join(', ')}) ON CONFLICT DO NOTHING`),
    leave: db.prepare('DELETE FROM cases WHERE office = ? AND kind = ? AND number = ?'),
    join: joining(db),
    part: db.prepare(
      'DELETE FROM members WHERE bundle = ? AND first = ? AND last = ? AND number = ? AND kind = ?',
    ),
    span: moving('spans', 'office, last, first, bundle'),
    day: moving('days', 'office, labelled, at, bundle'),
    emptySpan: db.prepare(
      'DELETE FROM spans WHERE cases = 0 AND office = ? AND last = ? AND first = ? AND bundle = ?',
    ),
    emptyDay: db.prepare(
      'DELETE FROM days WHERE cases = 0 AND office = ? AND labelled = ? AND at = ? AND bundle = ?',
    ),
    newest: db.prepare(`INSERT INTO newest VALUES (?, ?)
      ON CONFLICT DO UPDATE SET recorded_at = max(recorded_at, excluded.recorded_at)`),
    unit: db.prepare(`INSERT INTO units VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE
      SET unit = excluded.unit, recorded_at = excluded.recorded_at
      WHERE (excluded.recorded_at, excluded.unit) > (recorded_at, unit)`),
    position: db.prepare(`INSERT INTO notes VALUES ('position', ?)
      ON CONFLICT DO UPDATE SET value = max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))`),
  };
}

/** A case's memberships in one statement: they are nearly all the rows there are. What fails undoes the whole batch. */
const MOST_JOINED = 8;

function joining(db: DatabaseSync) {
  const rows = (count: number): string => Array(count).fill('(?, ?, ?, ?, ?, ?)').join(', ');
  const statements = Array.from({ length: MOST_JOINED }, (_, index) =>
    db.prepare(`INSERT OR FAIL INTO members VALUES ${rows(index + 1)}`),
  );
  return (standings: readonly Stored[], number: string, kind: string): void => {
    for (let from = 0; from < standings.length; from += MOST_JOINED) {
      const some = standings.slice(from, from + MOST_JOINED);
      const values = some.flatMap(([bundle, first, last, weight]) => [
        bundle,
        first,
        last,
        number,
        kind,
        weight,
      ]);
      statements[some.length - 1]?.run(...values);
    }
  };
}

function applyBatch(sql: Statements, bundles: Bundles, { cases, newest, position }: ViewsBatch): void {
  const counted: Counted = new Map();
  for (const view of cases) {
    applyCase(sql, { view, bundles, counted });
    if (view.unit !== undefined) noteUnit(sql.unit, view.summary.office, view.unit);
  }
  const moves = movesOf(counted, bundles);
  move(sql.span, sql.emptySpan, moves.spans);
  move(sql.day, sql.emptyDay, moves.days);
  for (const [office, recordedAt] of Object.entries(newest)) sql.newest.run(office, recordedAt);
  if (position !== undefined) sql.position.run(String(position));
}

type Applying = { readonly view: CaseView; readonly bundles: Bundles; readonly counted: Counted };

function applyCase(sql: Statements, { view, bundles, counted }: Applying): void {
  const { office, kind, number, version } = view.summary;
  const standings = standingsOf(view.contributions).map((one) => storedOf(bundles, office, one));
  const row = rowOf(view, standings);
  let before: readonly Stored[] = [];
  if (sql.enter.run(...row).changes === 0) {
    const [heldVersion, calendar, held] = sql.held.get(office, kind, number) as unknown as Held;
    if (heldVersion > version || (heldVersion === version && calendar >= view.calendar)) return;
    before = JSON.parse(held) as Stored[];
    sql.leave.run(office, kind, number);
    sql.enter.run(...row);
  }
  const [was, is] = [membershipsOf(before), membershipsOf(standings)];
  for (const [bundle, first, last] of without(was, is)) sql.part.run(bundle, first, last, number, kind);
  sql.join(without(is, was), number, kind);
  for (const one of without(before, standings)) count(counted, { office, one, sign: -1 });
  for (const one of without(standings, before)) count(counted, { office, one, sign: 1 });
}

function without(some: readonly Stored[], others: readonly Stored[]): readonly Stored[] {
  if (some.length === 0 || others.length === 0) return some;
  const known = new Set(others.map(String));
  return some.filter((one) => !known.has(String(one)));
}

type Counting = { readonly office: string; readonly one: Stored; readonly sign: 1 | -1 };

function count(counted: Counted, { office, one, sign }: Counting): void {
  const [bundle, first, last, weight, day] = one;
  const key = `${bundle} ${first} ${last} ${day} ${office}`;
  const before = counted.get(key);
  if (before === undefined) counted.set(key, { office, one, moved: { weight: weight * sign, cases: sign } });
  else {
    before.moved.weight += weight * sign;
    before.moved.cases += sign;
  }
}

/** The figures that the standings of a batch move: thousands of cases stand in the same few. */
function movesOf(counted: Counted, bundles: Bundles): Moves {
  const moves: Moves = { spans: new Map(), days: new Map() };
  for (const { office, one, moved } of counted.values()) {
    add(moves.spans, spanKeyOf(office, one), moved);
    for (const key of dayKeysOf(office, one, bundles)) add(moves.days, key, moved);
  }
  return moves;
}

export function add(figures: Map<string, Moved>, key: string, { weight, cases }: Readonly<Moved>): void {
  const figure = figures.get(key);
  if (figure === undefined) figures.set(key, { weight, cases });
  else {
    figure.weight += weight;
    figure.cases += cases;
  }
}

type Column = string | number;

function move(moving: StatementSync, emptying: StatementSync, figures: ReadonlyMap<string, Moved>): void {
  for (const [key, { weight, cases }] of figures) {
    if (weight === 0 && cases === 0) continue;
    const columns = JSON.parse(key) as [Column, Column, Column, Column];
    moving.run(...columns, weight, cases);
    if (cases < 0) emptying.run(...columns);
  }
}

function noteUnit(statement: StatementSync, office: string, { name, unit, recordedAt }: FigureUnit): void {
  statement.run(office, name, unit, recordedAt);
}
