/** Dead letters beside the queue, the whole letter encrypted under the master key: a failed record names its caller. */
import type { DatabaseSync } from 'node:sqlite';
import {
  type DeadLetter,
  type DeadLetters,
  failedLetter,
  type LetterState,
  letterIdOf,
  notedLetter,
} from '../dead-letters.ts';
import { placeIn, placeOf } from '../list-place.ts';
import { decrypt, encrypt } from '../seal.ts';
import { inWrite } from './begin-write.ts';
import type { QueueOptions } from './queue.ts';

export function sqliteDeadLetters(db: DatabaseSync, { clock, masterKey }: QueueOptions): DeadLetters {
  const { get, keep, listed, remove } = prepare(db, masterKey);
  return {
    put: async (failure) =>
      inWrite(db, () => keep(failedLetter(get(letterIdOf(failure)), failure, clock.now()))),
    get: async (id) => get(id),
    list: async ({ after, limit, state = 'open' }) => {
      const items = listed(state, after ?? null, limit);
      const last = items.at(-1);
      const next = items.length < limit || last === undefined ? null : placeOf([last.failedAt, last.id]);
      return { items, next };
    },
    note: async (seen, sending) =>
      inWrite(db, () => {
        const letter = notedLetter(get(seen.id), { seen, sending }, clock.now());
        if (letter !== null) keep(letter);
        return letter !== null;
      }),
    remove: async (id) => remove(id),
  };
}

function prepare(db: DatabaseSync, masterKey: Buffer) {
  const one = db.prepare('SELECT letter FROM dead_letters WHERE id = ?');
  const write = db.prepare('INSERT OR REPLACE INTO dead_letters VALUES (?, ?, ?, ?)');
  const drop = db.prepare('DELETE FROM dead_letters WHERE id = ?');
  const some = db.prepare(
    'SELECT letter FROM dead_letters WHERE state = ? AND (failed_at, id) > (?, ?) ORDER BY failed_at, id LIMIT ?',
  );
  const read = (row: Record<string, unknown>): DeadLetter => {
    const text = decrypt(masterKey, String(row.letter))?.toString('utf8');
    if (text === undefined) throw new Error('a dead letter is under another master key');
    return JSON.parse(text);
  };
  return {
    get: (id: string): DeadLetter | null => {
      const row = one.get(id);
      return row === undefined ? null : read(row);
    },
    keep: (letter: DeadLetter): void => {
      const sealed = encrypt(masterKey, Buffer.from(JSON.stringify(letter)));
      write.run(letter.id, letter.state, letter.failedAt, sealed);
    },
    listed: (state: LetterState, after: string | null, limit: number): DeadLetter[] => {
      const [failedAt = '', id = ''] = placeIn(after, 2) ?? [];
      return some.all(state, failedAt, id, limit).map(read);
    },
    remove: (id: string): void => void drop.run(id),
  };
}
