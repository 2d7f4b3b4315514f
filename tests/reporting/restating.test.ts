import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TABLE3_COLUMNS } from '#shared/glossary.ts';
import type { Commit } from '#shared/kernel/event.ts';
import { faultsOfSigned } from '#shared/proof/signed-reports.ts';
import { canonicalJson } from '#shared/reporting/report.ts';
import { folderBlobs } from '#shared/store/folder/blobs.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { amendmentsOf } from '#shared/year/amendments.ts';
import { recomputed } from '#shared/year/annual-report.ts';
import { chosenReport } from '#shared/year/chosen-report.ts';
import { yearStateOf } from '#shared/year/year-history.ts';
import { type MemoryLedger, memoryLedger } from '../support/memory-ledger.ts';

let ledger: MemoryLedger;
const LAW_FIRM = 'legalServiceOrganisation';
const column = TABLE3_COLUMNS.indexOf(LAW_FIRM);

const application = (number: string, rest: object = {}) => ({
  kind: 'application' as const,
  row: { number, receivedOn: '2025-03-03', applicantType: 'naturalPerson', subject: '材料', ...rest },
});
const answered = { outcome: 'disclosed', decidedOn: '2025-03-20' };
/** Dated 28 December, keyed in on 10 February, after the report was published (trap 20). */
const LATE = application('A7', { receivedOn: '2025-12-28', applicantType: LAW_FIRM });

const sign = (command: 'CloseYear' | 'RestateYear', year: number, reason?: string) =>
  ledger.command({ command, year, approvedBy: 'wang', ...(reason && { reason }) });
const published = (year: number, version?: number | 'live') =>
  chosenReport(ledger, { office: ledger.office, year, version });

beforeEach(async () => {
  ledger = memoryLedger();
  await ledger.found();
  await ledger.record([
    application('A1', answered),
    application('A2', { receivedOn: '2025-12-30', applicantType: LAW_FIRM }),
  ]);
  expect(await sign('CloseYear', 2025)).toMatchObject({ ok: true });
  ledger.setClock('2026-02-10T09:00:00.000+08:00');
});
afterEach(() => ledger.close());

describe('an event that touches a closed year', () => {
  it('is accepted; the published year stays as it was, and the difference is shown with the case', async () => {
    expect(await ledger.record([LATE])).toEqual(['recorded']);
    expect((await published(2025))?.report.table3.rows.newlyReceived.at(-1)).toBe(2);
    const found = await amendmentsOf({ log: ledger.log }, { office: ledger.office, year: 2025 });
    expect(found?.map(({ cell, before, after, cases }) => ({ cell, before, after, cases }))).toEqual(
      ['newlyReceived', 'carriedForward'].flatMap((row) => [
        {
          cell: `table3.${row}.${LAW_FIRM}`,
          before: row === 'newlyReceived' ? 1 : 1,
          after: 2,
          cases: ['A7'],
        },
        {
          cell: `table3.${row}.total`,
          before: row === 'newlyReceived' ? 2 : 1,
          after: row === 'newlyReceived' ? 3 : 2,
          cases: ['A7'],
        },
      ]),
    );
  });

  it('names a late call in the count of its month as in that of the year', async () => {
    const call = { number: 'H1', receivedAt: '2025-03-31T23:59:00.000+08:00' };
    expect(await ledger.record([{ kind: 'hotline', row: call }])).toEqual(['recorded']);
    const found = await amendmentsOf({ log: ledger.log }, { office: ledger.office, year: 2025 });
    const named = found?.filter(({ cases }) => cases.includes('H1')).map(({ cell }) => cell);
    expect(named).toEqual(
      expect.arrayContaining(['hotline.received', 'hotline.byMonth.2', 'events.byMonth.2']),
    );
  });

  it('stops the next year by K4, with the cases that were not carried over, until the year is restated', async () => {
    await ledger.record([LATE]);
    ledger.setClock('2027-01-15T09:00:00.000+08:00');
    const refused = await sign('CloseYear', 2026);
    const obstacles = refused.ok ? [] : (refused.facts?.obstacles as unknown as object[]);
    expect(obstacles).toEqual(
      [LAW_FIRM, 'total'].map((scope) => ({
        code: 'checksFail',
        id: 'K4',
        scope: `table3.${scope}`,
        holds: false,
        left: 2,
        right: 1,
        cases: ['A7'],
      })),
    );
    expect(await sign('RestateYear', 2025, '补录')).toMatchObject({ ok: true, version: 2 });
    expect(await sign('CloseYear', 2026)).toMatchObject({ ok: true });
    expect((await published(2026))?.report.table3.rows.carriedOver[column]).toBe(2);
  });
});

