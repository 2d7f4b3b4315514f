/** How far into the log the read models are, and what they hold of it beyond that (ADR 85). */
import type { DatabaseSync } from 'node:sqlite';
import { noteOf } from './views-schema.ts';

export const positionOf = (db: DatabaseSync): number => Number(noteOf(db, 'position') ?? 0);

/** Positions that are in some cases before the others have come so far. */
const aheadIn = (db: DatabaseSync): readonly number[] => JSON.parse(noteOf(db, 'ahead') ?? '[]');

/** Which positions of the log are in them, as it is read now. */
export function holdingOf(db: DatabaseSync): (position: number) => boolean {
  const reached = positionOf(db);
  const ahead = new Set(aheadIn(db));
  return (position) => position <= reached || ahead.has(position);
}

export function placeWrites(db: DatabaseSync) {
  const note = db.prepare(
    `INSERT INTO notes VALUES ('ahead', ?) ON CONFLICT DO UPDATE SET value = excluded.value`,
  );
  return {
    position: db.prepare(`INSERT INTO notes VALUES ('position', ?)
      ON CONFLICT DO UPDATE SET value = max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))`),
    anchor: db.prepare(`INSERT INTO notes
      SELECT 'anchor', ? FROM notes WHERE name = 'position' AND value = ?
      ON CONFLICT DO UPDATE SET value = excluded.value`),
    /** What stands ahead of the position as it is after the batch. */
    ahead: (more: readonly number[]): void => {
      const before = aheadIn(db);
      if (before.length === 0 && more.length === 0) return;
      const reached = positionOf(db);
      note.run(JSON.stringify([...new Set([...before, ...more])].filter((position) => position > reached)));
    },
  };
}
