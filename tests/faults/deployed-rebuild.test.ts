/** Rebuild and catch-up through the composition that is deployed, with others writing and reading meanwhile. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { DeleteCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CloudHouse } from '#shared/house/deployed-house.ts';
import type { Commit } from '#shared/kernel/event.ts';
import { auditViews } from '#shared/proof/audit-views.ts';
import { pagesOf } from '#shared/store/dynamodb/scan-commits.ts';
import { type FillPlace, generationsOf } from '#shared/store/dynamodb/views-generations.ts';
import type { Share } from '#shared/store/ports.ts';
import { fillGeneration } from '#shared/views/fill-generation.ts';
import { reportFrom, reportOfTally } from '#shared/year/annual-report.ts';
import { recount } from '#shared/year/tally.ts';
import {
  applicationRow,
  type DeployedOffice,
  deliver,
  hotlineRow,
  openDeployedOffice,
  recordRows,
} from '../support/deployed-office.ts';

const MAIN = join(import.meta.dirname, '../../functions/cli/main.ts');
const OFFICE = { id: 'o', name: '甲局' };
const CALLS = 240;
const APPLICATIONS = 40;

let office: DeployedOffice;
let house: CloudHouse;
let commits: readonly Commit[];

beforeAll(async () => {
  office = await openDeployedOffice();
  house = office.open();
  const month = (n: number): number => 1 + (n % 10);
  const calls = Array.from({ length: CALLS }, (_, n) => hotlineRow(`H${n}`, month(n)));
  const asked = Array.from({ length: APPLICATIONS }, (_, n) => applicationRow(`A${n}`, month(n)));
  commits = [
    ...(await recordRows(house, 'hotline', calls)),
    ...(await recordRows(house, 'application', asked)),
    ...(await recordRows(
      house,
      'application',
      asked.slice(0, 24).map((row) => ({ ...row, outcome: 'disclosed', decidedOn: '2026-11-20' })),
    )),
  ];
  expect(await deliver(house, commits)).toEqual([]);
}, 180_000);
afterAll(() => office.stop());

const home = () => ({ client: office.client, name: office.viewsTable });
const generations = () => generationsOf(home());
/** As a process that has written nothing itself. */
const reader = (): CloudHouse => office.open();

async function counted(of: CloudHouse): Promise<readonly [calls: number, asked: number]> {
  const figures = await of.views.figures({ office: 'o', year: 2026 });
  return [
    figures.weight('events.received', 2026),
    figures.weight('table3.newlyReceived.total', 2026),
  ] as const;
}

async function tellsTheLedger(of: CloudHouse): Promise<void> {
  expect((await auditViews(of)).drifts).toEqual([]);
  const tally = await recount(of.log, { office: 'o', asOf: null });
  const { asOf, ...source } = await of.views.figures({ office: 'o', year: 2026 });
  expect(await reportFrom(of.log, source, { office: OFFICE, year: 2026, asOf })).toEqual(
    await reportOfTally(of.log, tally, { office: OFFICE, year: 2026 }),
  );
}

/** All rows of the table `Views` by the generation they stand in; notes of no generation apart. */
async function rowsByGeneration(): Promise<Record<string, number>> {
  const rows: Record<string, number> = {};
  const scan = { TableName: office.viewsTable, ProjectionExpression: 'pk' };
  for await (const { Items = [] } of paginateScan({ client: office.client }, scan))
    for (const { pk } of Items) {
      const generation = pk === 'notes' ? 'notes' : (/^(\d+)\//.exec(String(pk))?.[1] ?? '0');
      rows[generation] = (rows[generation] ?? 0) + 1;
    }
  return rows;
}

/** What an operator's slip or a lost stretch leaves: a third of the cases of the generation in force is gone. */
async function lose(): Promise<void> {
  const { current } = await generations();
  const start = current === 0 ? 'case#' : `${current}/case#`;
  const scan = { TableName: office.viewsTable, ProjectionExpression: 'pk, sk' };
  for await (const { Items = [] } of paginateScan({ client: office.client }, scan))
    for (const [index, Key] of Items.entries())
      if (String(Key.pk).startsWith(start) && index % 3 === 0)
        await office.client.send(new DeleteCommand({ TableName: office.viewsTable, Key }));
}

function command(...argv: string[]) {
  const child = spawn(process.execPath, [MAIN, ...argv, '--engine', 'dynamodb', '--data', office.folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...office.env },
  });
  return { child, ended: once(child, 'exit') };
}

