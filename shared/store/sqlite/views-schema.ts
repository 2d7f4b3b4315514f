/**
 * `views.db`: the read models, disposable. A case is kept with the bundles of cells it stands in (ADR 10); figures are
 * counts of bundles by span of years, by month and by day, and never one row a case. Cases of a list are tallied by the
 * month and the day on which they were opened.
 */

import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { DESK } from '#shared/kernel/case-brief.ts';
import { NARROWINGS } from '../narrowings.ts';
import { unusable } from '../unusable-file.ts';
import { NO_DAY } from '../views.ts';
import { checkpointAfter } from './checkpoints.ts';
import { databaseNamed } from './database-file.ts';
import { WRITING_AHEAD } from './schema.ts';

/** Of each fact that the work list is narrowed by. */
const COLUMNS = [...NARROWINGS, DESK].map(
  (fact) => `${fact} TEXT AS (json_extract(facts, '$.${fact}')) VIRTUAL,`,
);
const INDEXES = NARROWINGS.map(
  (fact) => `CREATE INDEX IF NOT EXISTS cases_by_due_of_${fact}
  ON cases (office, ${fact}, due, number, kind) WHERE status = 'open' AND ${fact} IS NOT NULL;`,
);

const TABLES = `
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS newest (office TEXT PRIMARY KEY, recorded_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS units (
  office TEXT NOT NULL, name TEXT NOT NULL, unit TEXT NOT NULL, recorded_at TEXT NOT NULL, PRIMARY KEY (office, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS cases (
  office TEXT NOT NULL, kind TEXT NOT NULL, number TEXT NOT NULL, stream TEXT NOT NULL, version INTEGER NOT NULL,
  calendar INTEGER NOT NULL, status TEXT NOT NULL, opened_on TEXT NOT NULL, concluded_on TEXT, due_on TEXT, step_due_on TEXT,
  provisional INTEGER NOT NULL, recorded_at TEXT NOT NULL, facts TEXT NOT NULL, standings TEXT NOT NULL,
  due TEXT AS (coalesce(due_on, step_due_on, '${NO_DAY}')) VIRTUAL,
  ${COLUMNS.join('\n  ')}
  PRIMARY KEY (office, kind, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS cases_by_day ON cases (office, kind, status, opened_on, number);
CREATE INDEX IF NOT EXISTS cases_by_end ON cases (office, kind, concluded_on, number) WHERE concluded_on IS NOT NULL;
CREATE INDEX IF NOT EXISTS cases_by_due ON cases (office, due, number, kind)
  WHERE status = 'open';
CREATE INDEX IF NOT EXISTS cases_by_due_of_kind ON cases (office, kind, due, number) WHERE status = 'open';
CREATE INDEX IF NOT EXISTS cases_waiting ON cases (office, kind, due, number)
  WHERE status = 'open' AND due_on IS NULL AND kind <> 'hotline';
${INDEXES.join('\n')}
CREATE INDEX IF NOT EXISTS cases_on_desk ON cases (office, ${DESK}, due, number, kind) WHERE ${DESK} IS NOT NULL;
CREATE TABLE IF NOT EXISTS tallies (
  office TEXT NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL, span TEXT NOT NULL, at TEXT NOT NULL,
  cases INTEGER NOT NULL, PRIMARY KEY (office, kind, status, span, at)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS bundles (
  id INTEGER PRIMARY KEY, office TEXT NOT NULL, cells TEXT NOT NULL, UNIQUE (office, cells)
) STRICT;
CREATE TABLE IF NOT EXISTS members (
  bundle INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, number TEXT NOT NULL, kind TEXT NOT NULL,
  weight INTEGER NOT NULL, PRIMARY KEY (bundle, first, last, number, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS spans (
  office TEXT NOT NULL, last INTEGER NOT NULL, first INTEGER NOT NULL, bundle INTEGER NOT NULL,
  weight INTEGER NOT NULL, cases INTEGER NOT NULL, PRIMARY KEY (office, last, first, bundle)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS days (
  office TEXT NOT NULL, labelled INTEGER NOT NULL, at TEXT NOT NULL, bundle INTEGER NOT NULL,
  weight INTEGER NOT NULL, cases INTEGER NOT NULL, PRIMARY KEY (office, labelled, at, bundle)
) STRICT, WITHOUT ROWID;
`;
const FILLED = ['newest', 'units', 'cases', 'tallies', 'bundles', 'members', 'spans', 'days'];
/** How a file is written. */
type Setting = (db: DatabaseSync) => void;

