/** The audit stream lives as long as the ledger: it goes with an archive, in a file of its own beside it. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exportLedger, restoreLedger } from '#functions/cli/archive.ts';
import { readArguments } from '#functions/cli/options.ts';
import { type LocalHouse, openLocalHouse } from '#shared/house/open-house.ts';

const folder = mkdtempSync(join(tmpdir(), 'taizhang-audit-archive-'));
const at = (name: string): string => join(folder, name);
const args = (command: string, file: string, data: string) =>
  readArguments([command, at(file), '--data', at(data)]);

async function inHouse<T>(name: string, work: (house: LocalHouse) => Promise<T>): Promise<T> {
  const house = await openLocalHouse(at(name));
  try {
    return await work(house);
  } finally {
    house.close();
  }
}
const told = (name: string) =>
  inHouse(name, async ({ audit }) => {
    const { items } = await audit.page({ office: 'default' }, { after: null, limit: 50 });
    return Promise.all(items.map(async (line) => [line.what, line.commit.hash, await audit.textsOf(line)]));
  });

beforeAll(async () => {
  await inHouse('a', async (house) => {
    const li = { office: 'default', who: 'li', role: 'officer', via: 'form' } as const;
    await house.audit.append({ ...li, what: 'searched', texts: { words: '张三丰' } });
    await house.notary.seal();
    await house.audit.append({ ...li, what: 'caseRead', on: { kind: 'application', number: 'A1' } });
  });
  await exportLedger(args('export', 'x', 'a'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('is there again when the archive is restored, with what was sealed of it, and goes on', async () => {
  mkdirSync(at('b'));
  for (const key of ['master.key', 'signing.key']) copyFileSync(join(at('a'), key), join(at('b'), key));
  await restoreLedger(args('restore', 'x', 'b'));
  const restored = await told('b');
  expect(restored).toEqual(await told('a'));
  expect(restored.map(([what]) => what)).toEqual(['exported', 'caseRead', 'searched']);
  expect(restored.at(-1)?.[2]).toEqual({ 0: { words: '张三丰' } });
  await inHouse('b', async ({ notary }) => {
    expect((await notary.check()).checkpoints).toEqual([]);
    expect((await notary.seal()).map(({ log, added }) => [log, added])).toContainEqual(['audit', 2]);
    expect((await notary.check()).checkpoints).toEqual([]);
  });
});

it('leaves the archive of the ledger as it was, however often somebody reads', async () => {
  await exportLedger(args('export', 'y', 'a'));
  expect(readFileSync(at('y'), 'utf8')).toBe(readFileSync(at('x'), 'utf8'));
  expect(readFileSync(at('x'), 'utf8')).not.toContain('caseRead');
  expect(readFileSync(at('x.audit'), 'utf8')).not.toContain('张三丰');
});

it('is not taken in part', async () => {
  copyFileSync(at('x'), at('z'));
  const lines = readFileSync(at('x.audit'), 'utf8').split('\n');
  writeFileSync(at('z.audit'), lines.filter((line) => !line.includes('caseRead')).join('\n'));
  await expect(restoreLedger(args('restore', 'z', 'c'))).rejects.toThrow('z.audit');
  expect(existsSync(join(at('c'), 'ledger.db'))).toBe(false);
});

it('an archive of an earlier program, with none beside it, is restored all the same', async () => {
  copyFileSync(at('x'), at('old'));
  await restoreLedger(args('restore', 'old', 'd'));
  copyFileSync(join(at('a'), 'master.key'), join(at('d'), 'master.key'));
  expect(await told('d')).toEqual([]);
});
