/**
 * A draft takes the place of a file under its name, where nobody has that open: its pages are written once. Whatever
 * breaks off leaves one or the other, whole. Who comes meanwhile is told by `databaseNamed`.
 */
import { chmodSync, closeSync, fsyncSync, lstatSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { databaseNamed } from './database-file.ts';
import { queryOf } from './query.ts';

/** What a process has open of a file, opened once more by whoever asks it next after that was closed. */
export class Reopened<T extends { close(): void }> {
  readonly #open: () => T;
  #own: T | null;
  #asked = 0;

  constructor(open: () => T) {
    this.#open = open;
    this.#own = open();
  }

  now(): T {
    this.#own ??= this.#open();
    return this.#own;
  }

  async ask<Answer>(work: (own: T) => Answer | Promise<Answer>): Promise<Answer> {
    this.#asked += 1;
    try {
      return await work(this.now());
    } finally {
      this.#asked -= 1;
    }
  }

  /** False where somebody waits for an answer of it, who would be left with what is closed. */
  letGo(): boolean {
    if (this.#asked > 0) return false;
    this.close();
    return true;
  }

  close(): void {
    this.#own?.close();
    this.#own = null;
  }
}

/** Of a file that a draft is made for. */
type Own = { letGo(): boolean; now(): unknown };
export type Place = { readonly file: string; readonly own: Own };

/** Whether nobody else has `file` open just now: not this process either, which lets go of its own. */
export function isNobodys({ file, own }: Place): boolean {
  if (!own.letGo()) return false;
  const held = heldAlone(file);
  held?.close();
  return held !== null;
}

/** `draft` is closed and on the disk. False where it has to be copied, and nothing has changed. */
export function placeTaken(draft: string, { file, own }: Place): boolean {
  if (!own.letGo() || !isOfTheSame(draft, file)) return false;
  const old = heldAlone(file);
  if (old === null) return false;
  try {
    return isGivenUp(old, file) && isRenamed(draft, file);
  } finally {
    old.close();
  }
}

/** A link leads elsewhere; what is somebody else's would be this one's from then on. */
function isOfTheSame(draft: string, file: string): boolean {
  const [own, old] = [lstatSync(draft), lstatSync(file)];
  if (!old.isFile() || own.uid !== old.uid || own.gid !== old.gid) return false;
  chmodSync(draft, old.mode);
  return true;
}

/** Null where anybody has it open, in this process or another, or where it cannot be read. */
function heldAlone(file: string): DatabaseSync | null {
  try {
    return databaseNamed(file, holdAlone, 0);
  } catch {
    return null;
  }
}

function holdAlone(db: DatabaseSync): void {
  db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT');
}

/**
 * All of it stands in the file itself, and nothing beside it: what was written ahead of it would be taken for that of
 * the other. The engine refuses to write to a file that has been moved away, unless it writes ahead.
 */
function isGivenUp(old: DatabaseSync, file: string): boolean {
  try {
    const mode = queryOf<{ journal_mode: string }>(old, 'PRAGMA journal_mode = DELETE').get();
    if (mode?.journal_mode !== 'delete') return false;
    // it stays for the next write of whoever holds the file alone
    rmSync(`${file}-journal`, { force: true });
    keptOnDisk(dirname(file));
    return true;
  } catch {
    return false;
  }
}

function isRenamed(draft: string, file: string): boolean {
  try {
    renameSync(draft, file);
  } catch {
    return false;
  }
  keptOnDisk(dirname(file));
  return true;
}

/** Of a folder: which names stand in it. */
export function keptOnDisk(path: string): void {
  const opened = openSync(path, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
