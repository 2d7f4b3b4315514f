/** Durable commits of a ledger that another process writes, counted in its write-ahead log itself. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;

/** From now on, until it is asked how many there have been. Somebody reads meanwhile, so that the log is not begun anew. */
export function countCommits(folder: string): () => number {
  const file = join(folder, 'ledger.db');
  const db = new DatabaseSync(file);
  db.exec('PRAGMA busy_timeout = 10000');
  const emptied = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
  if (emptied?.busy !== 0) throw new Error('the write-ahead log is in use');
  db.exec('BEGIN');
  db.prepare('SELECT count(*) FROM sqlite_master').get();
  return () => {
    const commits = commitsIn(readFileSync(`${file}-wal`));
    db.close();
    return commits;
  };
}

/** A frame that ends a transaction says how many pages the file has after it; the others say none. */
function commitsIn(log: Buffer): number {
  if (log.length === 0) return 0;
  const frame = FRAME_HEADER_BYTES + log.readUInt32BE(8);
  const salt = log.subarray(16, 24);
  let commits = 0;
  for (let at = HEADER_BYTES; at + frame <= log.length; at += frame) {
    if (!log.subarray(at + 8, at + 16).equals(salt)) throw new Error('the write-ahead log was begun anew');
    if (log.readUInt32BE(at + 4) !== 0) commits += 1;
  }
  return commits;
}
