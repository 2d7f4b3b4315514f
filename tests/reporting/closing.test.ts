import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { renderReport } from '#shared/documents/render-report.ts';
import { reportPackage } from '#shared/documents/report-package.ts';
import { readZip } from '#shared/documents/zip.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { canonicalJson } from '#shared/reporting/report.ts';
import { folderBlobs } from '#shared/store/folder/blobs.ts';
import { recomputed } from '#shared/year/annual-report.ts';
import { chosenReport } from '#shared/year/chosen-report.ts';
import { recount } from '#shared/year/tally.ts';
import { yearStateOf } from '#shared/year/year-history.ts';
import { obstaclesOf } from '#shared/year/year-obstacles.ts';
import { type MemoryLedger, memoryLedger } from '../support/memory-ledger.ts';

/** 甲局 on 20 January 2026, its year 2025 over. */
const opened: MemoryLedger[] = [];
async function office(openedOn?: string): Promise<MemoryLedger> {
  const ledger = memoryLedger();
  if (openedOn !== undefined) ledger.setClock(openedOn);
  opened.push(ledger);
  await ledger.found();
  return ledger;
}
afterEach(() => {
  for (const ledger of opened.splice(0)) ledger.close();
});

const application = (number: string, rest: object = {}) => ({
  kind: 'application' as const,
  row: { number, receivedOn: '2025-03-03', applicantType: 'naturalPerson', subject: '材料', ...rest },
});
const answered = { outcome: 'disclosed', decidedOn: '2025-03-20' };
const close = (ledger: MemoryLedger) =>
  ledger.command({ command: 'CloseYear', year: 2025, approvedBy: 'wang' });
const obstacles = async (ledger: MemoryLedger): Promise<readonly Record<string, unknown>[]> => {
  const result = await close(ledger);
  return result.ok ? [] : (result.facts?.obstacles as unknown as Record<string, unknown>[]);
};
const frozenOf = async (ledger: MemoryLedger, version = 1) => {
  const { versions } = await yearStateOf(ledger.log, { office: 'o', year: 2025 });
  const frozen = versions.find((one) => one.version === version);
  if (frozen === undefined) throw new Error(`no version ${version}`);
  return frozen;
};

describe('closing a year (条例 art. 50)', () => {
  it('freezes the report with its cut-off, its events, the digest of the ledger and the program', async () => {
    const ledger = await office();
    await ledger.record([application('A1', answered), application('A2', { receivedOn: '2025-12-30' })]);
    expect(await close(ledger)).toMatchObject({ ok: true, outcome: 'recorded', version: 1 });
    const frozen = await frozenOf(ledger);
    expect(frozen).toMatchObject({ version: 1, approvedBy: 'wang', events: 5, program: '0.1.0' });
    expect(frozen.digest).toMatch(/^[0-9a-f]{64}$/);
    const report = JSON.parse(frozen.report);
    expect(report).toMatchObject({ status: 'closed', version: 1, asOf: frozen.asOf });
    expect(report.table3.rows.newlyReceived.at(-1)).toBe(2);
    expect(report.table3.rows.carriedForward.at(-1)).toBe(1);
  });

  it('waits for the end of the year, and is done once', async () => {
    const ledger = await office('2025-12-01T09:00:00.000+08:00');
    ledger.setClock('2025-12-31T23:59:59.000+08:00');
    expect(await close(ledger)).toMatchObject({ ok: false, code: 'yearNotEnded' });
    ledger.setClock('2026-01-01T00:00:00.000+08:00');
    expect(await close(ledger)).toMatchObject({ ok: true });
    expect(await close(ledger)).toMatchObject({ ok: false, code: 'alreadyClosedYear' });
  });

  it('the same request twice signs once', async () => {
    const ledger = await office();
    const fields = { command: 'CloseYear', year: 2025, approvedBy: 'wang' };
    expect(await ledger.command(fields, 'o', 'k-1')).toMatchObject({ outcome: 'recorded' });
    expect(await ledger.command(fields, 'o', 'k-1')).toMatchObject({ outcome: 'duplicate' });
  });
});

