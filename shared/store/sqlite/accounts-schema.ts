/** The tables of `accounts.db`; a file of before gets the columns that it lacks. */
import type { DatabaseSync } from 'node:sqlite';
import { addMissing, openDatabase } from './schema.ts';

const TABLES = `
CREATE TABLE IF NOT EXISTS accounts (
  user TEXT PRIMARY KEY, role TEXT NOT NULL, office TEXT NOT NULL, disabled INTEGER NOT NULL, password TEXT NOT NULL,
  given_at TEXT, subject TEXT, department TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sessions (
  hash TEXT PRIMARY KEY, user TEXT NOT NULL, expires_at TEXT NOT NULL,
  started_at TEXT, seen_at TEXT, how TEXT, address TEXT, device TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sessions_of_user ON sessions (user);
CREATE TABLE IF NOT EXISTS tokens (
  hash TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, user TEXT NOT NULL, role TEXT NOT NULL, office TEXT NOT NULL,
  expires_on TEXT, scope TEXT, used_on TEXT, owner TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS saved_lists (
  user TEXT NOT NULL, path TEXT NOT NULL, name TEXT NOT NULL, query TEXT NOT NULL, PRIMARY KEY (user, path, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS factors (
  user TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, added_at TEXT NOT NULL,
  secret TEXT NOT NULL, mark INTEGER NOT NULL, PRIMARY KEY (user, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS factors_by_id ON factors (id);
CREATE TABLE IF NOT EXISTS tries (
  key TEXT PRIMARY KEY, count INTEGER NOT NULL, at TEXT NOT NULL, until TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
DROP TABLE IF EXISTS failures;
`;

/** What a file of before has not. */
const LATER = {
  accounts: ['given_at', 'subject', 'department'],
  sessions: ['started_at', 'seen_at', 'how', 'address', 'device'],
  tokens: ['expires_on', 'scope', 'used_on', 'owner'],
} as const;

export function openAccountsFile(file: string): DatabaseSync {
  const db = openDatabase(file, TABLES);
  for (const [table, columns] of Object.entries(LATER)) addMissing(db, table, columns);
  return db;
}