/** NORMAL: after a loss of power the newest batches may be missing whole, and are projected again. */
function lasting(db: DatabaseSync): void {
  db.exec('PRAGMA synchronous = NORMAL');
  checkpointAfter(db, 8000);
  db.exec(WRITING_AHEAD);
}

type Opening = { readonly set?: Setting; readonly onDamage?: (() => void) | undefined };

/**
 * Opens the read models of `file`, emptied when another projection filled them. A file that is no
 * database, or one that cannot be read, is thrown away: everything in it follows from the log.
 */
export function openViewsDatabase(
  file: string,
  projection: string,
  { set = lasting, onDamage }: Opening = {},
): DatabaseSync {
  try {
    return openedFor(file, projection, set);
  } catch (error) {
    if (!isDamage(error)) throw error;
    onDamage?.();
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
    return openedFor(file, projection, set);
  }
}

function openedFor(file: string, projection: string, set: Setting): DatabaseSync {
  const db = databaseNamed(file, set);
  try {
    prepare(db);
    if (noteOf(db, 'projection') !== projection) emptyViews(db, projection, 'unless taken over');
    return db;
  } catch (error) {
    db.close();
    throw unusable(file, error);
  }
}

/** What the engine says of a file whose pages are not what it wrote. */
export function isDamage(error: unknown): boolean {
  return /not a database|malformed/.test(String(error));
}

function prepare(db: DatabaseSync): void {
  db.exec('PRAGMA busy_timeout = 30000; PRAGMA cache_size = -32768');
  const right = rightSchema();
  if (schemaOf(db) !== right) remakeTables(db, right);
}

/** How the tables that are filled are made, with their indexes. */
function schemaOf(db: DatabaseSync): string {
  const rows = db
    .prepare("SELECT tbl_name, sql FROM sqlite_master WHERE sql <> '' ORDER BY type, name")
    .all();
  return rows
    .filter(({ tbl_name }) => FILLED.includes(String(tbl_name)))
    .map(({ sql }) => sql)
    .join(';');
}

function rightSchema(): string {
  const empty = new DatabaseSync(':memory:');
  empty.exec(TABLES);
  const schema = schemaOf(empty);
  empty.close();
  return schema;
}

/** In an empty file; where another program made them, or somebody by hand, all that is in them is filled anew. */
function remakeTables(db: DatabaseSync, right: string): void {
  db.exec('BEGIN IMMEDIATE');
  // of two processes that come at once, the second finds the work of the first
  if (schemaOf(db) !== right) {
    for (const name of FILLED) db.exec(`DROP TABLE IF EXISTS ${name}`);
    db.exec(TABLES);
    db.exec("UPDATE notes SET value = '' WHERE name = 'projection'");
  }
  db.exec('COMMIT');
}

/** A second connection for a long read at one moment; the same one where the database lives in memory. */
export function snapshotOf(db: DatabaseSync): DatabaseSync | null {
  const file = db.location();
  return file === null ? null : new DatabaseSync(file, { readOnly: true });
}

const noteReaders = new WeakMap<DatabaseSync, StatementSync>();

export function noteOf(db: DatabaseSync, name: string): string | null {
  const reader = noteReaders.get(db) ?? db.prepare('SELECT value FROM notes WHERE name = ?');
  noteReaders.set(db, reader);
  const row = reader.get(name);
  return row === undefined ? null : String(row.value);
}

export const positionOf = (db: DatabaseSync): number => Number(noteOf(db, 'position') ?? 0);

/** `filling` tells the fillings apart: identities of bundles are good for one of them. */
export function emptyViews(
  db: DatabaseSync,
  projection: string,
  when: 'always' | 'unless taken over' = 'always',
) {
  db.exec('BEGIN IMMEDIATE');
  // of two processes that come at once with a new program, the second finds the work of the first
  if (when === 'always' || noteOf(db, 'projection') !== projection) refill(db, projection);
  db.exec('COMMIT');
}

function refill(db: DatabaseSync, projection: string): void {
  for (const name of ['notes', ...FILLED]) db.exec(`DROP TABLE ${name}`);
  db.exec(TABLES);
  const note = db.prepare('INSERT INTO notes (name, value) VALUES (?, ?)');
  note.run('projection', projection);
  note.run('filling', randomUUID());
  note.run('position', '0');
}