describe('what stands in the way of closing', () => {
  it('a submission nobody confirmed, and a correction nobody made, each by its case and article', async () => {
    const ledger = await office();
    const applicant = { type: 'naturalPerson', name: '某' };
    const register = { command: 'RegisterApplication', subject: '材料', applicant };
    await ledger.command({ ...register, case: 'A1', channel: 'online', submittedOn: '2025-11-03' });
    await ledger.command({ ...register, case: 'A2', channel: 'inPerson', submittedOn: '2025-11-03' });
    await ledger.command({
      command: 'RequestCorrection',
      case: 'A2',
      on: '2025-11-04',
      items: '文号',
      respondBy: '2025-11-20',
    });
    expect(await obstacles(ledger)).toEqual([
      expect.objectContaining({
        code: 'casesBlock',
        reason: 'receiptUnconfirmed',
        case: 'A1',
        article: '条例31',
      }),
      expect.objectContaining({
        code: 'casesBlock',
        reason: 'lapseUndecided',
        case: 'A2',
        article: '条例30',
      }),
    ]);
    await ledger.command({ command: 'ConfirmReceipt', case: 'A1', on: '2026-01-05' });
    await ledger.command({ command: 'CloseUncorrected', case: 'A2', on: '2025-11-21' });
    expect(await close(ledger)).toMatchObject({ ok: true });
  });

  describe('a fee that was not paid, by the calendar of the office', () => {
    /** Notice of 1 December, arrived on `receivedOn`; then days the office settled itself. */
    const unpaid = async (receivedOn: string, kind: string, dates: readonly string[]) => {
      const ledger = await office();
      const applicant = { type: 'naturalPerson', name: '某' };
      const register = { command: 'RegisterApplication', case: 'L1', channel: 'inPerson', applicant };
      const notice = {
        command: 'SendFeeNotice',
        case: 'L1',
        on: '2025-12-01',
        basis: 'perItem',
        quantity: 12,
      };
      const days = dates.map((date) => ({ command: 'AddExtraDay', date, kind, reason: '通知' }));
      const steps = [
        { ...register, submittedOn: '2025-11-24', subject: '材料' },
        { ...notice, receivedOn },
      ];
      for (const fields of [...steps, ...days])
        expect(await ledger.command(fields)).toMatchObject({ ok: true });
      return ledger;
    };

    it('stands in the way once its period has ended by it', async () => {
      expect(await obstacles(await unpaid('2025-12-04', 'makeUpWorkingDay', []))).toEqual([]);
      const ended = await unpaid('2025-12-04', 'makeUpWorkingDay', ['2025-12-27', '2025-12-28']);
      expect(await obstacles(ended)).toEqual([
        expect.objectContaining({
          reason: 'lapseUndecided',
          case: 'L1',
          on: '2025-12-30',
          article: '国办函〔2020〕109号',
        }),
      ]);
    });

    it('stands in the way while nobody has noted whether the notice came, and not once it came back', async () => {
      const ledger = await unpaid('2025-12-03', 'makeUpWorkingDay', []);
      const notice = { ...{ command: 'SendFeeNotice', case: 'L2', on: '2025-11-25' }, basis: 'perItem' };
      const applicant = { type: 'naturalPerson', name: '某' };
      const register = { command: 'RegisterApplication', case: 'L2', channel: 'inPerson', applicant };
      await ledger.command({ ...register, submittedOn: '2025-11-24', subject: '材料' });
      await ledger.command({ ...notice, quantity: 12 });
      expect(await obstacles(ledger)).toMatchObject([{ reason: 'arrivalUnknown', case: 'L2' }]);
      const back = {
        command: 'RecordService',
        case: 'L2',
        step: 'SendFeeNotice',
        way: 'post',
        returned: true,
      };
      expect(await ledger.command({ ...back, on: '2025-12-20' })).toMatchObject({ ok: true });
      expect(await obstacles(ledger)).toEqual([]);
    });

    it('does not while its period runs by it', async () => {
      const stateOnly = await unpaid('2025-12-02', 'holiday', []);
      expect(await obstacles(stateOnly)).toEqual([expect.objectContaining({ on: '2025-12-30' })]);
      expect(await obstacles(await unpaid('2025-12-02', 'holiday', ['2025-12-29', '2025-12-30']))).toEqual(
        [],
      );
    });
  });

  it('an appeal linked to an application that was voided', async () => {
    const ledger = await office();
    await ledger.record([application('A1', answered)]);
    await ledger.command({
      command: 'OpenAppeal',
      case: 'P1',
      kind: 'review',
      on: '2025-06-03',
      application: 'A1',
    });
    await ledger.command({ command: 'VoidEntry', case: 'A1', on: '2025-07-01', reason: '重复登记' });
    expect(await obstacles(ledger)).toEqual([
      expect.objectContaining({ code: 'casesBlock', reason: 'appealLinkBroken', case: 'P1' }),
    ]);
  });

  it('an appeal entered here that names no application, while there is one it could be about (policy appealLinks)', async () => {
    const ledger = await office();
    await ledger.record([application('A1', answered)]);
    await ledger.command({ command: 'OpenAppeal', case: 'P0', kind: 'review', on: '2025-03-02' });
    await ledger.command({ command: 'OpenAppeal', case: 'P1', kind: 'review', on: '2025-06-03' });
    const [only, ...more] = await obstacles(ledger);
    expect(more).toEqual([]);
    expect(only).toMatchObject({ code: 'casesBlock', reason: 'appealUnlinked', case: 'P1' });
    expect(only?.remedy).toContain('填写关联申请编号');
    const link = { command: 'LinkAppeal', case: 'P1', on: '2026-01-15' };
    expect(await ledger.command({ ...link, application: 'A9' })).toMatchObject({
      code: 'unknownApplication',
    });
    expect(await ledger.command({ ...link, application: 'A1' })).toMatchObject({ ok: true });
    expect(await close(ledger)).toMatchObject({ ok: true });
  });

  it('no appeal about another act of disclosure, none that was imported, and none where the office asks for no link', async () => {
    const ledger = await office();
    await ledger.record([
      application('A1', answered),
      { kind: 'appeal', row: { number: 'P1', kind: 'review', openedOn: '2025-06-03' } },
    ]);
    const open = { command: 'OpenAppeal', kind: 'review', on: '2025-06-03' };
    await ledger.command({ ...open, case: 'P2', otherAct: '未主动公开规划' });
    expect(await ledger.command({ ...open, case: 'P3', otherAct: '某', application: 'A1' })).toMatchObject({
      code: 'conflict',
    });
    await ledger.command({ ...open, case: 'P4' });
    expect((await obstacles(ledger)).map((one) => one.case)).toEqual(['P4']);
    await ledger.command({ command: 'SetPolicy', policy: 'appealLinks', value: 'optional' });
    expect(await close(ledger)).toMatchObject({ ok: true });
  });

  it('an applicant of no type, whatever door it came through', async () => {
    const ledger = await office();
    await ledger.record([application('A1', answered)]);
    const counted = await recount(ledger.log, { office: 'o', asOf: null });
    const [first] = counted.cases;
    const damaged = {
      kind: 'application',
      number: 'A1',
      state: { ...(first?.state as object), applicantType: '' },
    };
    const report = await ledger.report(2025);
    const now = '2026-01-20T09:00:00.000+08:00' as Instant;
    const found = await obstaclesOf(ledger.log, {
      report,
      counted: { ...counted, cases: [damaged] },
      now,
    });
    expect(found).toEqual([expect.objectContaining({ reason: 'applicantTypeMissing', case: 'A1' })]);
  });

  it('a number in the prose that the tables do not hold, and nothing is signed', async () => {
    const ledger = await office();
    await ledger.record([application('A1', answered)]);
    const text = '全年本年新收政府信息公开申请2件。';
    await ledger.command({ command: 'WriteSection', year: 2025, section: 1, text });
    expect(await obstacles(ledger)).toEqual([
      { code: 'checksFail', id: 'K7', scope: 'narrative.newlyReceived', holds: false, left: 2, right: 1 },
    ]);
    expect((await yearStateOf(ledger.log, { office: 'o', year: 2025 })).versions).toEqual([]);
  });

  it('a table in which the independent recount finds another number', async () => {
    const ledger = await office();
    await ledger.record([application('A1', answered)]);
    const counted = await recount(ledger.log, { office: 'o', asOf: null });
    const report = structuredClone(await ledger.report(2025));
    (report.table4.rows.review as number[]).splice(3, 2, 1, 1);
    const found = await obstaclesOf(ledger.log, {
      report,
      counted,
      now: '2026-01-20T09:00:00.000+08:00' as Instant,
    });
    expect(found).toEqual([
      { code: 'recountDiffers', cell: 'table4.review.pending', report: 1, recount: 0 },
      { code: 'recountDiffers', cell: 'table4.review.total', report: 1, recount: 0 },
    ]);
  });

  it('everything at once, in one list', async () => {
    const ledger = await office();
    const applicant = { type: 'naturalPerson', name: '某' };
    await ledger.command({
      command: 'RegisterApplication',
      case: 'A1',
      channel: 'online',
      submittedOn: '2025-11-03',
      applicant,
      subject: '材料',
    });
    await ledger.command({
      command: 'WriteSection',
      year: 2025,
      section: 1,
      text: '信息公开行政复议3件，信息公开行政诉讼1件。',
    });
    expect((await obstacles(ledger)).map(({ code, scope, reason }) => [code, scope ?? reason])).toEqual([
      ['checksFail', 'narrative.review'],
      ['checksFail', 'narrative.suits'],
      ['casesBlock', 'receiptUnconfirmed'],
    ]);
  });
});

