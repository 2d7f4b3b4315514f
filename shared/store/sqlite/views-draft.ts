/** Read models being filled in a file of their own beside `views.db`. */
import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { backup, type DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { sqliteCodeOf } from '../faults.ts';
import { keptOnDisk } from './place-taken.ts';
import { WRITING_AHEAD } from './schema.ts';

const SUFFIXES = ['', '-journal', '-wal', '-shm'];
/** Pages handed over a step; in between others may read, and nobody write. */
const PAGES = 4096;

let drafts = 0;

/** A name that no other draft of this or another process has. */
export function draftBeside(file: string): string {
  sweep(file);
  drafts += 1;
  return `${file}.draft-${process.pid}-${drafts}`;
}

/** What a process that was killed has left behind. */
function sweep(file: string): void {
  const start = `${basename(file)}.draft-`;
  for (const name of readdirSync(dirname(file)))
    if (name.startsWith(start) && !isAlive(Number.parseInt(name.slice(start.length), 10)))
      rmSync(join(dirname(file), name), { force: true });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Nothing of a draft outlives a crash: nothing is journalled and nothing waits for the disk. */
export function asDraft(db: DatabaseSync): void {
  // opened by default so that a journal cannot be left out
  db.enableDefensive(false);
  db.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE');
}

/** Closes a draft for good: all of it on the disk, in one file that is written ahead of from its first opening on. */
export function closeDraft(db: DatabaseSync, file: string): void {
  db.exec(WRITING_AHEAD);
  db.close();
  keptOnDisk(file);
}

/** As long as any other writer of these files waits for the one before it. */
const PATIENCE_MS = 30_000;
const LOOK_AGAIN_MS = 20;

/**
 * All pages of `draft` in the place of those of `file`, as one write: who reads goes on with what he began with. An
 * import beside it may be writing `file`; a backup does not wait for that by itself and says `not an error`.
 */
export async function handOver(draft: DatabaseSync, file: string): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; ; await setTimeout(LOOK_AGAIN_MS)) {
    try {
      await backup(draft, file, { rate: PAGES });
      return;
    } catch (fault) {
      if (!isBusy(fault) || Date.now() > end) throw fault;
    }
  }
}

/** SQLITE_BUSY and SQLITE_LOCKED; 0 is what a backup says of either. */
function isBusy(fault: unknown): boolean {
  return [0, 5, 6].includes(sqliteCodeOf(fault) ?? -1);
}

export function removeDraft(file: string): void {
  for (const suffix of SUFFIXES) rmSync(`${file}${suffix}`, { force: true });
}
