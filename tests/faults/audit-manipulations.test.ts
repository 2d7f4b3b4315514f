/** What somebody with the folder in hand can do to the audit stream and to the accounts: each is named by `verify`. */
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { token, user } from '#functions/cli/accounts.ts';
import { readArguments } from '#functions/cli/options.ts';
import { verifyFolder } from '#functions/cli/verify.ts';
import { openLocalHouse } from '#shared/house/open-house.ts';

const folder = mkdtempSync(join(tmpdir(), 'taizhang-audit-'));
const base = join(folder, 'base');
let ledger = base;
let copies = 0;
const args = (...words: string[]) => readArguments([...words, '--data', ledger]);

beforeAll(async () => {
  const house = await openLocalHouse(base);
  await user(args('user', 'add', '张三', '--role', 'intake'));
  await user(args('user', 'add', '李四', '--role', 'officer'));
  await token(args('token', 'create', '--role', 'officer', '--name', 'oa'));
  const read = { office: 'default', who: '张三', role: 'intake', via: 'form', from: '10.0.0.7' } as const;
  for (const number of ['A1', 'A2', 'A3'])
    await house.audit.append({ ...read, what: 'caseRead', on: { kind: 'application', number } });
  house.close();
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  copies += 1;
  ledger = join(folder, `copy${copies}`);
  cpSync(base, ledger, { recursive: true });
});
afterEach(() => rmSync(ledger, { recursive: true, force: true }));

function sql(file: string, ...statements: string[]): void {
  const db = new DatabaseSync(join(ledger, file));
  for (const statement of statements) db.exec(statement);
  db.close();
}

async function named(): Promise<{ exit: number; audit: readonly unknown[]; rights: readonly unknown[] }> {
  const house = await openLocalHouse(ledger);
  const { exit, stdout } = await verifyFolder(house, args('verify'));
  house.close();
  const { audit, rights } = JSON.parse(stdout);
  return { exit, audit, rights };
}

const READ_OF = (number: string): string => `on_number = '${number}'`;

it('a stream and accounts that nobody touched are sound', async () => {
  expect(await named()).toEqual({ exit: 0, audit: [], rights: [] });
});

describe('in the stream', () => {
  it.each<[string, readonly string[], readonly object[]]>([
    [
      'a read is taken out of the middle',
      [`DELETE FROM commits WHERE ${READ_OF('A2')}`],
      [{ what: 'missing before' }, { what: 'removed' }],
    ],
    ['the newest is taken out', [`DELETE FROM commits WHERE ${READ_OF('A3')}`], [{ what: 'removed' }]],
    [
      'another person is put in its place',
      [`UPDATE commits SET body = replace(body, '张三', '李四') WHERE ${READ_OF('A2')}`],
      [{ what: 'changed' }],
    ],
    [
      'an entry is put in',
      [
        `INSERT INTO commits (office, kind, stream, version, body, hash)
           SELECT office, kind, stream, 99, body, hash FROM commits WHERE ${READ_OF('A3')}`,
      ],
      [{ what: 'misplaced' }],
    ],
    [
      'two change places',
      [
        `UPDATE commits SET version = 1000 WHERE ${READ_OF('A1')}`,
        `UPDATE commits SET version = version - 1 WHERE ${READ_OF('A2')}`,
        `UPDATE commits SET version = (SELECT version + 1 FROM commits WHERE ${READ_OF('A2')}) WHERE ${READ_OF('A1')}`,
      ],
      [{ what: 'misplaced' }, { what: 'misplaced' }],
    ],
    ['all of the office goes', ["DELETE FROM commits WHERE office = 'default'"], [{ what: 'removed' }]],
  ])('%s', async (_, statements, faults) => {
    sql('audit.db', ...statements);
    const found = await named();
    expect(found.exit).toBe(1);
    expect(found.audit).toMatchObject(
      expect.arrayContaining(faults.map((one) => expect.objectContaining(one))),
    );
  });

  it('an entry is rewritten with its hash, as by somebody who knows the form', async () => {
    const db = new DatabaseSync(join(ledger, 'audit.db'));
    const row = db.prepare(`SELECT position, body FROM commits WHERE ${READ_OF('A2')}`).get();
    const body = String(row?.body).replace('10.0.0.7', '10.0.0.8');
    const hash = createHash('sha256').update(body).digest('hex');
    db.prepare('UPDATE commits SET body = ?, hash = ? WHERE position = ?').run(
      body,
      hash,
      Number(row?.position),
    );
    db.close();
    const found = await named();
    expect(found.audit).toMatchObject([{ what: 'predecessor changed' }]);
  });
});

