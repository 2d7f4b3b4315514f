/** Writing the read models: each case replaced by its newer view, figures moved by the differences, in one write. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { OtherVersion } from '../faults.ts';
import type { FigureUnit, ViewsBatch } from '../views.ts';
import { inWrite } from './begin-write.ts';
import type { Bundles } from './bundles.ts';
import {
  dayKeysOf,
  type Entered,
  enteredOf,
  membershipsOf,
  type Stored,
  spanKeyOf,
  type Tallied,
  tallyKeysOf,
} from './rows-of-views.ts';
import { noteOf } from './views-schema.ts';
import { preparedWrites, type Writes } from './views-writes.ts';

type Moved = { weight: number; cases: number };
/** What the cases of a batch entered and left, by where they stand. */
type Counted = {
  readonly figures: Map<string, { readonly office: string; readonly one: Stored; readonly moved: Moved }>;
  /** How many more there are, by what they are tallied by as JSON. */
  readonly tallies: Map<string, number>;
};
const nothingCounted = (): Counted => ({ figures: new Map(), tallies: new Map() });
/** Figures moved by a batch, by the key of their row. */
type Moves = { readonly spans: Map<string, Moved>; readonly days: Map<string, Moved> };

/** A batch as rows. */
export type RowBatch = Omit<ViewsBatch, 'cases'> & { readonly cases: Iterable<Entered> };

type Filling = { readonly bundles: Bundles; readonly projection: string };

/** Beyond this many standings a draft's figures are written before its end. */
const MOST_COUNTED = 50_000;

/**
 * A draft is nobody else's and is thrown away where anything fails: it is one write from beginning to end, or until it is
 * asked to end once more.
 */
export function drafterOf(db: DatabaseSync, bundles: Bundles) {
  const sql = preparedWrites(db);
  let counted = nothingCounted();
  const write = (): void => {
    moveCounts(sql, counted, bundles);
    counted = nothingCounted();
  };
  return {
    begin: (): void => {
      if (!db.isTransaction) db.exec('BEGIN IMMEDIATE');
    },
    apply: (batch: RowBatch): void => {
      bundles.refresh();
      applyCases(sql, counted, batch);
      if (counted.figures.size > MOST_COUNTED) write();
    },
    end: (): void => {
      if (!db.isTransaction) return;
      write();
      db.exec('COMMIT');
    },
  };
}

/** `projection` names the program that fills these views; another one may have taken them over since. */
export function applierOf(
  db: DatabaseSync,
  { bundles, projection }: Filling,
): (batch: ViewsBatch) => Promise<void> {
  const sql = preparedWrites(db);
  const write = ({ cases, ahead = [], ...rest }: ViewsBatch): void => {
    if (noteOf(db, 'projection') !== projection) throw new OtherVersion('the read models');
    bundles.refresh();
    const counted = nothingCounted();
    applyCases(sql, counted, { cases: enteredOf(bundles, cases), ...rest });
    moveCounts(sql, counted, bundles);
    sql.ahead(ahead);
  };
  return async (batch) => {
    try {
      await inWrite(db, () => write(batch));
    } catch (error) {
      bundles.forget();
      throw error;
    }
  };
}

function moveCounts(sql: Writes, counted: Counted, bundles: Bundles): void {
  const { spans, days } = movesOf(counted, bundles);
  move(sql.span, sql.emptySpan, spans);
  move(sql.day, sql.emptyDay, days);
  for (const [key, cases] of counted.tallies) {
    if (cases === 0) continue;
    for (const row of tallyKeysOf(JSON.parse(key))) {
      sql.tally.run(...row, cases);
      if (cases < 0) sql.emptyTally.run(...row);
    }
  }
}

/** Everything but the figures. */
function applyCases(sql: Writes, counted: Counted, batch: RowBatch): void {
  const { cases, newest, position, anchor } = batch;
  for (const one of cases) {
    enter(sql, counted, one);
    if (one.unit !== undefined) noteUnit(sql.unit, one.row[0], one.unit);
  }
  for (const [office, recordedAt] of Object.entries(newest)) sql.newest.run(office, recordedAt);
  if (position !== undefined) sql.position.run(String(position));
  if (anchor !== undefined) sql.anchor(anchor);
}

function enter(sql: Writes, counted: Counted, { row, standings }: Entered): void {
  const [office, kind, number, , version, calendar, status, openedOn] = row;
  let before: readonly Stored[] = [];
  if (sql.enter.run(...row).changes === 0) {
    const held = sql.held.get(office, kind, number);
    if (held === undefined) throw new Error(`${kind} ${number} was neither entered nor held`);
    const [heldVersion, heldCalendar, heldStandings, ...was] = held;
    if (heldVersion > version || (heldVersion === version && heldCalendar >= calendar)) return;
    before = JSON.parse(heldStandings);
    tally(counted, [office, kind, ...was], -1);
    sql.leave.run(office, kind, number);
    sql.enter.run(...row);
  }
  tally(counted, [office, kind, status, openedOn], 1);
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

function tally({ tallies }: Counted, by: Tallied, sign: 1 | -1): void {
  const key = JSON.stringify(by);
  tallies.set(key, (tallies.get(key) ?? 0) + sign);
}

type Counting = { readonly office: string; readonly one: Stored; readonly sign: 1 | -1 };

function count({ figures }: Counted, { office, one, sign }: Counting): void {
  const [bundle, first, last, weight, day] = one;
  const key = `${bundle} ${first} ${last} ${day} ${office}`;
  const before = figures.get(key);
  if (before === undefined) figures.set(key, { office, one, moved: { weight: weight * sign, cases: sign } });
  else {
    before.moved.weight += weight * sign;
    before.moved.cases += sign;
  }
}

/** The figures that the standings of a batch move: thousands of cases stand in the same few. */
function movesOf(counted: Counted, bundles: Bundles): Moves {
  const moves: Moves = { spans: new Map(), days: new Map() };
  for (const { office, one, moved } of counted.figures.values()) {
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

function move(moving: StatementSync, emptying: StatementSync, figures: ReadonlyMap<string, Moved>): void {
  for (const [key, { weight, cases }] of figures) {
    if (weight === 0 && cases === 0) continue;
    const columns: readonly (string | number)[] = JSON.parse(key);
    moving.run(...columns, weight, cases);
    if (cases < 0) emptying.run(...columns);
  }
}

function noteUnit(statement: StatementSync, office: string, { name, unit, recordedAt }: FigureUnit): void {
  statement.run(office, name, unit, recordedAt);
}
