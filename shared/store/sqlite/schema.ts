/** `ledger.db`: the log and what must be as durable as the log. Nothing here is ever updated or deleted. */
import type { DatabaseSync } from 'node:sqlite';
import { unusable } from '../unusable-file.ts';
import { checkpointAfter } from './checkpoints.ts';
import { databaseAt } from './database-file.ts';
import { queryOf } from './query.ts';

/** The office's own rule ends so. What an import brings under other rules may stand beside it by the million. */
export const RULE_DIGITS = 7;
export const OF_THE_RULE = `number GLOB '*-${'[0-9]'.repeat(RULE_DIGITS)}'`;

const LEDGER = `
CREATE TABLE IF NOT EXISTS commits (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  office TEXT NOT NULL, kind TEXT NOT NULL, stream TEXT NOT NULL, version INTEGER NOT NULL,
  body TEXT NOT NULL, hash TEXT NOT NULL,
  UNIQUE (office, kind, stream, version)
) STRICT;
CREATE TABLE IF NOT EXISTS numbers (
  office TEXT NOT NULL, kind TEXT NOT NULL, number TEXT NOT NULL, stream TEXT NOT NULL,
  PRIMARY KEY (office, kind, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS numbers_by_rule ON numbers (office, kind, number) WHERE ${OF_THE_RULE};
CREATE TABLE IF NOT EXISTS keys (
  office TEXT NOT NULL, key TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (office, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS seals (ref TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS data_keys (
  office TEXT NOT NULL, kind TEXT NOT NULL, stream TEXT NOT NULL, wrapped TEXT NOT NULL,
  PRIMARY KEY (office, kind, stream)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS cut_offs (instant TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/** Opens a database of this product: write-ahead log, durable at every commit, waiting its turn for 30 seconds. */
export function openDatabase(file: string, tables: string): DatabaseSync {
  const db = databaseAt(file);
  try {
    db.exec('PRAGMA busy_timeout = 30000; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
    // what is erased or sent on is not to be read from free pages either
    db.exec('PRAGMA secure_delete = ON');
    useWriteAheadLog(db);
    checkpointAfter(db, 8000);
    db.exec(tables);
    return db;
  } catch (fault) {
    db.close();
    throw unusable(file, fault);
  }
}

export const WRITING_AHEAD = 'PRAGMA journal_mode = WAL';

/** The one statement that does not wait its turn by itself, when two processes make the same file at once. */
function useWriteAheadLog(db: DatabaseSync): void {
  for (let tries = 300; ; tries -= 1) {
    try {
      db.exec(WRITING_AHEAD);
      return;
    } catch (fault) {
      if (tries === 0 || !/locked|busy/.test(String(fault))) throw fault;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
}

/** In kilobytes. */
const CACHE = { wide: 32_768, narrow: 4096 } as const;
/** The pages that so many jobs change stay in the narrow one. */
const FEW_JOBS = 100;

export function openLedger(file: string): DatabaseSync {
  const db = openDatabase(file, LEDGER);
  keepPages(db, 'wide');
  return db;
}

function keepPages(db: DatabaseSync, cache: keyof typeof CACHE): void {
  db.exec(`PRAGMA cache_size = -${CACHE[cache]}`);
}

/**
 * Asked before each write of a connection that records. Keys and streams of older cases are written all over their
 * trees, and pages of a long write that leave the cache come back at once. But where a page of an index was divided, as in
 * every other write of fifty, the engine walks through all that it keeps at the COMMIT: for a few jobs that costs more than
 * it saves.
 */
export function cacheOfWrites(db: DatabaseSync): (jobs: number) => void {
  let now: keyof typeof CACHE = 'wide';
  return (jobs) => {
    const wanted = jobs > FEW_JOBS ? 'wide' : 'narrow';
    if (wanted !== now) keepPages(db, wanted);
    now = wanted;
  };
}

/** Columns that a file of before has not. */
export function addMissing(db: DatabaseSync, table: string, columns: readonly string[]): void {
  const lacks = (column: string): boolean =>
    queryOf<{ name: string }>(db, `SELECT name FROM pragma_table_info('${table}') WHERE name = ?`).get(
      column,
    ) === undefined;
  for (const column of columns.filter(lacks))
    try {
      db.exec(`ALTER TABLE ${table} ADD COLUMN ${column} TEXT`);
    } catch (fault) {
      // another process was quicker
      if (lacks(column)) throw fault;
    }
}
