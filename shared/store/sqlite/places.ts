/** The order of recording itself: what stands at a place, and whether every place is taken. */
import type { DatabaseSync } from 'node:sqlite';

export function preparedPlaces(db: DatabaseSync) {
  const hashAt = db.prepare('SELECT hash FROM commits WHERE position = ?');
  const counted = db.prepare('SELECT count(*) = coalesce(max(position), 0) AS whole FROM commits');
  return {
    hashOfPosition: (position: number): string | null => {
      const row = hashAt.get(position);
      return row === undefined ? null : String(row.hash);
    },
    isWithoutHoles: (): boolean => counted.get()?.whole === 1,
  };
}