describe('verifying signed reports', () => {
  it('makes each version again from the events; other bytes are named', async () => {
    await ledger.record([LATE]);
    await sign('RestateYear', 2025, '补录');
    const nowhere = folderBlobs('/nonexistent');
    const sound = { reports: [], signatures: [], packages: [] };
    expect(await faultsOfSigned(ledger.log, nowhere)).toEqual(sound);
    expect((await faultsOfSigned(withAnotherReport(ledger.log), nowhere)).reports).toEqual([
      { what: 'signedReport', office: 'o', at: '2025', version: 1 },
      { what: 'signedReport', office: 'o', at: '2025', version: 2 },
    ]);
  });
});

describe('a restatement', () => {
  it('stands beside the version before with the difference by cell, the cases, the reason and the approver', async () => {
    await ledger.record([LATE]);
    await sign('RestateYear', 2025, '2025年12月28日的申请漏登');
    const { versions } = await yearStateOf(ledger.log, { office: 'o', year: 2025 });
    expect(versions).toHaveLength(2);
    const [first, second] = versions;
    expect(second).toMatchObject({ version: 2, reason: '2025年12月28日的申请漏登', approvedBy: 'wang' });
    const cells = second?.difference.filter(({ cell }) => cell.startsWith('table3'));
    expect(cells).toContainEqual({
      cell: 'table3.newlyReceived.total',
      before: 2,
      after: 3,
      cases: ['A7'],
      more: 0,
    });
    expect((await published(2025, 1))?.json).toBe(first?.report);
    expect((await published(2025))?.report).toMatchObject({ version: 2, status: 'closed' });
  });

  it('leaves every version to be made again byte for byte from an export', async () => {
    await ledger.record([LATE]);
    await sign('RestateYear', 2025, '漏登');
    await ledger.record([application('A8', answered)]);
    const elsewhere = memoryLedger();
    elsewhere.restore(ledger.archive());
    const { versions } = await yearStateOf(elsewhere.log, { office: 'o', year: 2025 });
    for (const frozen of versions) {
      const again = await recomputed(elsewhere.log, { office: ledger.office, year: 2025 }, frozen);
      expect(canonicalJson(again.report)).toBe(frozen.report);
    }
    expect(versions).toHaveLength(2);
    elsewhere.close();
  });

  it('names a case whose entry was voided, and one whose column was corrected', async () => {
    await ledger.command({ command: 'VoidEntry', case: 'A1', on: '2026-02-10', reason: '重复登记' });
    const type = { type: 'otherOrganisation', reason: '登记有误' };
    await ledger.command({ command: 'CorrectApplicantType', case: 'A2', on: '2026-02-10', ...type });
    await sign('RestateYear', 2025, '更正');
    const { versions } = await yearStateOf(ledger.log, { office: 'o', year: 2025 });
    const cases = new Map(versions[1]?.difference.map(({ cell, cases: named }) => [cell, named]));
    expect(cases.get('table3.disclosed.total')).toEqual(['A1']);
    expect(cases.get('table3.newlyReceived.naturalPerson')).toEqual(['A1']);
    expect(cases.get('table3.carriedForward.otherOrganisation')).toEqual(['A2']);
    expect(cases.has('table3.carriedForward.total')).toBe(false);
  });

  it('is refused for nothing, before a closing, and without a reason', async () => {
    expect(await sign('RestateYear', 2025, '看看')).toMatchObject({ ok: false, code: 'nothingToRestate' });
    expect(await sign('RestateYear', 2024, '看看')).toMatchObject({ ok: false, code: 'notClosedYear' });
    expect(await sign('RestateYear', 2025)).toMatchObject({ ok: false, field: 'reason', code: 'required' });
  });

  it('takes in a correction of the prose alone', async () => {
    const text = '本机关认真落实条例。';
    await ledger.command({ command: 'WriteSection', year: 2025, section: 5, text });
    expect(await sign('RestateYear', 2025, '更正文字')).toMatchObject({ ok: true, version: 2 });
    expect((await published(2025))?.report.narrative.sections[4]?.text).toBe(text);
    expect((await published(2025, 1))?.report.narrative.sections[4]?.text).not.toBe(text);
  });
});

/** The same log, its signed reports with one figure more. */
function withAnotherReport(log: EventLog): EventLog {
  const forged = (commit: Commit): Commit => ({
    ...commit,
    events: commit.events.map((event) => {
      const { report } = event.data;
      if (typeof report !== 'string') return event;
      return { ...event, data: { ...event.data, report: report.replace('"licences": 0', '"licences": 1') } };
    }),
  });
  return { ...log, history: async (at) => (await log.history(at)).map(forged) };
}