describe('a closed year', () => {
  async function closedOffice(): Promise<MemoryLedger> {
    const ledger = await office();
    await ledger.record([
      application('A1', answered),
      application('A2', { receivedOn: '2025-12-30', applicantType: 'legalServiceOrganisation' }),
      {
        kind: 'hotline',
        row: { number: 'H1', receivedAt: '2025-05-01T09:00:00.000+08:00', type: 'consultation' },
      },
    ]);
    await close(ledger);
    return ledger;
  }

  it('is the same byte for byte when it is made again from an export, elsewhere and later', async () => {
    const ledger = await closedOffice();
    await ledger.record([application('A9', { ...answered, receivedOn: '2025-02-03' })]);
    const frozen = await frozenOf(ledger);
    const elsewhere = memoryLedger();
    opened.push(elsewhere);
    elsewhere.restore(ledger.archive());
    elsewhere.setClock('2031-05-05T08:00:00.000+08:00');
    const again = await recomputed(elsewhere.log, { office: ledger.office, year: 2025 }, frozen);
    expect(canonicalJson(again.report)).toBe(frozen.report);
    const chosen = await chosenReport(elsewhere, { office: ledger.office, year: 2025 });
    expect(chosen?.json).toBe(frozen.report);
    expect(elsewhere.archive()).toEqual(ledger.archive());
  });

  it('is the same document to the last byte, in every format, whenever it is printed', async () => {
    const ledger = await closedOffice();
    const chosen = await chosenReport(ledger, { office: ledger.office, year: 2025 });
    if (chosen === null) throw new Error('not closed');
    const printed = async (): Promise<Buffer[]> => {
      const all: Buffer[] = [];
      for (const format of ['docx', 'xlsx', 'html', 'csv', 'json'] as const)
        all.push(Buffer.from(await renderReport(chosen, format)));
      return all;
    };
    const first = await printed();
    await new Promise((resolve) => setTimeout(resolve, 1100)); // archives note whole seconds
    const second = await printed();
    expect(first.map((bytes, at) => second[at]?.equals(bytes))).toEqual([true, true, true, true, true]);
  });

  it('is handed over in one package with the digest of each file, and the package is kept', async () => {
    const ledger = await closedOffice();
    const blobs = folderBlobs(mkdtempSync(join(tmpdir(), 'taizhang-package-')));
    const signed = { office: 'o', year: 2025, scope: 'own', frozen: await frozenOf(ledger) } as const;
    const made = await reportPackage({ ...ledger, blobs }, signed);
    const files = readZip(Buffer.from(made.bytes));
    const list = JSON.parse(String(files.find(({ name }) => name === 'digest.json')?.bytes));
    expect(list).toMatchObject({ version: 1, approvedBy: 'wang', events: 7, digest: signed.frozen.digest });
    expect(Object.keys(list.sha256)).toEqual(
      ['json', 'html', 'csv', 'docx', 'xlsx', 'pdf'].map((format) => `o-2025-v1.${format}`),
    );
    for (const { name, bytes } of files.filter(({ name }) => name !== 'digest.json'))
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(list.sha256[name]);
    expect(String(files[0]?.bytes)).toBe(signed.frozen.report);
    expect(await blobs.get('reports/o/2025/v1.zip')).toEqual(Buffer.from(made.bytes));
  });

  it('is shown as known at any instant: before a case was recorded it is not in the tables', async () => {
    const ledger = await closedOffice();
    const { asOf } = await frozenOf(ledger);
    ledger.setClock('2026-02-10T09:00:00.000+08:00');
    await ledger.record([application('A9', { ...answered, receivedOn: '2025-02-03' })]);
    const then = await chosenReport(ledger, { office: ledger.office, year: 2025, asOf });
    const now = await chosenReport(ledger, { office: ledger.office, year: 2025, version: 'live' });
    expect(then?.report.table3.rows.newlyReceived.at(-1)).toBe(2);
    expect(now?.report.table3.rows.newlyReceived.at(-1)).toBe(3);
  });
});
