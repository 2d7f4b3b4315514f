/**
 * The queue, the dead letters, the drafts and the jobs on SQLite, in a file of their own (ADR 16): the recorder holds the ledger's write
 * lock across its jobs, and a message sent from inside one must not wait for it. Bodies hold personal data before it
 * reaches the sealed records: they are encrypted under the master key.
 */
import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { requestNow } from '#shared/telling/say.ts';
import type { Clock } from '../ports.ts';
import type { Message, Queue, Received, Topic } from '../queue.ts';
import { decrypt, encrypt } from '../seal.ts';
import { inWrite } from './begin-write.ts';
import { addMissing, openDatabase } from './schema.ts';

const QUEUE = `
CREATE TABLE IF NOT EXISTS messages (
  topic TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL,
  due INTEGER NOT NULL, tries INTEGER NOT NULL, receipt TEXT NOT NULL,
  PRIMARY KEY (topic, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS messages_due ON messages (topic, due);
CREATE TABLE IF NOT EXISTS dead_letters (
  id TEXT PRIMARY KEY, state TEXT NOT NULL, failed_at TEXT NOT NULL, letter TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS dead_letters_open ON dead_letters (state, failed_at, id);
CREATE TABLE IF NOT EXISTS drafts (
  office TEXT NOT NULL, user TEXT NOT NULL, form TEXT NOT NULL, kept_at TEXT NOT NULL, ended TEXT NOT NULL, typed TEXT,
  PRIMARY KEY (office, user, form)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS drafts_kept ON drafts (kept_at);
CREATE TABLE IF NOT EXISTS jobs (
  id TEXT PRIMARY KEY, over INTEGER NOT NULL, changed_at TEXT NOT NULL, step INTEGER NOT NULL, job TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS jobs_over ON jobs (over, changed_at);
`;

/** Nobody leases or postpones for longer: a message due later was put there while the clock was ahead. */
const LONGEST_WAIT_MS = 3_600_000;

export type QueueOptions = { readonly clock: Clock; readonly masterKey: Buffer };

export function openQueueFile(file: string): DatabaseSync {
  const db = openDatabase(file, QUEUE);
  addMissing(db, 'messages', ['request']);
  return db;
}

/** A message whose id is still waiting is not queued a second time. */
export function sqliteQueue(db: DatabaseSync, { clock, masterKey }: QueueOptions): Queue {
  const now = (): number => Date.parse(clock.now());
  const sql = prepare(db);
  return {
    send: async (topic, messages) => inWrite(db, () => insertAll(topic, messages)),
    receive: async (topic, { limit, leaseSeconds }) =>
      inWrite(db, () => lease(topic, limit, now() + leaseSeconds * 1000)),
    acknowledge: async (received) =>
      inWrite(db, () => {
        for (const { topic, id, receipt } of received) sql.remove.run(topic, id, receipt);
      }),
    postpone: async ({ topic, id, receipt }, seconds) =>
      void sql.postpone.run(now() + seconds * 1000, topic, id, receipt),
    depth: async (topic) => Number(sql.depth.get(topic)?.n ?? 0),
  };

  function insertAll(topic: Topic, messages: readonly Message[]): void {
    const due = now();
    for (const { id, body } of messages)
      sql.insert.run(topic, id, encrypt(masterKey, Buffer.from(body)), due, requestNow() ?? null);
  }

  function lease(topic: Topic, limit: number, until: number): Received[] {
    const rows = sql.due.all(topic, now(), now() + LONGEST_WAIT_MS, limit);
    return rows.map((row): Received => {
      const [id, tries, receipt] = [String(row.id), Number(row.tries) + 1, randomUUID()];
      sql.lease.run(until, tries, receipt, topic, id);
      const body = decrypt(masterKey, String(row.body))?.toString('utf8');
      if (body === undefined) throw new Error('a message of the queue is under another master key');
      const { request } = row;
      return { topic, id, body, tries, receipt, ...(typeof request === 'string' && { request }) };
    });
  }
}

function prepare(db: DatabaseSync) {
  return {
    insert: db.prepare(
      "INSERT OR IGNORE INTO messages (topic, id, body, due, tries, receipt, request) VALUES (?, ?, ?, ?, 0, '', ?)",
    ),
    due: db.prepare(
      'SELECT id, body, tries, request FROM messages WHERE topic = ? AND (due <= ? OR due > ?) ORDER BY due LIMIT ?',
    ),
    lease: db.prepare('UPDATE messages SET due = ?, tries = ?, receipt = ? WHERE topic = ? AND id = ?'),
    remove: db.prepare('DELETE FROM messages WHERE topic = ? AND id = ? AND receipt = ?'),
    postpone: db.prepare('UPDATE messages SET due = ? WHERE topic = ? AND id = ? AND receipt = ?'),
    depth: db.prepare('SELECT count(*) AS n FROM messages WHERE topic = ?'),
  };
}
