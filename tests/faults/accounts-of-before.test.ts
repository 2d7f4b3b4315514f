/** `accounts.db` of a version before sessions said more, and before factors: opened as it is, and used on. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COST, hashOfPassword } from '#shared/accounts/passwords.ts';
import { sessionHolder } from '#shared/accounts/sessions.ts';
import { checkPassword } from '#shared/accounts/sign-in.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { openAccounts } from '#shared/store/sqlite/accounts.ts';

const BEFORE = `
CREATE TABLE accounts (
  user TEXT PRIMARY KEY, role TEXT NOT NULL, office TEXT NOT NULL, disabled INTEGER NOT NULL, password TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE sessions (hash TEXT PRIMARY KEY, user TEXT NOT NULL, expires_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_of_user ON sessions (user);
CREATE TABLE tokens (
  hash TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, user TEXT NOT NULL, role TEXT NOT NULL, office TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE failures (key TEXT NOT NULL, at TEXT NOT NULL) STRICT;
INSERT INTO failures VALUES ('user:a password typed into the wrong field', '2026-11-20T09:00:00.000+08:00');
INSERT INTO tokens VALUES ('h', 't1', 'portal', 'intake', 'default');
INSERT INTO sessions VALUES ('s', 'li', '2026-11-23T21:00:00.000+08:00');
`;
const NOW = '2026-11-23T09:30:00.000+08:00' as Instant;
const keyed = { masterKey: async () => Buffer.alloc(32, 1) };

let folder: string;
let file: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-'));
  file = join(folder, 'accounts.db');
  const db = new DatabaseSync(file);
  db.exec(BEFORE);
  const hash = await hashOfPassword('wrong-horse-battery', { N: 2 ** 15, r: 8, p: 1 });
  db.prepare("INSERT INTO accounts VALUES ('li', 'admin', 'default', 0, ?)").run(hash);
  db.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('accounts of before', () => {
  it('come in with their password, which nobody asks them to change, and is hashed anew', async () => {
    const accounts = openAccounts(file, keyed);
    const attempt = { user: 'li', password: 'wrong-horse-battery', address: '10.0.0.1', device: null };
    const checked = await checkPassword({ accounts }, attempt, NOW);
    expect(checked).toMatchObject({ outcome: 'right', account: { user: 'li', role: 'admin' } });
    expect('account' in checked && checked.account.givenAt).toBeFalsy();
    expect((await accounts.find('li'))?.passwordHash).toContain(`scrypt$${COST.N}$8$1$`);
    expect(await accounts.factors('li')).toEqual([]);
    accounts.close();
  });

  it('keep their tokens, unbounded, and their sessions; opened twice all is still there', async () => {
    openAccounts(file, keyed).close();
    const accounts = openAccounts(file, keyed);
    const token = { id: 't1', user: 'portal', role: 'intake', office: 'default' };
    expect(await accounts.tokens()).toEqual([token]);
    expect(await accounts.session('s')).toMatchObject({ user: 'li', how: 'password', from: '' });
    expect(await sessionHolder(accounts, 'no such secret', NOW)).toBeNull();
    accounts.close();
  });

  it('forget what was tried in the clear', () => {
    openAccounts(file, keyed).close();
    const db = new DatabaseSync(file);
    expect(db.prepare("SELECT name FROM sqlite_master WHERE name = 'failures'").get()).toBeUndefined();
    db.close();
  });
});
