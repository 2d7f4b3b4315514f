/** What the databases of a folder keep under the master key, put under another one: each file in one write. */
import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { decrypt, ERASED, encrypt } from '../seal.ts';
import { databaseAt } from './database-file.ts';

/** What is under the new key already stays; so does what neither opens. */
export type Rewrap = (sealed: string) => string;

export function rewrapping(before: Buffer, after: Buffer): Rewrap {
  return (sealed) => {
    if (sealed === ERASED || decrypt(after, sealed) !== null) return sealed;
    const plain = decrypt(before, sealed);
    return plain === null ? sealed : encrypt(after, plain);
  };
}

/** What a vault has sealed: the key of it in the first line, and under that key what it is. */
export function rewrapVault(rewrap: Rewrap, sealed: Uint8Array): Buffer {
  const [wrapped = '', ...body] = Buffer.from(sealed).toString('latin1').split('\n');
  return Buffer.from([rewrap(wrapped), ...body].join('\n'), 'latin1');
}

type Statement = string;
/** By file: columns whose text is sealed, and those that hold what a vault has sealed. */
const SEALED: Readonly<Record<string, readonly Statement[]>> = {
  'queue.db': [
    'UPDATE messages SET body = rewrap(body)',
    'UPDATE dead_letters SET letter = rewrap(letter)',
    'UPDATE drafts SET typed = rewrap(typed) WHERE typed IS NOT NULL',
  ],
  'audit.db': ['UPDATE data_keys SET wrapped = rewrap(wrapped)'],
  'accounts.db': [
    'UPDATE secrets SET value = rewrap(value)',
    "UPDATE factors SET secret = rewrapVault(secret) WHERE kind = 'totp'",
  ],
};
export const SEALED_FILES = Object.keys(SEALED);
const LEDGER: readonly Statement[] = ['UPDATE data_keys SET wrapped = rewrap(wrapped)'];

/** A file that is not there has nothing under the key. */
export function rewrapFile(folder: string, name: string, rewrap: Rewrap): void {
  if (!existsSync(`${folder}/${name}`)) return;
  const db = databaseAt(`${folder}/${name}`);
  try {
    db.exec('PRAGMA busy_timeout = 30000; PRAGMA secure_delete = ON');
    inOne(db, () => run(db, rewrap, SEALED[name] ?? []));
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
}

/** The keys of all cases and the fingerprint by which the ledger knows its key, together. `db` has the file to itself. */
export function rewrapLedger(db: DatabaseSync, rewrap: Rewrap, fingerprint: string): void {
  inOne(db, () => {
    run(db, rewrap, LEDGER);
    db.prepare("UPDATE settings SET value = ? WHERE name = 'masterKey'").run(fingerprint);
  });
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}

function run(db: DatabaseSync, rewrap: Rewrap, statements: readonly Statement[]): void {
  db.function('rewrap', (sealed) => rewrap(String(sealed)));
  db.function('rewrapVault', (sealed) =>
    rewrapVault(rewrap, Buffer.from(String(sealed), 'base64')).toString('base64'),
  );
  for (const statement of statements) db.exec(statement);
}

function inOne(db: DatabaseSync, work: () => void): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    work();
    db.exec('COMMIT');
  } catch (fault) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw fault;
  }
}
