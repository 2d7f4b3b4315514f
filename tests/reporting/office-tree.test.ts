import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { addOffice, moveOffice } from '#shared/ledger/office-tree.ts';
import { cellsOf } from '#shared/reporting/opening-balance.ts';
import { canonicalJson } from '#shared/reporting/report.ts';
import type { House } from '#shared/store/house.ts';
import { sqliteViews } from '#shared/store/sqlite/views.ts';
import { catchUp } from '#shared/views/catch-up.ts';
import { recomputedTree } from '#shared/year/sign-tree.ts';
import { treeMembers } from '#shared/year/tree-members.ts';
import { partsOf, treeReport } from '#shared/year/tree-report.ts';
import { yearStateOf } from '#shared/year/year-history.ts';
import { LI, type Made, type MemoryLedger, memoryLedger } from '../support/memory-ledger.ts';
import { readyToSign } from '../support/ready-to-sign.ts';

/** 某区 with 甲局 and 乙局, and 乙局's own 丙所. */
let ledger: MemoryLedger;
let reading: Pick<House, 'log' | 'views' | 'catchUp'>;
const DISTRICT = { id: 'district', name: '某区人民政府' };

const application = (number: string, rest: object = {}): Made => ({
  kind: 'application',
  row: { number, receivedOn: '2025-03-03', applicantType: 'naturalPerson', subject: '材料', ...rest },
});
const answered = { outcome: 'disclosed', decidedOn: '2025-03-20' };
const hotline = (number: string, rest: object = {}): Made => ({
  kind: 'hotline',
  row: { number, receivedAt: '2025-05-01T09:00:00.000+08:00', type: 'consultation', ...rest },
});
const fee = (number: string, amount: number): Made => ({
  kind: 'fee',
  row: { number, receivedOn: '2025-05-01', amount, item: 'informationProcessing' },
});

beforeEach(async () => {
  ledger = memoryLedger(DISTRICT);
  const views = sqliteViews(':memory:', 'test');
  reading = { log: ledger.log, views, catchUp: () => catchUp({ log: ledger.log, views }) };
  await ledger.found();
  const below = { a: ['甲局', 'district'], b: ['乙局', 'district'], c: ['丙所', 'b'] } as const;
  for (const [id, [name, parent]] of Object.entries(below)) {
    await addOffice(ledger, { id, name, parent, actor: LI });
    await readyToSign(ledger, id, name);
  }
  // the same number in two offices is two cases
  await ledger.record(
    [
      application('1', answered),
      hotline('h1', { closedAt: '2025-05-02T09:00:00.000+08:00' }),
      fee('f', 10_000),
    ],
    'a',
  );
  await ledger.record(
    [application('1', { applicantType: 'commercialEnterprise' }), hotline('h1'), hotline('h2'), fee('f', 33)],
    'b',
  );
  await ledger.record([application('7', { ...answered, outcome: 'unavailable.notHeld' })], 'c');
});
afterEach(() => {
  reading.views.close();
  ledger.close();
});

const whole = (rest: object = {}) => treeReport(ledger, { office: DISTRICT, year: 2025, ...rest });
const close = (office: string, scope = 'own') =>
  ledger.command({ command: 'CloseYear', year: 2025, approvedBy: 'wang', scope }, office);

