/** What a folder shows to others on the machine, and what a process that is killed leaves lying in the clear. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { takeBatch } from '#shared/feeds/batches.ts';
import { openLocalHouse } from '#shared/house/open-house.ts';
import { masterKeyIn } from '#shared/house/open-ledger.ts';
import { openAccounts } from '#shared/store/sqlite/accounts.ts';
import { databaseAt } from '#shared/store/sqlite/database-file.ts';

const LAUNCH = join(import.meta.dirname, '../../infra/local/launch.mjs');
const RECEIVED = join(import.meta.dirname, '../../shared/intake/sent-file.ts');
const CANARY = '金丝雀13899990000';

let folder: string;
const at = (...names: string[]): string => join(folder, ...names);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-left-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const under = (path: string): string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true }).map((entry) =>
    join(entry.parentPath, entry.name),
  );
const openToOthers = (path: string): string[] =>
  [path, ...under(path)].filter((one) => (lstatSync(one).mode & 0o077) !== 0);
const holding = (path: string, text: string): string[] =>
  under(path).filter((one) => lstatSync(one).isFile() && readFileSync(one).includes(text));

const withUmask = async (umask: string, ...argv: string[]): Promise<number> => {
  const line = `umask ${umask}; exec "$0" "$@"`;
  const child = spawn('sh', ['-c', line, process.execPath, LAUNCH, ...argv], { stdio: 'ignore' });
  return Number((await once(child, 'exit'))[0]);
};

it('every file of a new folder is its owner’s alone, whatever the umask', async () => {
  writeFileSync(
    at('rows.csv'),
    'number,receivedOn,applicantType,subject\nA1,2026-01-05,naturalPerson,规划图\n',
  );
  expect(await withUmask('000', 'user', 'add', '张三', '--role', 'admin', '--data', at('new', 'data'))).toBe(
    0,
  );
  expect(await withUmask('000', 'import', 'applications', at('rows.csv'), '--data', at('new', 'data'))).toBe(
    0,
  );
  expect(readdirSync(at('new', 'data'))).toEqual(
    expect.arrayContaining(['accounts.db', 'ledger.db', 'views.db']),
  );
  expect(openToOthers(at('new', 'data'))).toEqual([]);
});

it('a folder that an earlier program left open is closed when it is opened', async () => {
  (await openLocalHouse(at('data'))).close();
  chmodSync(at('data'), 0o755);
  for (const name of ['ledger.db', 'views.db', 'queue.db']) chmodSync(at('data', name), 0o644);
  (await openLocalHouse(at('data'))).close();
  expect(openToOthers(at('data'))).toEqual([]);
});

it('what was laid beside a read-only file is written again as soon as the file may be', async () => {
  const file = at('ledger.db');
  databaseAt(file).close();
  const beside = ['-wal', '-shm'].map((suffix) => `${file}${suffix}`);
  const modes = (): number[] => beside.map((one) => statSync(one).mode & 0o777);
  for (const one of beside) writeFileSync(one, '', { mode: 0o400 });
  chmodSync(file, 0o400);
  databaseAt(file).close();
  expect(modes()).toEqual([0o400, 0o400]);
  chmodSync(file, 0o600);
  databaseAt(file).close();
  expect(modes()).toEqual([0o600, 0o600]);
});

it('a folder of somebody’s that holds no ledger keeps its mode', async () => {
  mkdirSync(at('shared'), { mode: 0o755 });
  chmodSync(at('shared'), 0o755);
  (await openLocalHouse(at('shared'))).close();
  expect(statSync(at('shared')).mode & 0o777).toBe(0o755);
});

it('the signing secret lies sealed, also one that an earlier program left in the clear, and stays the same', async () => {
  const masterKey = () => masterKeyIn(at('data'));
  const first = openAccounts(at('accounts.db'), { masterKey });
  const secret = await first.signingSecret();
  first.close();
  expect(holding(folder, secret)).toEqual([]);
  const before = 'clearclearclearclear';
  const db = new DatabaseSync(at('accounts.db'));
  db.prepare('UPDATE secrets SET value = ?').run(before);
  db.close();
  const second = openAccounts(at('accounts.db'), { masterKey });
  expect(await second.signingSecret()).toBe(before);
  expect(holding(folder, before)).toEqual([]);
  second.close();
});

it('what was sent to be imported is nowhere when the process is killed while it reads', async () => {
  const read = `import { asFile } from ${JSON.stringify(RECEIVED)};
    import { readFile } from 'node:fs/promises';
    const bytes = Buffer.from(${JSON.stringify(`姓名\n${CANARY}\n`)});
    await asFile({ format: 'csv', bytes }, async (file) => {
      process.stdout.write(await readFile(file));
      await new Promise((resolve) => setTimeout(resolve, 60000));
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', read], {
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await once(child.stdout, 'data');
  expect(String(said)).toContain(CANARY);
  expect(under(folder).length).toBeGreaterThan(0);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await setTimeout(50);
  expect(holding(folder, CANARY)).toEqual([]);
});

it('a batch of a feed is nowhere in the clear, on its way or taken', async () => {
  const house = await openLocalHouse(at('data'));
  const records = [{ number: 'A1', topic: CANARY }];
  const { id } = await takeBatch(house, { office: 'default', feed: 'f', records });
  expect(readdirSync(at('data', 'documents', 'feeds'))).toEqual([`${id}.json`]);
  expect(holding(folder, CANARY)).toEqual([]);
  expect(holding(folder, '金丝雀')).toEqual([]);
  house.close();
});
