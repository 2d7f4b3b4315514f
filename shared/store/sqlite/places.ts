/** The order of recording: what stands at a place and at the end, whether every place is taken, the last number of a rule. */
import type { DatabaseSync } from 'node:sqlite';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { commitOf } from '../commit-bytes.ts';
import type { NumbersOf } from '../ports.ts';
import { queryOf } from './query.ts';
import { OF_THE_RULE, RULE_DIGITS } from './schema.ts';

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

/** What this process has written or read last: where that is the newest commit it is not read again. */
export type Newest = { hash: string; recordedAt: Instant | null };

export function preparedHead(db: DatabaseSync, newest: Newest) {
  const last = queryOf<{ position: number; hash: string }>(
    db,
    'SELECT position, hash FROM commits ORDER BY position DESC LIMIT 1',
  );
  const body = queryOf<{ body: string }>(db, 'SELECT body FROM commits WHERE position = ?');
  const recordedAtIn = (position: number, hash: string): Instant =>
    commitOf(position, body.get(position)?.body ?? '', hash).recordedAt;
  return {
    head: (): { position: number; recordedAt: Instant } | null => {
      const row = last.get();
      if (row === undefined) return null;
      const { position, hash } = row;
      const known = hash === newest.hash ? newest.recordedAt : null;
      const recordedAt = known ?? recordedAtIn(position, hash);
      Object.assign(newest, { hash, recordedAt });
      return { position, recordedAt };
    },
  };
}

export function preparedNumbers(db: DatabaseSync) {
  const prepared = (within: string) =>
    queryOf<{ number: string }>(
      db,
      `SELECT number FROM numbers WHERE office = ? AND kind = ? AND number >= ? AND number < ? || char(0x10ffff)${within} ORDER BY number DESC LIMIT 1`,
    );
  const last = prepared('');
  const [byRule, byDigits] = [
    prepared(` AND length(number) = ? AND ${OF_THE_RULE}`),
    prepared(' AND length(number) = ? AND substr(number, ?) GLOB ?'),
  ];
  return {
    lastNumber: ({ office, kind, prefix, digits }: NumbersOf) => {
      const from = [office, kind, prefix, prefix] as const;
      if (digits === undefined) return last.get(...from)?.number ?? null;
      const length = [...prefix].length + digits;
      const found =
        digits === RULE_DIGITS && prefix.endsWith('-')
          ? byRule.get(...from, length)
          : byDigits.get(...from, length, length - digits + 1, '[0-9]'.repeat(digits));
      return found?.number ?? null;
    },
  };
}
