/** What is attached, on both homes and from the command line: attached, listed, fetched, missed and brought back. */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportLedger, restoreLedger } from '#functions/cli/archive.ts';
import { attach } from '#functions/cli/attach.ts';
import type { Ending } from '#functions/cli/ending.ts';
import { readArguments } from '#functions/cli/options.ts';
import { verify } from '#functions/cli/verify.ts';
import { blobNameOf } from '#shared/attachments/keep-file.ts';
import { executeCommand } from '#shared/desk/execute.ts';
import { openLocalHouse } from '#shared/house/open-house.ts';
import type { House } from '#shared/store/house.ts';
import { openCloudOffice } from '../support/cloud-office.ts';

let folder: string;
const at = (name: string): string => join(folder, name);
const PDF = Buffer.from('%PDF-1.7\n授权委托书');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-'));
  writeFileSync(at('委托书.pdf'), PDF);
  writeFileSync(at('坏.pdf'), 'MZ\0\0');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const HOMES: readonly (readonly [string, string, () => Promise<[House, () => Promise<void>]>])[] = [
  [
    ...(['one machine', 'default'] as const),
    async () => {
      const house = await openLocalHouse(at('a'));
      return [house, async () => house.close()];
    },
  ],
  [
    ...(['the cloud', 'o'] as const),
    async () => {
      const cloud = await openCloudOffice();
      return [cloud, cloud.stop];
    },
  ],
];

describe.each(HOMES)('on %s', (_, office, open) => {
  let house: House;
  let close: () => Promise<void>;
  beforeEach(async () => {
    [house, close] = await open();
    const fields = { command: 'OpenAppeal', case: 'FS1', kind: 'review', on: '2026-11-02' };
    const actor = { user: 'li', role: 'officer', via: 'cli' } as const;
    expect(await executeCommand(house, { office, actor, fields })).toMatchObject({ ok: true });
  });
  afterEach(() => close());

  const run = (...argv: string[]): Promise<Ending> =>
    attach(house, readArguments(['attach', ...argv, '--office', office, '--as', 'li']));
  const listed = async (): Promise<Record<string, string>[]> => {
    const { stdout } = await run('list', 'FS1');
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  };
  const faults = async () => JSON.parse((await verify(house)).stdout).attachments;

  it('files are attached by the command line, listed, fetched as they were, withdrawn', async () => {
    const done = await run(
      'FS1',
      at('委托书.pdf'),
      at('坏.pdf'),
      '--paper',
      'authorisation',
      '--note',
      '原件',
    );
    expect(done.exit).toBe(1);
    expect(done.stdout).toContain('"outcome":"recorded"');
    expect(done.stdout).toContain('"code":"badFileType"');
    const [file] = await listed();
    expect(file).toMatchObject({
      ...{ paper: 'authorisation', name: '委托书.pdf', type: 'pdf', bytes: PDF.length, note: '原件' },
      ...{ scan: 'unscanned', by: 'li', withdrawn: null },
    });
    const got = await run('get', 'FS1', file?.file ?? '');
    expect(Buffer.from(got.bytes ?? []).equals(PDF)).toBe(true);
    expect(await run('withdraw', 'FS1', file?.file ?? '', '--reason', '传错')).toMatchObject({ exit: 0 });
    expect((await listed())[0]).toMatchObject({ withdrawn: { reason: '传错' } });
  });

  it('what is changed or gone is named by verify and not opened', async () => {
    await run('FS1', at('委托书.pdf'));
    const [{ file = '' } = {}] = await listed();
    expect(await faults()).toEqual([]);
    const name = blobNameOf({ office }, file);
    await house.blobs.put(name, Buffer.from('andere bytes'));
    expect(await faults()).toEqual([{ case: 'FS1', version: 2, file, what: 'altered' }]);
    expect(await run('get', 'FS1', file)).toMatchObject({
      exit: 1,
      stdout: expect.stringContaining('altered'),
    });
  });
});

it('copies of ledger, key and documents bring everything back; without the documents, verify says what is missing', async () => {
  const args = (...argv: string[]) => readArguments(argv);
  const house = await openLocalHouse(at('a'));
  const fields = { command: 'OpenAppeal', case: 'FS1', kind: 'review', on: '2026-11-02' };
  const actor = { user: 'li', role: 'officer', via: 'cli' } as const;
  await executeCommand(house, { office: 'default', actor, fields });
  await attach(house, args('attach', 'FS1', at('委托书.pdf')));
  house.close();
  await exportLedger(args('export', at('x.ndjson'), '--data', at('a')));
  expect(readFileSync(at('x.ndjson'), 'utf8')).not.toContain('委托书');

  cpSync(at('a/documents'), at('b/documents'), { recursive: true });
  cpSync(at('a/master.key'), at('b/master.key'));
  await restoreLedger(args('restore', at('x.ndjson'), '--data', at('b')));
  const back = await openLocalHouse(at('b'));
  expect(await verify(back)).toMatchObject({ exit: 0 });
  const { stdout } = await attach(back, args('attach', 'list', 'FS1'));
  const got = await attach(back, args('attach', 'get', 'FS1', JSON.parse(stdout).file));
  expect(Buffer.from(got.bytes ?? []).equals(PDF)).toBe(true);

  rmSync(at('b/documents/attachments'), { recursive: true });
  expect(existsSync(at('b/documents'))).toBe(true);
  expect(readdirSync(at('a/documents/attachments/default'))).toHaveLength(1);
  const { exit, stdout: found } = await verify(back);
  expect(exit).toBe(1);
  expect(JSON.parse(found).attachments).toMatchObject([{ case: 'FS1', what: 'missing' }]);
  back.close();
});