describe('in the accounts', () => {
  it.each<[string, string, object]>([
    [
      'a clerk is made an administrator',
      "UPDATE accounts SET role = 'admin' WHERE user = '张三'",
      { of: 'account', name: '张三', what: 'changed', facts: ['role'] },
    ],
    [
      'a password is replaced',
      "UPDATE accounts SET password = 'scrypt$1$1$1$AA==$AA==' WHERE user = '李四'",
      { of: 'account', name: '李四', what: 'changed', facts: ['print'] },
    ],
    [
      'an account is let in again',
      "UPDATE accounts SET disabled = 1 WHERE user = '李四'",
      { of: 'account', name: '李四', what: 'changed', facts: ['disabled'] },
    ],
    [
      'an account is put in',
      `INSERT INTO accounts (user, role, office, disabled, password)
         SELECT 'ghost', 'admin', office, disabled, password FROM accounts WHERE user = '李四'`,
      { of: 'account', name: 'ghost', what: 'added' },
    ],
    [
      'an account is taken out',
      "DELETE FROM accounts WHERE user = '李四'",
      { of: 'account', name: '李四', what: 'removed' },
    ],
    ['a token is given another role', "UPDATE tokens SET role = 'admin'", { of: 'token', facts: ['role'] }],
    ['a token is taken out', 'DELETE FROM tokens', { of: 'token', what: 'removed' }],
    [
      'a token opens for somebody else',
      `UPDATE tokens SET hash = '${'0'.repeat(64)}'`,
      { of: 'token', what: 'changed', facts: ['print'] },
    ],
    [
      'a session is put in',
      `INSERT INTO sessions (hash, user, expires_at) VALUES ('${'a'.repeat(64)}', '李四', '2036-01-01T00:00:00.000+08:00')`,
      { of: 'session', what: 'added' },
    ],
    [
      'a passkey is put in',
      `INSERT INTO factors VALUES ('李四', 'evil', 'passkey', 'x', '2026-01-01T00:00:00.000+08:00', '{}', 0)`,
      { of: 'factor', name: '李四', what: 'added' },
    ],
    ['the secret of the cookies is replaced', 'DELETE FROM secrets', { of: 'key', name: 'signing' }],
  ])('%s', async (_, statement, fault) => {
    sql('accounts.db', statement);
    const found = await named();
    expect(found.exit).toBe(1);
    expect(found.rights).toEqual([expect.objectContaining(fault)]);
  });

  it('a change made by the product is none', async () => {
    await user(args('user', 'disable', '李四'));
    await user(args('user', 'password', '张三'));
    expect(await named()).toEqual({ exit: 0, audit: [], rights: [] });
  });

  it('of a folder from before there was a stream, what stands is taken as found, and held from then on', async () => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(ledger, `audit.db${suffix}`), { force: true });
    expect(await named()).toEqual({ exit: 0, audit: [], rights: [] });
    sql('accounts.db', "UPDATE accounts SET role = 'admin' WHERE user = '张三'");
    expect((await named()).rights).toMatchObject([{ name: '张三', facts: ['role'] }]);
  });
});

describe('what was sealed of the stream', () => {
  /** As somebody does who knows how entries are chained: from the second read on everything is hashed anew. */
  function rewritten(): void {
    const db = new DatabaseSync(join(ledger, 'audit.db'));
    const rows = db
      .prepare("SELECT position, body FROM commits WHERE office = 'default' ORDER BY version")
      .all();
    const set = db.prepare('UPDATE commits SET body = ?, hash = ? WHERE position = ?');
    let prev = '';
    for (const { position, body } of rows) {
      const was = String(body).replace('10.0.0.7', '10.0.0.8');
      const bytes = was.replace(/"prev":"[0-9a-f]*"/, `"prev":"${prev}"`);
      prev = createHash('sha256').update(bytes).digest('hex');
      set.run(bytes, prev, Number(position));
    }
    db.close();
  }

  it('is named where everything was rewritten with its hashes', async () => {
    const sealing = await openLocalHouse(ledger);
    await sealing.notary.seal();
    expect((await sealing.notary.check()).checkpoints).toEqual([]);
    sealing.close();
    rewritten();
    expect((await named()).audit).toEqual([]);
    const house = await openLocalHouse(ledger);
    const { checkpoints } = await house.notary.check();
    house.close();
    expect(checkpoints.some(({ log }) => log === 'audit')).toBe(true);
  });
});
