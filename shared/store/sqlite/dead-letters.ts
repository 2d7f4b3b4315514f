/** Dead letters beside the queue, the whole letter encrypted under the master key: a failed record names its caller. */
import type { DatabaseSync } from 'node:sqlite';
import { type DeadLetter, type DeadLetters, failedLetter, letterIdOf, sentLetter } from '../dead-letters.ts';
import { decrypt, encrypt } from '../seal.ts';
import { inTransaction, type QueueOptions } from './queue.ts';

export function sqliteDeadLetters(db: DatabaseSync, { clock, masterKey }: QueueOptions): DeadLetters {
  const one = db.prepare('SELECT letter FROM dead_letters WHERE id = ?');
  const write = db.prepare('INSERT OR REPLACE INTO dead_letters VALUES (?, ?, ?, ?)');
  const remove = db.prepare('DELETE FROM dead_letters WHERE id = ?');
  const open = db.prepare(
    "SELECT failed_at, id, letter FROM dead_letters WHERE state = 'open' AND (failed_at, id) > (?, ?) ORDER BY failed_at, id LIMIT ?",
  );
  const read = (sealed: unknown): DeadLetter => {
    const text = decrypt(masterKey, String(sealed))?.toString('utf8');
    if (text === undefined) throw new Error('a dead letter is under another master key');
    return JSON.parse(text) as DeadLetter;
  };
  const get = (id: string): DeadLetter | null => {
    const row = one.get(id);
    return row === undefined ? null : read(row.letter);
  };
  const keep = (letter: DeadLetter): void =>
    void write.run(
      letter.id,
      letter.state,
      letter.failedAt,
      encrypt(masterKey, Buffer.from(JSON.stringify(letter))),
    );
  return {
    put: async (failure) =>
      inTransaction(db, () => keep(failedLetter(get(letterIdOf(failure)), failure, clock.now()))),
    get: async (id) => get(id),
    list: async ({ after, limit }) => {
      const [failedAt = '', id = ''] = (after ?? '').split(' ');
      const rows = open.all(failedAt, id, limit);
      const last = rows.at(-1);
      const next = rows.length < limit || last === undefined ? null : `${last.failed_at} ${last.id}`;
      return { items: rows.map((row) => read(row.letter)), next };
    },
    noteSent: async (id, again) =>
      inTransaction(db, () => {
        const letter = get(id);
        if (letter?.state !== 'open') return false;
        keep(sentLetter(letter, again, clock.now()));
        return true;
      }),
    remove: async (id) => void remove.run(id),
  };
}
