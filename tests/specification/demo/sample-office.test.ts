import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { report } from '#functions/cli/annual.ts';
import { demo } from '#functions/cli/demo.ts';
import { readArguments } from '#functions/cli/options.ts';
import { openLocalHouse } from '#shared/house/open-house.ts';
import { openLocalLedger } from '#shared/house/open-ledger.ts';
import type { Commit } from '#shared/kernel/event.ts';
import { isSample } from '#shared/ledger/sample-mark.ts';
import type { Report } from '#shared/reporting/report.ts';

let folder: string;
const at = (name: string): string => join(folder, name);
const inFolder = (name: string, ...argv: string[]) => readArguments([...argv, '--data', at(name)]);
const fill = (name: string) => demo(inFolder(name, 'demo', '--cases', '24', '--year', '2025'));

async function reportOf(name: string, year: number): Promise<Report> {
  const house = await openLocalHouse(at(name));
  const { stdout: text } = await report(house, inFolder(name, 'report', String(year)));
  house.close();
  return JSON.parse(text) as Report;
}

async function commitsOf(name: string): Promise<Commit[]> {
  const ledger = await openLocalLedger(at(name));
  const commits: Commit[] = [];
  for await (const page of ledger.log.scan()) commits.push(...page);
  ledger.log.close();
  return commits;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-sample-'));
  await fill('a');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the sample office', () => {
  it('has exactly the applications asked for, in three years, and every table ties out', async () => {
    const applications = new Set(
      (await commitsOf('a')).filter(({ kind }) => kind === 'application').map(({ number }) => number),
    );
    expect(applications.size).toBe(24);
    for (const year of [2023, 2024, 2025]) {
      const { table3, checks } = await reportOf('a', year);
      expect(table3.rows.newlyReceived.at(-1)).toBeGreaterThan(0);
      expect(checks.filter((check) => !check.holds)).toEqual([]);
    }
  });

  it('hands cases over from year to year and has some still open at the end', async () => {
    const [before, after] = [await reportOf('a', 2024), await reportOf('a', 2025)];
    expect(after.table3.rows.carriedOver).toEqual(before.table3.rows.carriedForward);
    expect(after.table3.rows.carriedForward.at(-1)).toBeGreaterThan(2);
  });

  it('is the same office each time: same numbers, same events, same instants', async () => {
    await fill('b');
    const plain = ({ number, recordedAt, events }: Commit) => ({ number, recordedAt, events });
    expect((await commitsOf('b')).map(plain)).toEqual((await commitsOf('a')).map(plain));
  });

  it('is marked as a sample in its name and by an event that pages can read', async () => {
    expect((await reportOf('a', 2025)).office.name).toContain('示例');
    const { log } = await openLocalLedger(at('a'));
    expect(await isSample(log, 'default')).toBe(true);
    log.close();
  });

  it('was entered in the days of its cases, never after now', async () => {
    const instants = (await commitsOf('a')).map(({ recordedAt }) => recordedAt).sort();
    expect(instants[0]).toMatch(/^2023-01-0/);
    expect(instants.every((instant) => Date.parse(instant) < Date.now())).toBe(true);
  });

  it('is refused in a folder that holds anything', async () => {
    await expect(fill('a')).rejects.toThrow('不是空文件夹');
    const foreign = mkdtempSync(join(folder, 'c-'));
    writeFileSync(join(foreign, '预算.txt'), '1');
    await expect(demo(readArguments(['demo', '--data', foreign]))).rejects.toThrow('不是空文件夹');
  });

  it('is refused for a year that has not come', async () => {
    await expect(demo(inFolder('d', 'demo', '--year', '2999'))).rejects.toThrow('--year');
  });
});
