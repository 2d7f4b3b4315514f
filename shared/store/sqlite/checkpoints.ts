/**
 * What was written lies in a write-ahead file until somebody copies it into the database: by itself whoever happens to
 * commit when there is much, after a rebuild all of it. That keeps the thread for as long as the disk takes, so that a
 * process that answers leaves it to the one beside it (ADR 85).
 */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { databaseNamed } from './database-file.ts';

const FILES = ['ledger.db', 'views.db', 'search.db', 'audit.db', 'accounts.db', 'queue.db'];
const EVERY_MS = 2000;

let isLeft = false;

/** From now on no connection that this process opens copies anything. */
export function leaveCheckpoints(): void {
  isLeft = true;
}

/** `pages`: of the write-ahead file, after which a commit of this connection copies them. */
export function checkpointAfter(db: DatabaseSync, pages: number): void {
  db.exec(`PRAGMA wal_autocheckpoint = ${isLeft ? 0 : pages}`);
}

/** Copies what was written to the files of `folder`, as long as it is not stopped. What readers still need waits. */
export function keepingFiles(folder: string): { stop(): void } {
  const copied = new Map<string, number>();
  const timer = setInterval(() => {
    for (const name of FILES) copyWritten(join(folder, name), copied);
  }, EVERY_MS);
  return { stop: () => clearInterval(timer) };
}

/** `copied`: when each was last written to, as it was found before it was copied. Never throws: a timer calls it. */
export function copyWritten(file: string, copied: Map<string, number>): void {
  const wal = statSync(`${file}-wal`, { throwIfNoEntry: false });
  if (wal === undefined || wal.size === 0 || wal.mtimeMs === copied.get(file)) return;
  // a file that was put away is not made anew beside what was written to it
  if (!existsSync(file)) return;
  try {
    // what somebody still reads is copied later, also where nothing more is written
    if (isCopiedWhole(file)) copied.set(file, wal.mtimeMs);
  } catch {
    // locked, damaged or not to be opened: whoever reads or writes it says so
  }
}

const read = (db: DatabaseSync): unknown => db.prepare('PRAGMA schema_version').get();

/** Opened anew each time: a file that was damaged is another one now. */
function isCopiedWhole(file: string): boolean {
  // the pages of a file that has taken its place are not to be copied into one that is gone
  const db = databaseNamed(file, read, 0);
  try {
    const { busy, log, checkpointed } = db.prepare('PRAGMA wal_checkpoint(PASSIVE)').get() ?? {};
    return busy === 0 && log === checkpointed;
  } finally {
    db.close();
  }
}
