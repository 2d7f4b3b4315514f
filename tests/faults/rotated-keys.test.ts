/** Another master key: everything opens under it and nothing under the old one, also when the change was killed. */
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keys } from '#functions/cli/keys.ts';
import { readArguments } from '#functions/cli/options.ts';
import { verify } from '#functions/cli/verify.ts';
import { executeCommand } from '#shared/desk/execute.ts';
import { progressOf, takeBatch } from '#shared/feeds/batches.ts';
import { fingerprintOfMaster } from '#shared/house/master-key.ts';
import { openLocalHouse } from '#shared/house/open-house.ts';
import { masterKeyIn } from '#shared/house/open-ledger.ts';
import { labelsOf } from '#shared/ledger/case-labels.ts';
import { casesOf } from '#shared/search/find-cases.ts';
import { openAccounts } from '#shared/store/sqlite/accounts.ts';
import { rewrapFile, rewrapping } from '#shared/store/sqlite/rewrap.ts';

const OFFICE = 'default';
const actor = { user: 'li', role: 'officer', via: 'form' } as const;
const DRAFT = { office: OFFICE, user: 'li', form: '/applications/new' };
let folder: string;
let batch: string;
const at = (...names: string[]): string => join(folder, ...names);
const run = (...argv: string[]) => keys(readArguments(['keys', ...argv, '--data', folder]));
const accountsIn = () => openAccounts(at('accounts.db'), { masterKey: () => masterKeyIn(folder) });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-keys-'));
  const house = await openLocalHouse(folder);
  for (const number of ['A1', 'A2'])
    await executeCommand(house, {
      ...{ office: OFFICE, actor },
      fields: {
        ...{ command: 'RegisterApplication', case: number, channel: 'inPerson', submittedOn: '2026-11-02' },
        ...{
          subject: '规划图',
          applicant: { type: 'naturalPerson', name: '欧阳锋', contact: '13800001111' },
        },
      },
    });
  batch = (await takeBatch(house, { office: OFFICE, feed: 'f', records: [{ number: 'T1' }] })).id;
  await house.deadLetters.put({
    topic: 'feed',
    message: 'm',
    body: '{"office":"default"}',
    reason: 'x',
    tries: 1,
  });
  await house.drafts.keep(DRAFT, { title: '登记', fields: { name: ['欧阳锋'] }, token: 't' });
  await house.audit.append({
    office: OFFICE,
    who: 'li',
    role: '',
    via: 'form',
    what: 'searched',
    texts: { words: '欧阳锋' },
  });
  house.close();
  const accounts = accountsIn();
  await accounts.signingSecret();
  accounts.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Everything that lies sealed in the folder, opened. */
async function opensAll(): Promise<void> {
  const house = await openLocalHouse(folder);
  const cases = ['A1', 'A2'].map(async (number) => ({
    ...{ office: OFFICE, kind: 'application' as const },
    stream: (await house.log.streamOf(OFFICE, 'application', number)) ?? '',
  }));
  const labels = await labelsOf(house.log, await Promise.all(cases));
  expect([...labels.values()].map(({ person }) => person)).toEqual(['欧阳锋', '欧阳锋']);
  expect(await house.drafts.find(DRAFT)).toMatchObject({ fields: { name: ['欧阳锋'] } });
  expect((await house.deadLetters.list({ limit: 5 })).items).toHaveLength(1);
  expect(await progressOf(house, OFFICE, batch)).toMatchObject({ records: 1 });
  const [line] = (await house.audit.page({ office: OFFICE, what: 'searched' }, { after: null, limit: 1 }))
    .items;
  expect(line && (await house.audit.textsOf(line))).toEqual({ '0': { words: '欧阳锋' } });
  await house.search.follow();
  const of = { office: OFFICE, kind: 'application', person: { phone: '13800001111' } } as const;
  expect((await casesOf(house, of, { limit: 5 })).items).toHaveLength(2);
  expect(JSON.parse((await verify(house)).stdout)).toMatchObject({ keys: [], seals: [], brokenChains: [] });
  expect(
    (await house.queue.receive('feed', { limit: 5, leaseSeconds: 0 })).map(({ topic }) => topic),
  ).toEqual(['feed']);
  house.close();
}

it('opens everything under the new key, and nothing under the old; both fingerprints are recorded', async () => {
  const [old, accounts] = [readFileSync(at('master.key')), accountsIn()];
  const secret = await accounts.signingSecret();
  accounts.close();
  const { exit, stdout } = await run('rotate');
  const told = JSON.parse(stdout);
  expect([exit, told.from]).toEqual([0, fingerprintOfMaster(old)]);
  expect(fingerprintOfMaster(readFileSync(at('master.key')))).toBe(told.to);
  expect(existsSync(at('master.key.next'))).toBe(false);
  await opensAll();
  const again = accountsIn();
  expect(await again.signingSecret()).toBe(secret);
  again.close();
  const house = await openLocalHouse(folder);
  const { items } = await house.audit.page({ office: '', what: 'keyRotated' }, { after: null, limit: 5 });
  expect(items[0]).toMatchObject({
    on: { number: 'master' },
    details: { from: told.from, fingerprint: told.to },
  });
  house.close();
  writeFileSync(at('master.key'), old);
  await expect(openLocalHouse(folder)).rejects.toThrow('is not the key of this ledger');
});

it('that was killed anywhere is gone on with by the next opening', async () => {
  const old = readFileSync(at('master.key'));
  copyFileSync(at('master.key'), at('master.key.next'));
  writeFileSync(at('master.key.next'), Buffer.alloc(32, 7), { mode: 0o600 });
  rewrapFile(folder, 'queue.db', rewrapping(old, Buffer.alloc(32, 7)));
  await opensAll();
  expect(existsSync(at('master.key.next'))).toBe(false);
  expect(readFileSync(at('master.key')).equals(Buffer.alloc(32, 7))).toBe(true);
});

it('is refused while anybody has the folder open', async () => {
  const house = await openLocalHouse(folder);
  const { exit, stdout } = await run('rotate');
  expect([exit, JSON.parse(stdout).code]).toEqual([3, 'inUse']);
  expect(existsSync(at('master.key.next'))).toBe(false);
  house.close();
});

it('of signatures gives another secret, and leaves both fingerprints', async () => {
  const before = accountsIn();
  const secret = await before.signingSecret();
  before.close();
  const { exit, stdout } = await run('rotate', 'signing');
  expect([exit, JSON.parse(stdout).from === JSON.parse(stdout).to]).toEqual([0, false]);
  const after = accountsIn();
  expect(await after.signingSecret()).not.toBe(secret);
  after.close();
  const db = new DatabaseSync(at('accounts.db'), { readOnly: true });
  expect(JSON.stringify(db.prepare('SELECT value FROM secrets').all())).not.toContain(secret);
  db.close();
});
