/** `search.db`: which cases stand under which keyed hashes. Disposable; made anew where another program wrote it. */
import { rmSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { unusable } from '../unusable-file.ts';
import { checkpointAfter } from './checkpoints.ts';
import { databaseNamed } from './database-file.ts';
import { WRITING_AHEAD } from './schema.ts';
import { isDamage } from './views-schema.ts';

/** Of the tables and of what stands in them: rows of another one are thrown away. */
export const LAYOUT = 2;

const NAMES = ['notes', 'houses', 'cases', 'blocks'];
const TABLES = `
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS houses (id INTEGER PRIMARY KEY, office TEXT NOT NULL, kind TEXT NOT NULL, UNIQUE (office, kind)) STRICT;
CREATE TABLE IF NOT EXISTS cases (
  doc INTEGER PRIMARY KEY, house INTEGER NOT NULL, stream TEXT NOT NULL, version INTEGER NOT NULL, terms BLOB NOT NULL,
  UNIQUE (house, stream)
) STRICT;
CREATE TABLE IF NOT EXISTS blocks (
  term INTEGER NOT NULL, first INTEGER NOT NULL, docs BLOB NOT NULL, PRIMARY KEY (term, first)
) STRICT, WITHOUT ROWID;
`;

type Setting = (db: DatabaseSync) => void;
/** `form`: of the terms, and under which key: another one's rows are thrown away. */
export type Form = { readonly form: string; readonly set?: Setting; readonly onDamage?: () => void };

export function openSearchDatabase(file: string, form: Form): DatabaseSync {
  try {
    return openedFor(file, form);
  } catch (fault) {
    if (!isDamage(fault)) throw fault;
    form.onDamage?.();
    removeSearchDatabase(file);
    return openedFor(file, form);
  }
}

export function removeSearchDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
}

const lasting: Setting = (db) => db.exec(`PRAGMA synchronous = NORMAL; ${WRITING_AHEAD}`);

function openedFor(file: string, { form, set = lasting }: Form): DatabaseSync {
  const db = databaseNamed(file, set);
  try {
    db.exec('PRAGMA busy_timeout = 30000; PRAGMA cache_size = -32768');
    // what is forgotten is not to be read from free pages either
    db.exec('PRAGMA secure_delete = FAST');
    checkpointAfter(db, 1000);
    db.exec(TABLES);
    if (noteIn(db, 'form') !== form) emptied(db, form);
    return db;
  } catch (fault) {
    db.close();
    throw unusable(file, fault);
  }
}

/** Of two processes that come at once with a new form, the second finds the work of the first. */
function emptied(db: DatabaseSync, form: string): void {
  db.exec('BEGIN IMMEDIATE');
  if (noteIn(db, 'form') !== form) {
    for (const name of NAMES) db.exec(`DROP TABLE ${name}`);
    db.exec(TABLES);
    noteDown(db, 'form', form);
  }
  db.exec('COMMIT');
}

export function noteIn(db: DatabaseSync, name: string): string | null {
  const row = db.prepare('SELECT value FROM notes WHERE name = ?').get(name);
  return row === undefined ? null : String(row.value);
}

export function noteDown(db: DatabaseSync, name: string, value: string): void {
  db.prepare('INSERT OR REPLACE INTO notes (name, value) VALUES (?, ?)').run(name, value);
}
