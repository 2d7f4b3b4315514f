/** Instants at or before which nothing is recorded any more. One is only ever added. */
import type { DatabaseSync } from 'node:sqlite';
import { type Instant, justAfter, laterOf } from '#shared/kernel/plain-date.ts';
import { queryOf } from './query.ts';

export type CutOffs = ReturnType<typeof cutOffsIn>;

export function cutOffsIn(db: DatabaseSync) {
  const latest = queryOf<{ instant: Instant | null }>(db, 'SELECT max(instant) AS instant FROM cut_offs');
  const add = db.prepare('INSERT INTO cut_offs (instant) VALUES (?) ON CONFLICT DO NOTHING');
  let read: Instant | null | undefined;
  return {
    /** A write begins: until it ends nobody else can add one, so that it is read once. */
    begin: (): void => {
      read = undefined;
    },
    latest: (): Instant | null => {
      if (read === undefined) read = latest.get()?.instant ?? null;
      return read;
    },
    add: (instant: Instant): void => {
      add.run(instant);
      read = undefined;
    },
  };
}

/** The first instant from `now` on that has not been cut off. */
export function stampOf(now: Instant, { latest }: Pick<CutOffs, 'latest'>): Instant {
  const cutOff = latest();
  return cutOff === null ? now : laterOf(now, justAfter(cutOff));
}
