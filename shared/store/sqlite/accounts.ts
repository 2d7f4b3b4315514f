/**
 * `accounts.db`: who may enter, apart from the ledger, because accounts change and end while the ledger never does,
 * and because an archive of the ledger must not carry anybody's password hash.
 */
import { randomBytes } from 'node:crypto';
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { askedOnce } from '#shared/kernel/asked-once.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { Account, Accounts, ApiToken, SavedList, Session } from '../accounts.ts';
import { OtherMasterKey } from '../key-wrapper.ts';
import { decrypt, encrypt } from '../seal.ts';
import { queryOf } from './query.ts';
import { openDatabase } from './schema.ts';

const TABLES = `
CREATE TABLE IF NOT EXISTS accounts (
  user TEXT PRIMARY KEY, role TEXT NOT NULL, office TEXT NOT NULL, disabled INTEGER NOT NULL, password TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sessions (
  hash TEXT PRIMARY KEY, user TEXT NOT NULL, expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sessions_of_user ON sessions (user);
CREATE TABLE IF NOT EXISTS tokens (
  hash TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, user TEXT NOT NULL, role TEXT NOT NULL, office TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS saved_lists (
  user TEXT NOT NULL, path TEXT NOT NULL, name TEXT NOT NULL, query TEXT NOT NULL, PRIMARY KEY (user, path, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS failures (key TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS failures_of_key ON failures (key, at);
CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

type AccountRow = Omit<Account, 'disabled'> & { readonly disabled: 0 | 1; readonly password: string };
type Sql = {
  run(text: string, ...values: SQLInputValue[]): boolean;
  one<Row>(text: string, ...values: SQLInputValue[]): Row | null;
  all<Row>(text: string, ...values: SQLInputValue[]): Row[];
};

/** Under which the secret that cookies and feeds are signed with is sealed; asked for when that is. */
type Keyed = { readonly masterKey: () => Promise<Buffer> };

export function openAccounts(file: string, keyed: Keyed): Accounts {
  const db = openDatabase(file, TABLES);
  return sqliteAccounts(db, keyed);
}

/** `db` has the tables of this file. */
function sqliteAccounts(db: DatabaseSync, { masterKey }: Keyed): Accounts {
  const sql: Sql = {
    run: (text, ...values) => db.prepare(text).run(...values).changes > 0,
    one: <Row>(text: string, ...values: SQLInputValue[]) => queryOf<Row>(db, text).get(...values) ?? null,
    all: <Row>(text: string, ...values: SQLInputValue[]) => queryOf<Row>(db, text).all(...values),
  };
  return {
    ...people(sql),
    ...sessions(sql),
    ...tokens(sql),
    ...savedLists(sql),
    ...failures(sql),
    signingSecret: askedOnce(async () => secret(db, await masterKey())),
    close: () => db.close(),
  };
}

function people(sql: Sql): Pick<Accounts, 'add' | 'find' | 'list' | 'change'> {
  return {
    add: async ({ user, role, office, disabled, passwordHash }) =>
      sql.run(
        'INSERT INTO accounts VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
        ...[user, role, office, Number(disabled), passwordHash],
      ),
    find: async (user) => {
      const row = sql.one<AccountRow>('SELECT * FROM accounts WHERE user = ?', user);
      return row && { ...accountOf(row), passwordHash: row.password };
    },
    list: async () => sql.all<AccountRow>('SELECT * FROM accounts ORDER BY user').map(accountOf),
    change: async (user, { role, disabled, passwordHash }) => {
      const changed = sql.run(
        `UPDATE accounts SET role = coalesce(?, role), disabled = coalesce(?, disabled),
           password = coalesce(?, password) WHERE user = ?`,
        ...[role ?? null, disabled === undefined ? null : Number(disabled), passwordHash ?? null, user],
      );
      if (disabled || passwordHash !== undefined) sql.run('DELETE FROM sessions WHERE user = ?', user);
      return changed;
    },
  };
}

function accountOf({ user, role, office, disabled }: AccountRow): Account {
  return { user, role, office, disabled: disabled === 1 };
}

function sessions(sql: Sql): Pick<Accounts, 'addSession' | 'session' | 'endSession'> {
  return {
    addSession: async (hash, { user, expiresAt }) => {
      sql.run('INSERT INTO sessions VALUES (?, ?, ?)', hash, user, expiresAt);
    },
    session: async (hash) =>
      sql.one<Session>('SELECT user, expires_at AS expiresAt FROM sessions WHERE hash = ?', hash),
    endSession: async (hash) => {
      sql.run('DELETE FROM sessions WHERE hash = ?', hash);
    },
  };
}

function tokens(sql: Sql): Pick<Accounts, 'addToken' | 'token' | 'tokens' | 'endToken'> {
  return {
    addToken: async (hash, { id, user, role, office }) => {
      sql.run('INSERT INTO tokens VALUES (?, ?, ?, ?, ?)', hash, id, user, role, office);
    },
    token: async (hash) =>
      sql.one<ApiToken>('SELECT id, user, role, office FROM tokens WHERE hash = ?', hash),
    tokens: async () => sql.all<ApiToken>('SELECT id, user, role, office FROM tokens ORDER BY id'),
    endToken: async (id) => sql.run('DELETE FROM tokens WHERE id = ?', id),
  };
}

function savedLists(sql: Sql): Pick<Accounts, 'saveList' | 'savedLists' | 'dropList'> {
  return {
    saveList: async (user, { path, name, query }) => {
      sql.run('INSERT OR REPLACE INTO saved_lists VALUES (?, ?, ?, ?)', user, path, name, query);
    },
    savedLists: async (user, path) =>
      sql
        .all<SavedList>(
          'SELECT path, name, query FROM saved_lists WHERE user = ? AND path = ? ORDER BY name',
          ...[user, path],
        )
        .map((row) => ({ ...row })),
    dropList: async (user, { path, name }) => {
      sql.run('DELETE FROM saved_lists WHERE user = ? AND path = ? AND name = ?', user, path, name);
    },
  };
}

function failures(sql: Sql): Pick<Accounts, 'noteFailure' | 'failuresBetween' | 'clearFailures'> {
  return {
    noteFailure: async (key: string, at: Instant) => {
      sql.run('INSERT INTO failures VALUES (?, ?)', key, at);
    },
    failuresBetween: async (...between) =>
      Number(
        sql.one<{ n: number }>(
          'SELECT count(*) AS n FROM failures WHERE key = ? AND at >= ? AND at <= ?',
          ...between,
        )?.n ?? 0,
      ),
    clearFailures: async (key) => {
      sql.run('DELETE FROM failures WHERE key = ?', key);
    },
  };
}

const SIGNING = 'signing';

/** As long as it lies there sealed under the master key, who copies `accounts.db` alone can sign nothing. */
function secret(db: DatabaseSync, masterKey: Buffer): string {
  const sealed = (text: string): string => encrypt(masterKey, Buffer.from(`${SIGNING}\n${text}`));
  db.prepare('INSERT INTO secrets VALUES (?, ?) ON CONFLICT DO NOTHING').run(
    SIGNING,
    sealed(randomBytes(32).toString('base64url')),
  );
  const standing = String(
    queryOf<{ value: string }>(db, 'SELECT value FROM secrets WHERE name = ?').get(SIGNING)?.value,
  );
  const [name, text] = decrypt(masterKey, standing)?.toString('utf8').split('\n') ?? [];
  if (name === SIGNING && text !== undefined) return text;
  if (standing.includes('.')) throw new OtherMasterKey('the signing secret is under another master key');
  // an earlier program has left it in the clear: cookies and feeds go on with it
  db.exec('PRAGMA secure_delete = ON');
  db.prepare('UPDATE secrets SET value = ? WHERE name = ?').run(sealed(standing), SIGNING);
  db.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
  return standing;
}
