import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { executeCommand } from '#shared/desk/execute.ts';
import { importReports } from '#shared/intake/import-reports.ts';
import type { ImportResult } from '#shared/intake/import-result.ts';
import type { Row } from '#shared/kernel/kind.ts';
import { instantOf } from '#shared/kernel/plain-date.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import type { Report } from '#shared/reporting/report.ts';
import { reportOfTally } from '#shared/year/annual-report.ts';
import { openingBalanceOf } from '#shared/year/opening-balance-of.ts';
import { tally } from '#shared/year/tally.ts';
import { emptyLedger, OFFICE, type RandomLedger } from './random-ledger.ts';

const actor = { user: 'li', role: 'operator', via: 'cli' } as const;
const clock = { now: () => instantOf(Date.UTC(2026, 10, 24)) };
const office = { id: OFFICE, name: '甲' };
let folder: string;
let ledger: RandomLedger;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-'));
  ledger = emptyLedger();
});
afterEach(() => {
  ledger.log.close();
  rmSync(folder, { recursive: true });
});

const published = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'published', name), 'utf8')) as Report;

async function imported(...lines: unknown[]): Promise<ImportResult> {
  const file = join(folder, 'reports.ndjson');
  writeFileSync(
    file,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  );
  const request = { kind: 'reports', file, office: OFFICE, actor, dryRun: false, options: {} };
  return importReports({ log: ledger.log, clock }, request);
}

async function recorded(kind: string, row: Row): Promise<void> {
  const room = KINDS.get(kind);
  if (room === undefined) throw new Error(kind);
  await ledger.log.write([rowJob(room, { office: OFFICE, number: String(row.number), actor }, row)]);
}

async function reportOf(year: number): Promise<Report> {
  const counted = await tally(ledger.log, { office: OFFICE, asOf: null });
  return reportOfTally(ledger.log, counted, { office, year });
}

const failing = (report: Report) =>
  report.checks.filter(({ holds }) => !holds).map(({ id, scope, left, right }) => [id, scope, left, right]);

const before = {
  year: 2025,
  table2: { normativeDocuments: { issued: 5, repealed: 1, inForce: 25 } },
  table3: { columns: ['naturalPerson', 'total'], rows: { carriedForward: [2, 2] } },
  hotline: { received: 151_350 },
};

describe('a published report of a year before the product', () => {
  it('feeds K4 and K5: what was carried forward must be found among the records', async () => {
    await imported(before);
    expect(failing(await reportOf(2026))).toEqual([
      ['K4', 'table3.naturalPerson', 0, 2],
      ['K4', 'table3.total', 0, 2],
      ['K5', 'table2.normativeDocuments', 0, 25],
    ]);
    for (const number of ['1', '2'])
      await recorded('application', {
        number,
        receivedOn: '2025-12-20',
        applicantType: 'naturalPerson',
        subject: '材料',
      });
    expect(failing(await reportOf(2026)).map(([id]) => id)).toEqual(['K5']);
  });

  it('is last year’s figure of a hotline that has no records of it', async () => {
    await imported(before);
    await recorded('hotline', { number: '1', receivedAt: '2026-03-01T09:00:00.000+08:00' });
    expect((await reportOf(2026)).hotline).toMatchObject({ received: 1, receivedPreviousYear: 151_350 });
    await recorded('hotline', { number: '0', receivedAt: '2025-03-01T09:00:00.000+08:00' });
    expect((await reportOf(2026)).hotline).toMatchObject({ receivedPreviousYear: 1, yearOnYear: 0 });
  });

  it('gives way to records cell by cell, and the difference is listed', async () => {
    await imported(before);
    await recorded('application', {
      number: '1',
      receivedOn: '2025-12-20',
      applicantType: 'naturalPerson',
      subject: '材料',
    });
    expect(failing(await reportOf(2026)).map(([id]) => id)).toEqual(['K5']);
    const beside = await openingBalanceOf({ log: ledger.log }, { office, year: 2025 });
    expect(beside?.differences).toEqual([
      { cell: 'table3.carriedForward.naturalPerson', records: 1, published: 2 },
      { cell: 'table3.carriedForward.total', records: 1, published: 2 },
    ]);
  });

  it('never enters the tables of its own year, which are of records', async () => {
    await imported(published('longgang-2022.json'));
    expect((await reportOf(2022)).table4.rows.suitDirect).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('importing published reports', () => {
  it('twice changes nothing, a report that publishes more adds it, another number is a conflict', async () => {
    expect(await imported(before)).toMatchObject({ read: 1, recorded: 1, duplicates: 0, rejected: [] });
    expect(await imported(before)).toMatchObject({ recorded: 0, duplicates: 1, rejected: [] });
    const more = { ...before, table4: { rows: { review: [1, 0, 0, 0, 1] } } };
    expect(await imported(more)).toMatchObject({ recorded: 1, rejected: [] });
    expect((await imported({ ...before, hotline: { received: 7 } })).rejected).toMatchObject([
      { line: 1, field: 'hotline.received', code: 'conflict' },
    ]);
  });

  it('of a real office leaves every year before and after it as its tables say', async () => {
    const lines = ['hongze-district-2023.json', 'hongze-district-2024.json'].map(published);
    expect(await imported(...lines)).toMatchObject({ read: 2, recorded: 2, rejected: [] });
    const k4 = (await reportOf(2025)).checks.filter(({ id }) => id === 'K4');
    expect(k4.map(({ right }) => right)).toEqual(
      published('hongze-district-2024.json').table3.rows.carriedForward,
    );
  });

  it('lists each bad line and goes on with the rest', async () => {
    const result = await imported('no json', { table3: before.table3 }, { ...before, year: 2030 }, before, {
      year: 2024,
    });
    expect(result).toMatchObject({ read: 5, recorded: 1, duplicates: 0 });
    expect(result.rejected.map(({ line, field, code }) => [line, field, code])).toEqual([
      [1, '', 'encoding'],
      [2, 'year', 'required'],
      [3, 'year', 'future'],
      [5, 'table3', 'required'],
    ]);
  });

  it('of a mistaken entry can be voided and imported as it should be', async () => {
    await imported(before);
    const fields = { command: 'VoidEntry', kind: 'report', case: '2025', on: '2026-11-24', reason: '录错' };
    const voided = await executeCommand({ log: ledger.log, clock }, { office: OFFICE, actor, fields });
    expect(voided).toMatchObject({ ok: true, outcome: 'recorded' });
    expect(failing(await reportOf(2026))).toEqual([]);
    expect(await imported(before)).toMatchObject({ recorded: 0, duplicates: 1 });
    expect(await imported({ ...before, hotline: { received: 7 } })).toMatchObject({
      recorded: 1,
      rejected: [],
    });
  });
});