describe('the report of a district (条例 art. 49)', () => {
  it('is the sum of its bureaus, in every cell', async () => {
    const parts = await partsOf(ledger, { office: DISTRICT, year: 2025 });
    expect(parts.map(({ office }) => office.name)).toEqual(['某区人民政府', '甲局', '乙局', '丙所']);
    const report = (await whole())?.report;
    if (report === undefined) throw new Error('no report');
    const sums = Object.fromEntries(
      Object.keys(cellsOf(report)).map((cell) => [
        cell,
        parts.reduce((sum, { chosen }) => sum + Math.round((cellsOf(chosen.report)[cell] ?? 0) * 1e6), 0) /
          1e6,
      ]),
    );
    expect(cellsOf(report)).toEqual(sums);
    expect(report.table3.rows.newlyReceived).toEqual([2, 1, 0, 0, 0, 0, 3]);
    expect(report.table2.feesTenThousandYuan).toBe(0.010033);
  });

  it('has rates of the whole, not the mean of rates, and prose of its own that ties out', async () => {
    const report = (await whole())?.report;
    expect(report?.hotline).toMatchObject({ received: 3, closed: 1, closureRate: 0.3333 });
    expect(report?.narrative.sections[0]?.text).toContain('某区人民政府本年新收政府信息公开申请3件');
    expect(report?.narrative.sections[5]?.text).toContain('本年度收取信息处理费100.33元');
    expect(report?.checks.filter((check) => !check.holds)).toEqual([]);
  });

  it('leads from a figure to the cases of each bureau', async () => {
    const parts = await partsOf(ledger, { office: DISTRICT, year: 2025 });
    const members = await treeMembers(reading, parts, { cell: 'table3.newlyReceived.total', year: 2025 });
    expect(members).toEqual([
      { office: 'a', case: '1', kind: 'application', weight: 1 },
      { office: 'b', case: '1', kind: 'application', weight: 1 },
      { office: 'c', case: '7', kind: 'application', weight: 1 },
    ]);
  });

  it('leads from a signed figure to the cases it was signed with, whatever was recorded since', async () => {
    await close('a');
    await ledger.record([application('2', answered)], 'a');
    await ledger.command({ command: 'VoidEntry', case: '1', on: '2026-01-20', reason: '误录' }, 'a');
    const parts = await partsOf(ledger, { office: DISTRICT, year: 2025 });
    const cell = { cell: 'table3.newlyReceived.total', year: 2025 };
    const members = await treeMembers(reading, parts, cell);
    expect(members.map(({ office, case: number }) => `${office}/${number}`)).toEqual(['a/1', 'b/1', 'c/7']);
    expect(await treeMembers(reading, parts, { ...cell, limit: 2 })).toEqual(members.slice(0, 2));
  });

  it('takes a bureau that has signed as it signed, whatever was recorded since', async () => {
    await close('a');
    await ledger.record([application('2', answered)], 'a');
    await ledger.record([application('2', answered)], 'b');
    expect((await whole())?.report.table3.rows.newlyReceived.at(-1)).toBe(4);
    expect((await whole({ version: 'live' }))?.report.table3.rows.newlyReceived.at(-1)).toBe(5);
  });

  it('names the day up to which calls were closed only where it is that of every bureau', async () => {
    const general = async () => (await whole())?.report.narrative.sections[0]?.text ?? '';
    expect(await general()).toContain('截至2026年1月20日，办结率33.33%');
    await close('a');
    ledger.setClock('2026-02-03T09:00:00.000+08:00');
    await ledger.record([hotline('h3', { closedAt: '2026-02-02T09:00:00.000+08:00' })], 'b');
    const text = await general();
    expect(text).toContain('办结率50%');
    expect(text).not.toContain('截至');
  });

  it('is not that of the bureau: each has only its own', async () => {
    const parts = await partsOf(ledger, { office: { id: 'b', name: '乙局' }, year: 2025 });
    expect(parts.map(({ office }) => office.id)).toEqual(['b', 'c']);
  });

  it('counts a merged bureau until the year in which it was merged', async () => {
    await moveOffice(ledger, 'merged', { id: 'c', to: 'a', actor: LI, on: '2025-06-30' as PlainDate });
    const ids = async (year: number) =>
      (await partsOf(ledger, { office: DISTRICT, year })).map(({ office }) => office.id);
    expect(await ids(2025)).toEqual(['district', 'a', 'b', 'c']);
    expect(await ids(2026)).toEqual(['district', 'a', 'b']);
  });
});

describe('a bureau that was moved', () => {
  it('stands in the report of the year by the place it had at its end', async () => {
    await addOffice(ledger, { id: 'other', name: '另区', parent: null, actor: LI });
    await moveOffice(ledger, 'placed', { id: 'a', to: 'other', actor: LI, on: '2026-03-01' as PlainDate });
    const below = async (id: string, year: number) =>
      (await partsOf(ledger, { office: { id, name: '' }, year })).map(({ office }) => office.id);
    expect(await below('district', 2025)).toEqual(['district', 'a', 'b', 'c']);
    expect(await below('district', 2026)).toEqual(['district', 'b', 'c']);
    expect(await below('other', 2026)).toEqual(['other', 'a']);
  });
});

describe('signing the report of a district', () => {
  it('waits for every bureau, and names those who have not signed', async () => {
    await close('a');
    const result = await close('district', 'tree');
    expect(result).toMatchObject({
      ok: false,
      code: 'officesOpen',
      facts: {
        obstacles: [
          { code: 'officesOpen', office: 'b', name: '乙局' },
          { code: 'officesOpen', office: 'c', name: '丙所' },
        ],
      },
    });
  });

  it('adds up what they signed, and is made again byte for byte from an export', async () => {
    for (const id of ['a', 'b', 'c']) await close(id);
    expect(await close('district', 'tree')).toMatchObject({ ok: true, version: 1 });
    await ledger.record([application('9', answered)], 'a');
    const elsewhere = memoryLedger(DISTRICT);
    elsewhere.restore(ledger.archive());
    const { versions } = await yearStateOf(elsewhere.log, { office: 'district', year: 2025, scope: 'tree' });
    const [frozen] = versions;
    if (frozen === undefined) throw new Error('not signed');
    expect(frozen.offices).toEqual([
      { office: 'district', version: null },
      { office: 'a', version: 1 },
      { office: 'b', version: 1 },
      { office: 'c', version: 1 },
    ]);
    const again = await recomputedTree(elsewhere, { office: DISTRICT, year: 2025 }, frozen);
    expect(canonicalJson(again.report)).toBe(frozen.report);
    elsewhere.close();
  });

  it('is restated after a bureau was, with the difference and the cases of that bureau', async () => {
    for (const id of ['a', 'b', 'c']) await close(id);
    await close('district', 'tree');
    await ledger.record([application('9', answered)], 'a');
    const restate = { command: 'RestateYear', year: 2025, approvedBy: 'wang', reason: '补录' };
    expect(await ledger.command({ ...restate, scope: 'tree' }, 'district')).toMatchObject({
      code: 'nothingToRestate',
    });
    await ledger.command(restate, 'a');
    expect(await ledger.command({ ...restate, scope: 'tree' }, 'district')).toMatchObject({ version: 2 });
    const { versions } = await yearStateOf(ledger.log, { office: 'district', year: 2025, scope: 'tree' });
    expect(versions[1]?.difference).toContainEqual({
      cell: 'table3.newlyReceived.total',
      before: 3,
      after: 4,
      cases: ['a/9'],
      more: 0,
    });
    expect((await whole({ version: 1 }))?.report.table3.rows.newlyReceived.at(-1)).toBe(3);
  });
});
