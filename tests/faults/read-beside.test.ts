import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hotlineKind } from '#shared/hotline/kind.ts';
import { heavyProcesses } from '#shared/house/heavy-processes.ts';
import type { HeavyWork } from '#shared/house/heavy-work.ts';
import { type LocalHouse, openLocalHouse } from '#shared/house/open-house.ts';
import { readingBeside } from '#shared/house/passes-beside.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import { chosenReport, reportLedger } from '#shared/year/chosen-report.ts';

const CLERK = { user: 'li', role: 'intake', via: 'import' } as const;
const office = { id: 'default', name: '某局' };
let folder: string;
let house: LocalHouse;
let heavy: HeavyWork;
let now = '2026-03-01T09:00:00.000+08:00' as Instant;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-read-beside-'));
  now = '2026-03-01T09:00:00.000+08:00' as Instant;
  house = await openLocalHouse(folder, { clock: { now: () => now } });
  heavy = heavyProcesses({ atOnce: 1, deadlineMs: 120_000, ofAccount: 64, megabytes: 512 });
});
afterEach(async () => {
  await heavy.close();
  house.close();
  rmSync(folder, { recursive: true });
});

async function record(count: number, name: string): Promise<void> {
  const jobs = Array.from({ length: count }, (_, at) => {
    const number = `${name}${at}`;
    const row = { number, receivedAt: `2026-0${1 + (at % 2)}-05T08:00:00.000+08:00`, topic: `事项${at % 7}` };
    return rowJob(hotlineKind, { office: 'default', number, actor: CLERK }, row);
  });
  for (const one of await house.log.write(jobs)) if (!one.ok) throw one.error;
}

describe('as known on a day, over a large ledger', () => {
  it('is read in a process beside the one that answers, and is the same as read in this one', async () => {
    await record(1500, 'H');
    now = '2026-03-09T09:00:00.000+08:00' as Instant;
    await record(900, 'J');
    const asked: string[] = [];
    const beside: HeavyWork = {
      ...heavy,
      run: (one) => {
        asked.push(JSON.stringify(one.of));
        return heavy.run(one);
      },
    };
    const log = readingBeside(house.log, { folder, heavy: beside });
    const read: string[] = [];
    const watched = {
      ...log,
      stored: (...of: Parameters<typeof log.stored>) => {
        read.push('');
        return log.stored(...of);
      },
    };
    const choice = { office, year: 2026, asOf: '2026-03-02T00:00:00.000+08:00' as Instant };
    const here = await chosenReport(reportLedger(house), choice);
    const there = await chosenReport(reportLedger({ ...house, log: watched }), choice);
    expect(there?.json).toBe(here?.json);
    expect(there?.report.hotline.received).toBe(1500);
    expect([read.length, asked.length]).toEqual([0, 1]);
    // every case was touched since: the whole is counted, there as well
    const before = { ...choice, asOf: '2026-02-01T00:00:00.000+08:00' as Instant };
    expect(
      (await chosenReport(reportLedger({ ...house, log: watched }), before))?.report.hotline.received,
    ).toBe(0);
    expect(read.length).toBe(0);
  });

  it('of a small one is read at once, without another process', async () => {
    await record(30, 'H');
    const nobody: HeavyWork = { ...heavy, run: () => Promise.reject(new Error('asked')) };
    const log = readingBeside(house.log, { folder, heavy: nobody });
    const choice = { office, year: 2026, asOf: '2026-03-02T00:00:00.000+08:00' as Instant };
    const found = await chosenReport(reportLedger({ ...house, log }), choice);
    expect(found?.report.hotline.received).toBe(30);
  });
});
