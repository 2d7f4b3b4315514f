/** A dry run says what the import will say, word for word, and leaves nothing behind. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportResult } from '#shared/intake/import-result.ts';
import { runOf } from '#shared/intake/run-of.ts';
import type { Warning } from '#shared/kernel/decision.ts';
import type { Clock, EventLog } from '#shared/store/ports.ts';
import { type CloudOffice, openCloudOffice } from '../../support/cloud-office.ts';
import { LI, memoryLedger } from '../../support/memory-ledger.ts';

type Line = Readonly<Record<string, unknown>>;
type Ledger = { readonly log: EventLog; readonly clock: Clock };
type Said = Omit<ImportResult, 'receipt'> & { readonly warned: readonly Warning[] };

let folder = '';
let cloud: CloudOffice;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-dry-'));
  cloud = await openCloudOffice();
});
afterAll(async () => {
  await cloud.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function said(ledger: Ledger, kind: string, lines: readonly Line[], dryRun: boolean): Promise<Said> {
  const file = join(folder, 'rows.ndjson');
  writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'));
  const warned: Warning[] = [];
  const warn = (warning: Warning) => void warned.push(warning);
  const request = { kind, file, office: 'o', actor: LI, dryRun, options: {}, warn };
  const { receipt, ...result } = await runOf(kind)(ledger, request);
  if (dryRun) expect(receipt).toBeNull();
  return { ...result, warned };
}

async function everything({ log }: Ledger): Promise<string[]> {
  const hashes: string[] = [];
  for await (const page of log.stored()) hashes.push(...page.map(({ hash }) => hash));
  return hashes.sort();
}

async function foretold(ledger: Ledger, kind: string, lines: readonly Line[]): Promise<Said> {
  const before = await everything(ledger);
  const tried = await said(ledger, kind, lines, true);
  expect(await everything(ledger)).toEqual(before);
  const done = await said(ledger, kind, lines, false);
  expect(tried).toEqual(done);
  return done;
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: '' });
const number = fc.constantFrom('N1', 'N2', 'N3', 'N4', 'Ｎ１', '');
const day = fc.constantFrom('2025-03-01', '2025-03-02', '2025/3/1', '2099-01-01', '某日');
const ROWS: Readonly<Record<string, fc.Arbitrary<Line>>> = {
  applications: fc.record({
    number,
    receivedOn: day,
    channel: maybe(fc.constantFrom('当面', '网络', '信鸽')),
    applicantType: fc.constantFrom('自然人', '科研机构'),
    applicantName: maybe(fc.constantFrom('王某', '李某')),
    subject: fc.constantFrom('预算', '预算\r\n决算', '预算\n决算'),
    outcome: maybe(fc.constantFrom('3.1', '3.2')),
    decidedOn: maybe(fc.constantFrom('2025-03-05', '2025-03-06')),
  }),
  hotline: fc.record({
    number,
    receivedAt: day,
    source: maybe(fc.constantFrom('12345热线', '书记信箱', '占\u200b道')),
    type: maybe(fc.constantFrom('咨询', '投诉', '问卷')),
    topic: maybe(fc.constantFrom('路灯', '占道')),
    department: maybe(fc.constantFrom('城管局', '住建局')),
    closedAt: maybe(fc.constantFrom('2025-03-04', '2025-03-05')),
  }),
  appeals: fc.record({
    number,
    kind: fc.constantFrom('review', 'suit'),
    route: maybe(fc.constantFrom('direct', 'afterReview')),
    openedOn: day,
    application: maybe(fc.constantFrom('A1', 'A2')),
  }),
  decisions: fc.record({
    number,
    kind: fc.constantFrom('licence', 'penalty'),
    decidedOn: day,
    count: maybe(fc.constantFrom(1, 500)),
  }),
  publications: fc.record({
    number,
    publishedOn: day,
    medium: fc.constantFrom('website', 'wechat'),
    title: maybe(fc.constantFrom('甲', '乙')),
  }),
  fees: fc.record({
    number,
    receivedOn: day,
    amount: fc.constantFrom(5, 1.5),
    item: maybe(fc.constant('资料费')),
  }),
};
const filed = fc.oneof(
  ...Object.entries(ROWS).map(([kind, row]) =>
    fc.record({ kind: fc.constant(kind), lines: fc.array(row, { minLength: 1, maxLength: 12 }) }),
  ),
);

const applicant = { type: 'naturalPerson', name: '王某' };
const command = fc.oneof(
  fc.record({
    command: fc.constant('RegisterApplication'),
    case: fc.option(fc.constantFrom('A1', 'A2'), { nil: undefined }),
    channel: fc.constantFrom('inPerson', '信鸽'),
    submittedOn: fc.constantFrom('2025-12-01', '2099-01-01'),
    applicant: fc.constant(applicant),
    subject: fc.constant('预算'),
    key: fc.option(fc.constantFrom('k1', 'k2'), { nil: undefined }),
  }),
  fc.record({
    command: fc.constant('Reply'),
    case: number,
    on: day,
    outcome: fc.constantFrom('3.1', '3.6.1'),
  }),
  fc.record({
    command: fc.constant('Withdraw'),
    case: fc.constantFrom('A1', 'A2'),
    on: fc.constant('2025-12-02'),
  }),
  fc.record({
    command: fc.constant('SplitApplication'),
    case: fc.constantFrom('A1', 'SQ2026-0000001'),
    on: fc.constant('2025-12-02'),
    into: fc.constant(['A3', 'A4']),
  }),
  fc.record({
    command: fc.constant('RegisterHotlineCase'),
    at: fc.constant('2025-12-01T09:00:00+08:00'),
    source: fc.constantFrom('12345热线', '书记信箱'),
    type: fc.constant('咨询'),
    topic: fc.constantFrom('路灯', '占道'),
  }),
  fc.record({
    command: fc.constantFrom('VoidEntry'),
    case: fc.constantFrom('A1', 'A2'),
    on: day,
    reason: fc.constant('误登'),
  }),
  fc.constant({ command: 'CloseYear', year: 2024, approvedBy: '王局长' }),
);

describe('a dry run', () => {
  it('says what the import says of any file, on an empty ledger and on a filled one', async () => {
    const property = fc.asyncProperty(fc.array(filed, { minLength: 1, maxLength: 4 }), async (files) => {
      const ledger = memoryLedger();
      for (const { kind, lines } of files) await foretold(ledger, kind, lines);
      for (const { kind, lines } of files) {
        const again = await foretold(ledger, kind, lines);
        expect(again.recorded).toBe(0);
      }
    });
    await fc.assert(property, { numRuns: 120 });
  }, 120_000);

  it('says what a file of commands will say, refusals and new numbers included', async () => {
    const property = fc.asyncProperty(
      fc.array(fc.array(command, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 3 }),
      async (files) => {
        const ledger = memoryLedger();
        await ledger.found();
        for (const lines of files) await foretold(ledger, 'commands', lines);
        for (const lines of files) await foretold(ledger, 'commands', lines);
      },
    );
    await fc.assert(property, { numRuns: 80 });
  }, 120_000);

  it('sees the same number twice within the file, and what stands in the ledger, also in the cloud', async () => {
    const row = { number: 'C1', receivedAt: '2025-03-01', department: '城管局' };
    const lines = [row, { ...row, department: '住建局' }, row, { ...row, topic: '路灯' }];
    const done = await foretold(cloud, 'hotline', lines);
    expect(done).toMatchObject({
      read: 4,
      recorded: 2,
      duplicates: 1,
      rejected: [{ line: 2, code: 'conflict' }],
    });
    expect(done.warned.map(({ facts }) => facts?.label)).toEqual(['城管局', '住建局', '路灯']);
    expect(await foretold(cloud, 'hotline', lines)).toMatchObject({ recorded: 0, duplicates: 3 });
  });

  it('of published reports tells duplicates and conflicts', async () => {
    const ledger = memoryLedger();
    const report = { year: 2024, table2: { licences: 5 } };
    const other = { year: 2024, table2: { licences: 6 } };
    const done = await foretold(ledger, 'reports', [report, other, report]);
    expect(done).toMatchObject({ recorded: 1, duplicates: 1, rejected: [{ line: 2, code: 'conflict' }] });
    expect(await foretold(ledger, 'reports', [other])).toMatchObject({ rejected: [{ code: 'conflict' }] });
  });
});