describe('a rebuild of the deployed house', () => {
  it('refills what it replaces, from a ledger that this process has written nothing of', async () => {
    await lose();
    const fresh = reader();
    await fresh.rebuild();
    expect(await counted(reader())).toEqual([CALLS, APPLICATIONS]);
    await tellsTheLedger(fresh);
    const { current, filling } = await generations();
    expect([current > 0, filling]).toEqual([true, null]);
    expect(Object.keys(await rowsByGeneration()).sort()).toEqual([String(current), 'notes'].sort());
  });

  it('loses nothing that is recorded and noticed while it runs, and readers see all figures all the time', async () => {
    const [writer, other, rebuilding] = [office.open(), reader(), office.open()];
    const before = await counted(other);
    const seen: (readonly number[])[] = [];
    let [isOver, recorded] = [false, 0];
    const writing = async (): Promise<void> => {
      while (!isOver || recorded < 3) {
        recorded += 1;
        const some = await recordRows(writer, 'hotline', [hotlineRow(`M${recorded}`, 3)]);
        expect(await deliver(writer, some)).toEqual([]);
        seen.push((await counted(other)).map((one, index) => one - (before[index] ?? 0)));
      }
    };
    await Promise.all([
      rebuilding.rebuild().finally(() => {
        isOver = true;
      }),
      writing(),
    ]);
    expect(seen).toEqual(Array.from({ length: recorded }, (_, index) => [index + 1, 0]));
    expect(recorded).toBeGreaterThan(2);
    await tellsTheLedger(reader());
  });

  it('counts a commit of before its beginning whose notice comes only when it has ended', async () => {
    const [writer, other] = [office.open(), reader()];
    const [late] = await recordRows(writer, 'application', [applicationRow('late', 4)]);
    const before = await counted(other);
    await office.open().rebuild();
    expect((await counted(other))[1]).toBe(before[1] + 1);
    expect(await deliver(writer, [late as Commit])).toEqual([]);
    expect((await counted(other))[1]).toBe(before[1] + 1);
    await tellsTheLedger(other);
  });

  it('killed anywhere leaves the figures as they were; run again it goes on and takes over', async () => {
    const before = await counted(reader());
    const { current } = await generations();
    const { child, ended } = command('rebuild');
    while ((await generations()).filling === null && child.exitCode === null) await setTimeout(2);
    await setTimeout(150);
    child.kill('SIGKILL');
    expect((await ended)[1]).toBe('SIGKILL');
    const begun = (await generations()).filling;
    expect([(await generations()).current, begun?.generation]).toEqual([current, current + 1]);
    expect(await counted(reader())).toEqual(before);
    // what is recorded between the two runs is in the one that was begun as well
    const writer = office.open();
    await deliver(writer, await recordRows(writer, 'hotline', [hotlineRow('between', 5)]));
    const second = command('rebuild');
    expect((await second.ended)[0]).toBe(0);
    expect(await generations()).toMatchObject({ current: begun?.generation, filling: null });
    expect(await counted(reader())).toEqual([before[0] + 1, before[1]]);
    await tellsTheLedger(reader());
  });

  it('that ended just before it took over reads nothing twice, and holds what was recorded since', async () => {
    const before = await counted(reader());
    const { log, views, deadLetters } = office.open();
    const ledger = { client: office.client, table: String(office.env.LEDGER_TABLE) };
    let read = 0;
    const filling = {
      ...{ log, deadLetters, by: 'this test' },
      pages: async function* (...of: [Share, FillPlace | null]) {
        for await (const page of pagesOf(ledger, ...of)) {
          read += page.commits.length;
          yield page;
        }
      },
    };
    const takeOver = async (): Promise<void> => {
      throw new Error('killed');
    };
    const dying = { begin: async (by: string) => ({ ...(await views.begin(by)), takeOver }) };
    await expect(fillGeneration({ ...filling, views: dying })).rejects.toThrow('killed');
    expect(read).toBeGreaterThan(CALLS);
    const writer = office.open();
    await deliver(writer, await recordRows(writer, 'hotline', [hotlineRow('since', 7)]));
    read = 0;
    await fillGeneration({ ...filling, views });
    expect(read).toBe(0);
    expect(await counted(reader())).toEqual([before[0] + 1, before[1]]);
    await tellsTheLedger(reader());
  });

  it('two at once end with one generation and the same figures', async () => {
    const before = await counted(reader());
    const both = await Promise.allSettled([office.open().rebuild(), office.open().rebuild()]);
    expect(both.map(({ status }) => status)).toContain('fulfilled');
    expect(await counted(reader())).toEqual(before);
    await tellsTheLedger(reader());
  });

  it('by another program begins anew where one was not finished', async () => {
    const abandoned = await house.views.begin('another program');
    expect(await abandoned.place(0)).toBeNull();
    await office.open().rebuild();
    const { current } = await generations();
    expect(Object.keys(await rowsByGeneration()).sort()).toEqual([String(current), 'notes'].sort());
    await expect(abandoned.takeOver()).rejects.toThrow('rebuild again');
    await tellsTheLedger(reader());
  });
});

describe('a stretch of the change feed that was laid aside', () => {
  let aside: readonly Commit[];
  beforeEach(async () => {
    const writer = office.open();
    const number = `aside-${Math.random()}`;
    aside = await recordRows(writer, 'application', [
      applicationRow(number, 6),
      applicationRow(`${number}-2`, 6),
    ]);
  });

  it('is made up for by the command that the alarm names', async () => {
    const before = await counted(reader());
    const { ended } = command(
      'catch-up',
      '--since',
      String(aside[0]?.recordedAt.replace(/T.*/, 'T00:00:00+08:00')),
    );
    expect((await ended)[0]).toBe(0);
    expect(await counted(reader())).toEqual([before[0], before[1] + aside.length]);
    await tellsTheLedger(reader());
  });

  it('is made up for without an instant as well, and a second time changes nothing', async () => {
    const before = await counted(reader());
    await reader().replay(null);
    await reader().replay(null);
    expect(await counted(reader())).toEqual([before[0], before[1] + aside.length]);
    await tellsTheLedger(reader());
  });

  it('needs an instant with its offset, where one is given', async () => {
    const { ended } = command('catch-up', '--since', 'yesterday');
    expect((await ended)[0]).toBe(2);
    await reader().replay(null);
  });
});
