/** A wrong import is taken back whole by its receipt, and the numbers may come again. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { importsIn, recentImports } from '#shared/intake/past-imports.ts';
import { runOf } from '#shared/intake/run-of.ts';
import { type Undone, undoImport } from '#shared/intake/undo-import.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { historyOf } from '#shared/ledger/case-history.ts';
import { recountArchive } from '#shared/recount/recount-archive.ts';
import type { Clock, EventLog } from '#shared/store/ports.ts';
import { recount } from '#shared/year/tally.ts';
import { openCloudOffice } from '../../support/cloud-office.ts';
import { LI, memoryLedger } from '../../support/memory-ledger.ts';

type Ledger = { readonly log: EventLog; readonly clock: Clock };
type Line = Readonly<Record<string, unknown>>;

let folder = '';
const opened: (() => Promise<void>)[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-undo-'));
});
afterAll(async () => {
  for (const close of opened) await close();
  rmSync(folder, { recursive: true, force: true });
});

async function imported(ledger: Ledger, kind: string, lines: readonly Line[], options = {}) {
  const file = join(folder, 'rows.ndjson');
  writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'));
  return runOf(kind)(ledger, { kind, file, office: 'o', actor: LI, dryRun: false, options });
}

const undone = (ledger: Ledger, receipt: string | null, reason = '时区没有写') =>
  undoImport(ledger, { office: 'o', actor: LI, receipt: receipt ?? '', reason });

const command = (ledger: Ledger, fields: Fields) =>
  executeCommand(ledger, { office: 'o', actor: LI, fields });

async function sumOf({ log }: Ledger, cell: string, year = 2025): Promise<number> {
  const { sums } = await recount(log, { office: 'o', asOf: null });
  return sums.inYear(cell, year);
}

const commits = async ({ log }: Ledger, kind: CaseKind, number: string) =>
  (await historyOf(log, { office: 'o', kind, number })) ?? [];

const APPLICATION = { receivedOn: '2025-03-01', applicantType: 'naturalPerson', subject: '预算' };
const KINDS: readonly (readonly [string, CaseKind, Line, Line])[] = [
  ['applications', 'application', { ...APPLICATION, number: 'N1' }, { receivedOn: '2025-03-02' }],
  [
    'hotline',
    'hotline',
    { number: 'N1', receivedAt: '2025-03-01 09:00' },
    { receivedAt: '2025-03-02 09:00' },
  ],
  ['appeals', 'appeal', { number: 'N1', kind: 'review', openedOn: '2025-03-01' }, { openedOn: '2025-03-02' }],
  [
    'publications',
    'publication',
    { number: 'N1', publishedOn: '2025-03-01', medium: 'website' },
    { medium: 'wechat' },
  ],
  [
    'documents',
    'document',
    { number: 'N1', kind: 'normativeDocument', issuedOn: '2025-03-01' },
    { issuedOn: '2025-03-02' },
  ],
  [
    'decisions',
    'decision',
    { number: 'N1', kind: 'licence', decidedOn: '2025-03-01', count: 5 },
    { count: 7 },
  ],
  ['fees', 'fee', { number: 'N1', receivedOn: '2025-03-01', amount: 5 }, { amount: 7 }],
  [
    'figures',
    'figure',
    { number: 'N1', recordedOn: '2025-03-01', name: '监测', count: 5, unit: '次' },
    { unit: '件' },
  ],
];

for (const [engine, open] of Object.entries({
  SQLite: async () => memoryLedger(),
  DynamoDB: async () => {
    const office = await openCloudOffice();
    opened.push(() => office.stop());
    return office;
  },
}))
  describe(`taking an import back on ${engine}`, () => {
    let ledger: Ledger;
    beforeAll(async () => {
      ledger = await open();
    });

    it.each(KINDS)(
      'of %s voids what it recorded, and another row of the same number counts',
      async (kind, of, row, other) => {
        const first = await imported(ledger, kind, [row]);
        expect(first).toMatchObject({
          recorded: 1,
          receipt: expect.stringMatching(/^DR\d{8}-[0-9a-f]{10}$/),
        });
        expect(await imported(ledger, kind, [row])).toMatchObject({ duplicates: 1, receipt: null });
        expect(await imported(ledger, kind, [{ ...row, ...other }])).toMatchObject({
          rejected: [{ code: 'conflict' }],
        });
        expect(await undone(ledger, first.receipt)).toEqual({
          receipt: first.receipt,
          kind,
          voided: 1,
          kept: [],
        });
        expect(await undone(ledger, first.receipt)).toMatchObject({ voided: 0, kept: [] });
        const again = await imported(ledger, kind, [{ ...row, ...other }]);
        expect(again).toMatchObject({ recorded: 1, rejected: [] });
        expect(await undone(ledger, first.receipt)).toMatchObject({ voided: 0, kept: [] });
        const types = (await commits(ledger, of, 'N1')).map(({ events }) => events[0]?.type ?? '');
        expect(types).toHaveLength(3);
        expect(types[2]).toBe(types[0]);
        expect(await imported(ledger, kind, [{ ...row, ...other }])).toMatchObject({ duplicates: 1 });
        expect(await imported(ledger, kind, [row])).toMatchObject({ rejected: [{ code: 'conflict' }] });
      },
    );

    it('leaves and names cases that stood before or that somebody has gone on with', async () => {
      const row = (number: string) => ({ ...APPLICATION, number });
      const replied = { outcome: 'disclosed', decidedOn: '2025-03-05' };
      const before = await imported(ledger, 'applications', [row('G1')]);
      const next = await imported(ledger, 'applications', [
        { ...row('G1'), ...replied },
        row('G2'),
        row('G3'),
      ]);
      expect(next).toMatchObject({ recorded: 3 });
      await command(ledger, { command: 'Reply', case: 'G2', on: '2025-03-07', outcome: 'disclosed' });
      const kept = [
        { case: 'G1', why: 'grew' },
        { case: 'G2', why: 'changedSince' },
      ];
      const taken = (await undone(ledger, next.receipt)) as Undone;
      expect(taken.voided).toBe(1);
      expect(new Set(taken.kept)).toEqual(new Set(kept));
      expect(await undone(ledger, before.receipt)).toMatchObject({
        kept: [{ case: 'G1', why: 'changedSince' }],
      });
    });

    it('is refused for commands, for a receipt nobody gave, and without a reason', async () => {
      const applicant = { type: 'naturalPerson', name: '王某' };
      const line = {
        command: 'RegisterApplication',
        channel: 'inPerson',
        submittedOn: '2025-03-01',
        applicant,
        subject: '预算',
      };
      const { receipt } = await imported(ledger, 'commands', [line]);
      expect(await undone(ledger, receipt)).toMatchObject({ code: 'notTakenBack' });
      expect(await undone(ledger, 'DR20260101-0123456789')).toMatchObject({ code: 'unknownReceipt' });
      expect(await undone(ledger, '乱写')).toMatchObject({ code: 'unknownReceipt' });
      expect(await undone(ledger, receipt, ' ')).toMatchObject({ code: 'required' });
    });

    it('is told with the imports of the month, file, counts and what was taken back', async () => {
      const row = { number: 'L1', publishedOn: '2025-03-01', medium: 'website' };
      const { receipt } = await imported(ledger, 'publications', [row]);
      await undone(ledger, receipt);
      const today = dateOf(ledger.clock.now().slice(0, 10));
      const [newest] = await recentImports(ledger.log, 'o', { today });
      expect(newest).toMatchObject({
        ...{ receipt, kind: 'publications', by: 'li' },
        ended: { recorded: 1, duplicates: 0, rejected: 0 },
        takenBack: { voided: 1, kept: 0 },
      });
      expect(await importsIn(ledger.log, 'o', '1999-01')).toEqual([]);
    });

    it('works for an import that broke off in the middle', async () => {
      const rows = Array.from({ length: 40 }, (_, index) => ({ ...APPLICATION, number: `K${index}` }));
      const file = join(folder, 'killed.ndjson');
      writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'));
      const dying: Ledger = {
        clock: ledger.clock,
        log: {
          ...ledger.log,
          write: async (jobs) => {
            await ledger.log.write(jobs.slice(0, 20));
            throw new Error('killed');
          },
        },
      };
      const request = { kind: 'applications', file, office: 'o', actor: LI, dryRun: false, options: {} };
      await expect(runOf('applications')(dying, request)).rejects.toThrow('killed');
      const today = dateOf(ledger.clock.now().slice(0, 10));
      const [broken] = await recentImports(ledger.log, 'o', { today });
      expect(broken).toMatchObject({ kind: 'applications', ended: null });
      expect(await undone(ledger, broken?.receipt ?? '')).toMatchObject({ voided: 20, kept: [] });
      expect(await imported(ledger, 'applications', rows)).toMatchObject({ recorded: 40 });
    });
  });

describe('a number that comes again', () => {
  it('is in the tables once, as the second program counts it too', async () => {
    const office = memoryLedger();
    const decided = { number: 'D1', kind: 'licence', decidedOn: '2025-03-01' };
    const first = await imported(office, 'decisions', [{ ...decided, count: 5 }]);
    await undone(office, first.receipt);
    await imported(office, 'decisions', [{ ...decided, count: 7 }]);
    const wrong = await imported(office, 'applications', [
      { ...APPLICATION, number: 'A1', outcome: '3.2', decidedOn: '2025-03-09' },
    ]);
    await undone(office, wrong.receipt);
    await imported(office, 'applications', [
      { ...APPLICATION, number: 'A1', outcome: '3.1', decidedOn: '2025-03-09' },
    ]);
    const report = await office.report(2025);
    expect(report.table2?.licences).toBe(7);
    expect(report.table3?.rows.disclosed).toEqual([1, 0, 0, 0, 0, 0, 1]);
    expect(report.table3?.rows.partiallyDisclosed).toEqual([0, 0, 0, 0, 0, 0, 0]);
    const second = await recountArchive(office.archive(), { office: 'o', year: 2025 });
    expect(second.table2.licences).toBe(7);
    expect(second.table3.rows).toEqual(report.table3?.rows);
  });

  it('after it was voided by hand: the same row stays a duplicate, a grown one is a conflict, another one counts', async () => {
    const office = memoryLedger();
    const row = { ...APPLICATION, number: 'V1' };
    await imported(office, 'applications', [row]);
    await command(office, { command: 'VoidEntry', case: 'V1', on: '2026-01-20', reason: '误登' });
    expect(await imported(office, 'applications', [row])).toMatchObject({ duplicates: 1 });
    const grown = { ...row, outcome: '3.1', decidedOn: '2025-03-09' };
    expect(await imported(office, 'applications', [grown])).toMatchObject({
      rejected: [{ field: 'number', code: 'conflict' }],
    });
    expect(await sumOf(office, 'table3.newlyReceived.total')).toBe(0);
    expect(await imported(office, 'applications', [{ ...row, receivedOn: '2025-03-02' }])).toMatchObject({
      recorded: 1,
    });
    expect(await sumOf(office, 'table3.newlyReceived.total')).toBe(1);
    expect(await commits(office, 'application', 'V1')).toHaveLength(3);
  });

  it('of a published report is taken back with all its cells', async () => {
    const office = memoryLedger();
    const first = await imported(office, 'reports', [{ year: 2024, table2: { licences: 5 } }]);
    expect(await undone(office, first.receipt)).toMatchObject({ kind: 'reports', voided: 1 });
    expect(await imported(office, 'reports', [{ year: 2024, table2: { licences: 5 } }])).toMatchObject({
      recorded: 1,
    });
  });
});
