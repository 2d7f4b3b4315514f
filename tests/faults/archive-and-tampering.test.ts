import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { report } from '#functions/cli/annual.ts';
import { exportLedger, restoreLedger } from '#functions/cli/archive.ts';
import { archiveLinesOf } from '#functions/cli/archive-lines.ts';
import { readArguments } from '#functions/cli/options.ts';
import { history } from '#functions/cli/reading.ts';
import { verify } from '#functions/cli/verify.ts';
import { disclosureKind } from '#shared/disclosure/kind.ts';
import { openLocalHouse } from '#shared/house/open-house.ts';
import { UnreadableFile } from '#shared/intake/unreadable-file.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import { openLedger } from '#shared/store/sqlite/schema.ts';
import { verifyChains } from '#shared/store/verify-chains.ts';

const actor = { user: 'li', role: 'intake', via: 'import' } as const;
let folder: string;
const at = (name: string): string => join(folder, name);
const args = (...argv: string[]) => readArguments(argv);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-'));
  const house = await openLocalHouse(at('a'));
  const row = { receivedOn: '2025-12-20', applicantType: 'naturalPerson', subject: '规划图' };
  const more = { outcome: 'disclosed', decidedOn: '2026-01-08' };
  const where = (number: string) => ({ office: 'default', number, actor });
  await house.log.write([
    rowJob(disclosureKind, where('1'), { ...row, number: '1' }),
    rowJob(disclosureKind, where('1'), { ...row, ...more, number: '1' }),
    rowJob(disclosureKind, where('2'), { ...row, number: '2' }),
  ]);
  house.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

async function reportIn(name: string): Promise<string> {
  if (name !== 'a') copyFileSync(at('a/master.key'), at(`${name}/master.key`));
  const house = await openLocalHouse(at(name));
  const { stdout: text } = await report(house, args('report', '2026', '--data', at(name)));
  house.close();
  return text;
}

describe('the check of the chains', () => {
  it('takes nothing for removed that was recorded while it read', async () => {
    const house = await openLocalHouse(at('a'));
    const rows = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => {
        const number = `N${from + index}`;
        const row = { receivedOn: '2025-12-20', applicantType: 'naturalPerson', subject: '规划图' };
        return rowJob(disclosureKind, { office: 'default', number, actor }, { ...row, number });
      });
    await house.log.write(rows(0, 2500));
    let pages = 0;
    const { brokenChains } = await verifyChains(house.log, {
      onPage: async () => {
        pages += 1;
        if (pages === 1) await house.log.write(rows(2500, 100));
      },
    });
    house.close();
    expect(pages).toBeGreaterThan(1);
    expect(brokenChains).toEqual([]);
  });
});

describe('the archive', () => {
  it('restored elsewhere gives the same report and the same archive, byte for byte', async () => {
    await exportLedger(args('export', at('x'), '--data', at('a')));
    await restoreLedger(args('restore', at('x'), '--data', at('b')));
    await exportLedger(args('export', at('y'), '--data', at('b')));
    expect(readFileSync(at('y'), 'utf8')).toBe(readFileSync(at('x'), 'utf8'));
    expect(await reportIn('b')).toBe(await reportIn('a'));
  });

  it('holds no text of an applicant', async () => {
    await exportLedger(args('export', at('x'), '--data', at('a')));
    expect(readFileSync(at('x'), 'utf8')).not.toContain('规划图');
  });

  it('comes back into a folder that holds the key and the accounts, with every text', async () => {
    await exportLedger(args('export', at('x'), '--data', at('a')));
    mkdirSync(at('b'));
    copyFileSync(at('a/master.key'), at('b/master.key'));
    for (const beside of ['', '-wal', '-shm']) writeFileSync(at(`b/accounts.db${beside}`), '');
    await restoreLedger(args('restore', at('x'), '--data', at('b')));
    const house = await openLocalHouse(at('b'));
    expect(await history(house, args('history', '1'))).toContain('规划图');
    house.close();
  });

  it('is read line by line, wherever a piece of the file ends', () => {
    const lines = ['规'.repeat(700_000), 'a\u2028b', '划'.repeat(10), '图'];
    writeFileSync(at('long'), `${lines.slice(0, 2).join('\n')}\n\n${lines.slice(2).join('\n')}`);
    expect([...archiveLinesOf(at('long'))]).toEqual(lines);
  });

  it('is not restored over a ledger', async () => {
    await exportLedger(args('export', at('x'), '--data', at('a')));
    await expect(restoreLedger(args('restore', at('x'), '--data', at('a')))).rejects.toThrow('not empty');
  });

  it.each(['', 'no archive', '{"archive":1}\n'])(
    'that is none (%j) leaves the folder to the right one',
    async (text) => {
      writeFileSync(at('wrong'), text);
      await expect(restoreLedger(args('restore', at('wrong'), '--data', at('b')))).rejects.toThrow(
        UnreadableFile,
      );
      await exportLedger(args('export', at('x'), '--data', at('a')));
      await restoreLedger(args('restore', at('x'), '--data', at('b')));
      expect(await reportIn('b')).toBe(await reportIn('a'));
    },
  );
});

describe('a ledger changed by hand', () => {
  const tamper = async (sql: string) => {
    const db = openLedger(at('a/ledger.db'));
    db.exec(sql);
    db.close();
    const house = await openLocalHouse(at('a'));
    const { exit, stdout } = await verify(house);
    house.close();
    return { exit, broken: (JSON.parse(stdout) as { brokenChains: unknown[] }).brokenChains };
  };

  it('is sound while nobody touched it', async () => {
    expect(await tamper('SELECT 1')).toEqual({ exit: 0, broken: [] });
  });

  it('is found out by one byte of a commit, with the case and the version', async () => {
    const change = "UPDATE commits SET body = replace(body, '2026-01-08', '2026-01-09') WHERE version = 2";
    expect(await tamper(change)).toEqual({ exit: 1, broken: [{ case: '1', version: 2, what: 'changed' }] });
  });

  it('is found out by a removed commit', async () => {
    const { exit, broken } = await tamper('DELETE FROM commits WHERE version = 2');
    expect(exit).toBe(1);
    expect(broken).toHaveLength(1);
  });
});
