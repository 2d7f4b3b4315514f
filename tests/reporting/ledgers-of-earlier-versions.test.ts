/**
 * Ledgers of earlier versions, each made and exported by the program of that commit, beside what it then told of them
 * (`fixtures/`): applications on every path, appeals, imports of every kind, a year closed, amended and restated.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { toldClock } from '#shared/desk/case-lines.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { historyOf } from '#shared/ledger/case-history.ts';
import { faultsOfSigned } from '#shared/proof/signed-reports.ts';
import { differences } from '#shared/recount/differences.ts';
import { recountArchive } from '#shared/recount/recount-archive.ts';
import { folderBlobs } from '#shared/store/folder/blobs.ts';
import { verifyChains } from '#shared/store/verify-chains.ts';
import { type MemoryLedger, memoryLedger } from '../support/memory-ledger.ts';
import { readyToSign } from '../support/ready-to-sign.ts';

type Told = {
  readonly tables: Readonly<Record<string, unknown>>;
  /** Of every open case: the day it is due, the day its step is due, whether that was past. */
  readonly clocks: Readonly<Record<string, readonly [string | null, string | null, boolean]>>;
};
type Clock = {
  readonly dueOn: string | null;
  readonly stepDueOn: string | null;
  readonly overdue: boolean;
  readonly earliest?: boolean;
};

/** The place of the commit whose program recorded. */
const RECORDED_AT = [78, 293, 483];
const TOLD_ON = '2026-11-27';
const LONG_AFTER = '2027-06-30';
const NOWHERE = folderBlobs('/nonexistent');
const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');

async function clockOf({ log }: MemoryLedger, number: string, on: string): Promise<Clock> {
  const kinds = ['application', 'appeal'] as const;
  const found = await Promise.all(kinds.map((kind) => historyOf(log, { office: 'default', kind, number })));
  const commits = found.find((one) => one !== null) ?? [];
  const {
    dueOn,
    stepDueOn,
    overdue,
    earliest = false,
  }: Partial<Clock> = (await toldClock(log, commits, dateOf(on))) ?? {};
  return { dueOn: dueOn ?? null, stepDueOn: stepDueOn ?? null, overdue: overdue ?? false, earliest };
}

describe.each(RECORDED_AT)('a ledger of the program of commit %i', (commit) => {
  const lines = fixture(`ledger-of-${commit}.ndjson`).trimEnd().split('\n');
  const told: Told = JSON.parse(fixture(`told-by-${commit}.json`));
  const years = Object.keys(told.tables).map(Number);
  const office = { id: 'default', name: commit < 400 ? '本机关' : '某区政务服务局' };
  let ledger: MemoryLedger;
  beforeAll(() => {
    ledger = memoryLedger(office);
    ledger.restore(lines, { unclosed: true });
    ledger.setClock('2026-11-28T09:00:00.000+08:00');
  });

  it.each(years)('has the tables of %i that it had then, cell by cell', async (year) => {
    const { table2, table3, table4 } = await ledger.report(year);
    expect({ table2, table3: table3.rows, table4: table4.rows }).toEqual(told.tables[year]);
  });

  it.each(years)('is recounted for %i with no difference', async (year) => {
    const recounted = await recountArchive(lines, { office: 'default', year });
    expect(differences(await ledger.report(year), recounted)).toEqual([]);
  });

  it('tells the due dates that it told, and where service is unknown no step that is late', async () => {
    expect(Object.keys(told.clocks).length).toBeGreaterThan(10);
    for (const [number, [dueOn, stepDueOn, overdue]] of Object.entries(told.clocks)) {
      const clock = await clockOf(ledger, number, TOLD_ON);
      const wanted = clock.earliest ? { dueOn } : { dueOn, stepDueOn, overdue };
      expect(clock, number).toMatchObject(wanted);
      if (clock.earliest) expect(clock.overdue, number).toBe(false);
    }
  });

  it('brands nobody late where the day of service was never recorded', async () => {
    const clocks = await Promise.all(['开2026-诉1', '开2026-复2'].map((n) => clockOf(ledger, n, LONG_AFTER)));
    expect(clocks).toEqual([
      expect.objectContaining({ earliest: true, overdue: false }),
      expect.objectContaining({ earliest: true, overdue: false }),
    ]);
  });

  it('verifies: chains, signed figures, the digests of what was signed', async () => {
    expect((await verifyChains(ledger.log)).brokenChains).toEqual([]);
    expect(await faultsOfSigned(ledger.log, NOWHERE)).toEqual({ reports: [], signatures: [], packages: [] });
  });

  it('restates a year that it signed, once the office has a name, and the earlier versions still verify', async () => {
    const applicant = { type: 'naturalPerson', name: '补登人' };
    const late = {
      case: '补2025-1',
      channel: 'inPerson',
      submittedOn: '2025-06-03',
      applicant,
      subject: '某地块',
    };
    const registered = await ledger.command({ command: 'RegisterApplication', ...late });
    expect(registered).toMatchObject({ ok: true });
    await readyToSign(ledger);
    const restate = { command: 'RestateYear', year: 2025, approvedBy: '王局长', reason: '核对案卷' };
    expect(await ledger.command(restate)).toMatchObject({ ok: true, version: 3 });
    expect(await faultsOfSigned(ledger.log, NOWHERE)).toMatchObject({ reports: [], signatures: [] });
  });
});
