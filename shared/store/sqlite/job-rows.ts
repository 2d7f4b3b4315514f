/** Jobs beside the queue: what they are about is kept sealed elsewhere, a row holds only how far they are. */
import type { DatabaseSync } from 'node:sqlite';
import { isOver, type Job, type JobRows } from '../jobs.ts';
import { queryOf } from './query.ts';

type Row = { readonly job: string };

export function sqliteJobRows(db: DatabaseSync): JobRows {
  const one = queryOf<Row>(db, 'SELECT job FROM jobs WHERE id = ?');
  const open = queryOf<Row>(db, 'SELECT job FROM jobs WHERE over = 0 ORDER BY changed_at, id');
  const add = db.prepare(
    'INSERT OR IGNORE INTO jobs (id, over, changed_at, step, job) VALUES (?, ?, ?, ?, ?)',
  );
  const change = db.prepare(
    'UPDATE jobs SET over = ?, changed_at = ?, step = ?, job = ? WHERE id = ? AND step = ?',
  );
  const forget = db.prepare('DELETE FROM jobs WHERE over = 1 AND changed_at < ?');
  const read = ({ job }: Row): Job => JSON.parse(job);
  return {
    get: async (id) => {
      const row = one.get(id);
      return row === undefined ? null : read(row);
    },
    put: async (job, before) => {
      const values = [Number(isOver(job)), job.changedAt, job.step, JSON.stringify(job)] as const;
      const done = before === null ? add.run(job.id, ...values) : change.run(...values, job.id, before);
      return done.changes > 0;
    },
    unfinished: async () => open.all().map(read),
    forget: async (before) => void forget.run(before),
  };
}
