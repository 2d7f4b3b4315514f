/**
 * `accounts.db`: who may enter, apart from the ledger, because accounts change and end while the ledger never does,
 * and because an archive of the ledger must not carry anybody's password hash.
 */
import type { DatabaseSync } from 'node:sqlite';
import { askedOnce } from '#shared/kernel/asked-once.ts';
import type { Instant, PlainDate } from '#shared/kernel/plain-date.ts';
import type { Account, Accounts, ApiToken, Role, SavedList } from '../accounts.ts';
import { openAccountsFile } from './accounts-schema.ts';
import { entrances } from './entrances.ts';
import { type Sql, sqlOf } from './query.ts';
import { signingSecretIn } from './signing-secret.ts';

type AccountRow = {
  readonly user: string;
  readonly role: Role;
  readonly office: string;
  readonly disabled: 0 | 1;
  readonly password: string;
  readonly given_at: Instant | null;
  readonly subject: string | null;
  readonly department: string | null;
};
/** Under which the secret that cookies and feeds are signed with is sealed; asked for when that is. */
type Keyed = { readonly masterKey: () => Promise<Buffer> };

export function openAccounts(file: string, keyed: Keyed): Accounts {
  return sqliteAccounts(openAccountsFile(file), keyed);
}

/** `db` has the tables of this file. */
function sqliteAccounts(db: DatabaseSync, { masterKey }: Keyed): Accounts {
  const sql = sqlOf(db);
  return {
    ...people(sql),
    ...tokens(sql),
    ...savedLists(sql),
    ...entrances(sql, db),
    signingSecret: askedOnce(async () => signingSecretIn(db, await masterKey())),
    close: () => db.close(),
  };
}

function people(sql: Sql): Pick<Accounts, 'add' | 'find' | 'list' | 'change' | 'rehash'> {
  return {
    add: async ({ user, role, office, disabled, passwordHash, givenAt, subject, department }) =>
      sql.run(
        `INSERT INTO accounts (user, role, office, disabled, password, given_at, subject, department)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
        ...[user, role, office, Number(disabled), passwordHash, givenAt ?? null, subject ?? null],
        department || null,
      ),
    find: async (user) => {
      const row = sql.one<AccountRow>('SELECT * FROM accounts WHERE user = ?', user);
      return row && { ...accountOf(row), passwordHash: row.password };
    },
    list: async () => sql.all<AccountRow>('SELECT * FROM accounts ORDER BY user').map(accountOf),
    change: async (user, { role, disabled, passwordHash, givenAt, subject, department }) => {
      const anew = passwordHash !== undefined;
      const changed = sql.run(
        `UPDATE accounts SET role = coalesce(?, role), disabled = coalesce(?, disabled),
           password = coalesce(?, password), subject = coalesce(?, subject),
           department = nullif(coalesce(?, department), ''),
           given_at = CASE WHEN ? THEN ? ELSE given_at END WHERE user = ?`,
        ...[role ?? null, disabled === undefined ? null : Number(disabled), passwordHash ?? null],
        ...[subject ?? null, department ?? null, Number(anew), givenAt ?? null, user],
      );
      if (disabled || anew) sql.run('DELETE FROM sessions WHERE user = ?', user);
      return changed;
    },
    rehash: async (user, { from, to }) => {
      sql.run('UPDATE accounts SET password = ? WHERE user = ? AND password = ?', to, user, from);
    },
  };
}

function accountOf({ user, role, office, disabled, given_at, ...row }: AccountRow): Account {
  return {
    ...{ user, role, office, disabled: disabled === 1 },
    ...(given_at !== null && { givenAt: given_at }),
    ...(row.subject !== null && { subject: row.subject }),
    ...(row.department !== null && { department: row.department }),
  };
}

type TokenRow = Pick<ApiToken, 'id' | 'user' | 'role' | 'office'> & {
  readonly expires_on: PlainDate | null;
  readonly scope: string | null;
  readonly used_on: PlainDate | null;
  readonly owner: string | null;
};

function tokenOf({ id, user, role, office, expires_on, scope, used_on, owner }: TokenRow): ApiToken {
  return {
    ...{ id, user, role, office },
    ...(owner !== null && { owner }),
    ...(expires_on !== null && { expiresOn: expires_on }),
    ...(scope !== null && { scope: scope.split(' ') }),
    ...(used_on !== null && { usedOn: used_on }),
  };
}

type Tokens = 'addToken' | 'token' | 'tokens' | 'tokenHash' | 'noteTokenUse' | 'endToken';

function tokens(sql: Sql): Pick<Accounts, Tokens> {
  return {
    addToken: async (hash, { id, user, role, office, owner, expiresOn, scope, usedOn }) => {
      sql.run(
        `INSERT INTO tokens (hash, id, user, role, office, owner, expires_on, scope, used_on)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[hash, id, user, role, office, owner ?? null],
        ...[expiresOn ?? null, scope?.join(' ') ?? null, usedOn ?? null],
      );
    },
    token: async (hash) => {
      const row = sql.one<TokenRow>('SELECT * FROM tokens WHERE hash = ?', hash);
      return row && tokenOf(row);
    },
    tokens: async () => sql.all<TokenRow>('SELECT * FROM tokens ORDER BY id').map(tokenOf),
    tokenHash: async (id) =>
      sql.one<{ hash: string }>('SELECT hash FROM tokens WHERE id = ?', id)?.hash ?? null,
    noteTokenUse: async (hash, on) => {
      sql.run('UPDATE tokens SET used_on = ? WHERE hash = ?', on, hash);
    },
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
