/** Every statement that writes read models, prepared once; how far into the log they are, and what they hold beyond (ADR 85). */
import type { DatabaseSync } from 'node:sqlite';
import { queryOf } from './query.ts';
import type { Stored } from './rows-of-views.ts';
import { noteOf, positionOf } from './views-schema.ts';

export type Writes = ReturnType<typeof preparedWrites>;

type Held = [version: number, calendar: number, standings: string, status: string, openedOn: string];

export function preparedWrites(db: DatabaseSync) {
  const held = queryOf<Held>(
    db,
    'SELECT version, calendar, standings, status, opened_on FROM cases WHERE office = ? AND kind = ? AND number = ?',
    true,
  );
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
    ...tallying(db),
    newest: db.prepare(`INSERT INTO newest VALUES (?, ?)
      ON CONFLICT DO UPDATE SET recorded_at = max(recorded_at, excluded.recorded_at)`),
    unit: db.prepare(`INSERT INTO units VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE
      SET unit = excluded.unit, recorded_at = excluded.recorded_at
      WHERE (excluded.recorded_at, excluded.unit) > (recorded_at, unit)`),
    ...placeWrites(db),
  };
}

function tallying(db: DatabaseSync) {
  return {
    tally: db.prepare(`INSERT INTO tallies VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET cases = cases + excluded.cases`),
    emptyTally: db.prepare(
      'DELETE FROM tallies WHERE cases = 0 AND office = ? AND kind = ? AND status = ? AND span = ? AND at = ?',
    ),
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

/** Positions that are in some cases before the others have come so far. */
const aheadIn = (db: DatabaseSync): readonly number[] => JSON.parse(noteOf(db, 'ahead') ?? '[]');

/** Which positions of the log are in them, as it is read now. */
export function holdingOf(db: DatabaseSync): (position: number) => boolean {
  const reached = positionOf(db);
  const ahead = new Set(aheadIn(db));
  return (position) => position <= reached || ahead.has(position);
}

/** Where a log stood that is named with it. */
const placeOf = (anchor: string | null): number => Number(anchor?.split(' ')[1] ?? 0);

function placeWrites(db: DatabaseSync) {
  const note = db.prepare('INSERT INTO notes VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value');
  return {
    position: db.prepare(`INSERT INTO notes VALUES ('position', ?)
      ON CONFLICT DO UPDATE SET value = max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))`),
    /** The furthest of what is held, also ahead: what an older copy of the log does not have is not its own. */
    anchor: (anchor: string): void => {
      if (placeOf(anchor) > placeOf(noteOf(db, 'anchor'))) note.run('anchor', anchor);
    },
    /** What stands ahead of the position as it is after the batch. */
    ahead: (more: readonly number[]): void => {
      const before = aheadIn(db);
      const reached = positionOf(db);
      const further = [...new Set([...before, ...more])].filter((position) => position > reached);
      if (before.length > 0 || further.length > 0) note.run('ahead', JSON.stringify(further));
    },
  };
}
