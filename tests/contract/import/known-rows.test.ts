/** What makes two rows the same: not what nobody sees, nor what nobody typed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runOf } from '#shared/intake/run-of.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { caseNumber, labelIn, saysTheSame } from '#shared/kernel/written.ts';
import { historyOf } from '#shared/ledger/case-history.ts';
import { recountArchive } from '#shared/recount/recount-archive.ts';
import { LI, type MemoryLedger, memoryLedger } from '../../support/memory-ledger.ts';

type Line = Readonly<Record<string, unknown>>;
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-known-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function imported(ledger: MemoryLedger, kind: string, lines: readonly Line[]) {
  const file = join(folder, 'rows.ndjson');
  writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'));
  return runOf(kind)(ledger, { kind, file, office: 'o', actor: LI, dryRun: false, options: {} });
}
const events = async (ledger: MemoryLedger, kind: 'application' | 'hotline', number: string) =>
  (await historyOf(ledger.log, { office: 'o', kind, number }))?.flatMap((one) => one.events) ?? [];

const UNSEEN = [
  '\u200b',
  '\ufeff',
  '\u200e',
  '\u200f',
  '\u2060',
  '\u00ad',
  '\u200d',
  '\u061c',
  '\u202e',
  '\u{e0001}',
];
const CALL = { receivedAt: '2025-03-01 09:00' };
const APPLICATION = { number: 'S1', receivedOn: '2025-03-01', applicantType: '自然人', subject: '预算' };

describe('format characters', () => {
  it('are no part of a number, wherever they stand and however it comes in', async () => {
    const ledger = memoryLedger();
    const spelled = ['HL1', ...UNSEEN.flatMap((one) => [`${one}HL1`, `HL${one}1`, `HL1${one}`])];
    const done = await imported(
      ledger,
      'hotline',
      spelled.map((number) => ({ ...CALL, number })),
    );
    expect(done).toMatchObject({ recorded: 1, duplicates: 30, rejected: [] });
    expect((await ledger.report(2025)).hotline?.received).toBe(1);
    const again = {
      command: 'RegisterHotlineCase',
      at: '2025-03-01T09:00:00+08:00',
      source: '12345热线',
      type: '咨询',
    };
    expect(await ledger.command({ ...again, case: 'H\u200bL1' })).toMatchObject({
      ok: false,
      code: 'numberTaken',
    });
    expect(await ledger.command({ ...again, case: 'H\u200bL2' })).toMatchObject({ ok: true, number: 'HL2' });
    const close = {
      ...{ command: 'Dispatch', case: '\ufeffHL1', department: '城管局' },
      at: '2025-03-02T09:00:00+08:00',
    };
    expect(await ledger.command(close)).toMatchObject({ ok: true, number: 'HL1' });
  });

  it('are no part of a label, in rows, commands and edits of lists; texts keep them', async () => {
    const ledger = memoryLedger();
    const labelled = (number: string, topic: string) => ({ ...CALL, number, topic, source: '网格' });
    await imported(ledger, 'hotline', [
      labelled('L1', '占道'),
      labelled('L2', '占\u200b道'),
      labelled('L3', '占道\ufeff'),
    ]);
    expect((await ledger.report(2025)).events?.byTopic).toEqual({ 占道: 3 });
    const entry = { command: 'SetListEntry', on: '2026-01-20', list: 'topics' };
    expect(await ledger.command({ ...entry, label: '占\u2060道' })).toMatchObject({ code: 'unchanged' });
    await imported(ledger, 'applications', [{ ...APPLICATION, subject: '预\u200b算' }]);
    const [registered] =
      (await historyOf(ledger.log, { office: 'o', kind: 'application', number: 'S1' })) ?? [];
    expect(registered && (await ledger.log.openSeal(registered))).toMatchObject({
      0: { subject: '预\u200b算' },
    });
  });

  it('of a number that was recorded with them still lead to its case, by file and by command', async () => {
    const ledger = memoryLedger();
    const number = 'OLD\u200b1';
    const data = { ...{ number, at: '2025-03-01T09:00:00.000+08:00', source: '12345热线', group: '12345' } };
    const event = {
      ...{ type: 'HotlineCaseRegistered', v: 1, on: dateOf('2025-03-01') },
      data: { ...data, type: null, topic: '占\u200b道', migrated: true },
    };
    const draft = {
      at: { office: 'o', kind: 'hotline', stream: 'old' },
      number,
      version: 1,
      actor: LI,
    } as const;
    await ledger.log.write([(writer) => writer.append({ ...draft, events: [event] })]);
    const row = { ...CALL, number, topic: '占\u200b道', source: '12345热线' };
    expect(await imported(ledger, 'hotline', [row])).toMatchObject({ duplicates: 1 });
    expect(
      await imported(ledger, 'hotline', [{ ...row, topic: '占道', department: '城管局' }]),
    ).toMatchObject({ recorded: 1 });
    const close = { command: 'AcceptHotlineCase', case: number, at: '2025-03-02T09:00:00+08:00' };
    expect(await ledger.command(close)).toMatchObject({ ok: true, number });
    expect(await events(ledger, 'hotline', number)).toHaveLength(3);
    expect(await imported(ledger, 'hotline', [{ ...CALL, number: 'OLD1' }])).toMatchObject({ recorded: 1 });
  });

  it('are told apart from nothing else', () => {
    expect(caseNumber(' Ｈ\u200bＬ１ ')).toBe('HL1');
    expect(labelIn(' （\u00ad占道） ')).toBe('（占道）');
    expect(saysTheSame('甲\r\n乙\r丙', '甲\n乙\n丙')).toBe(true);
    expect(saysTheSame('甲乙', '甲 乙')).toBe(false);
    expect(saysTheSame(undefined, '')).toBe(false);
  });
});

describe('a row that grew', () => {
  it('of an application adds channel, name, contact and identity, once', async () => {
    const ledger = memoryLedger();
    const grown = { ...APPLICATION, channel: '网络', applicantName: '王某', contact: '138', identity: '1' };
    expect(await imported(ledger, 'applications', [APPLICATION, grown, grown, APPLICATION])).toMatchObject({
      ...{ recorded: 2, duplicates: 2, rejected: [] },
    });
    const [, completed] =
      (await historyOf(ledger.log, { office: 'o', kind: 'application', number: 'S1' })) ?? [];
    expect(completed?.events).toMatchObject([
      {
        type: 'ApplicationCompleted',
        data: { channel: 'online' },
        sealed: ['applicantName', 'contact', 'identity'],
      },
    ]);
    const contradicting = [
      { ...grown, channel: '当面' },
      { ...grown, applicantName: '李某' },
    ];
    expect(await imported(ledger, 'applications', contradicting)).toMatchObject({
      rejected: [
        { field: 'channel', code: 'conflict' },
        { field: 'applicantName', code: 'conflict' },
      ],
    });
    const decided = { ...grown, outcome: '3.1', decidedOn: '2025-03-09' };
    expect(await imported(ledger, 'applications', [decided, decided])).toMatchObject({
      recorded: 1,
      duplicates: 1,
    });
  });

  it('is not contradicted by a number of decisions that nobody typed, and both programs count what it says', async () => {
    const ledger = memoryLedger();
    const row = { number: 'D1', kind: 'licence', decidedOn: '2025-03-01' };
    const done = await imported(ledger, 'decisions', [
      row,
      { ...row, count: 500 },
      row,
      { ...row, count: 501 },
    ]);
    expect(done).toMatchObject({
      recorded: 2,
      duplicates: 1,
      rejected: [{ line: 4, field: 'count', code: 'conflict' }],
    });
    expect((await ledger.report(2025)).table2?.licences).toBe(500);
    const second = await recountArchive(ledger.archive(), { office: 'o', year: 2025 });
    expect(second.table2.licences).toBe(500);
    const typed = { ...row, number: 'D2', count: 1 };
    expect(await imported(ledger, 'decisions', [typed, { ...typed, count: 500 }])).toMatchObject({
      recorded: 1,
      rejected: [{ line: 2 }],
    });
  });

  it('is the same whatever line ends its texts have', async () => {
    const ledger = memoryLedger();
    await imported(ledger, 'applications', [{ ...APPLICATION, subject: '甲\r\n乙' }]);
    expect(await imported(ledger, 'applications', [{ ...APPLICATION, subject: '甲\n乙' }])).toMatchObject({
      duplicates: 1,
    });
    await imported(ledger, 'publications', [
      { number: 'P1', publishedOn: '2025-03-01', medium: 'website', title: '甲\n乙' },
    ]);
    const crlf = { number: 'P1', publishedOn: '2025-03-01', medium: 'website', title: '甲\r\n乙' };
    expect(await imported(ledger, 'publications', [crlf])).toMatchObject({ duplicates: 1 });
  });

  it('does not bring an outcome to a case that was split', async () => {
    const ledger = memoryLedger();
    await imported(ledger, 'applications', [APPLICATION]);
    const split = { command: 'SplitApplication', case: 'S1', on: '2025-03-05', into: ['S1-1', 'S1-2'] };
    expect(await ledger.command(split)).toMatchObject({ ok: true });
    const decided = { ...APPLICATION, outcome: '3.1', decidedOn: '2025-03-09' };
    expect(await imported(ledger, 'applications', [decided])).toMatchObject({
      rejected: [{ field: 'outcome' }],
    });
  });
});

describe('the key of a line of commands', () => {
  const line = { command: 'Publish', publishedOn: '2025-03-01', medium: 'website' };

  it('is the file’s own: it can neither use up nor pass for one of a program or a letter', async () => {
    const ledger = memoryLedger();
    const key = 'api tok 42 abc';
    expect(await imported(ledger, 'commands', [{ ...line, key }])).toMatchObject({ recorded: 1 });
    expect(await ledger.command({ ...line, number: 'P7' }, 'o', key)).toMatchObject({
      ok: true,
      outcome: 'recorded',
    });
    expect(await ledger.command({ ...line, number: 'P8' }, 'o', 'api tok 43')).toMatchObject({
      outcome: 'recorded',
    });
    expect(await imported(ledger, 'commands', [{ ...line, key: 'api tok 43' }])).toMatchObject({
      recorded: 1,
    });
  });

  it('with another content is a conflict, and with the same a duplicate', async () => {
    const ledger = memoryLedger();
    expect(await imported(ledger, 'commands', [{ ...line, number: 'P1', key: 'k' }])).toMatchObject({
      recorded: 1,
    });
    const sent = [
      { ...line, number: 'P1', key: 'k' },
      { ...line, number: 'P2', key: 'k' },
    ];
    expect(await imported(ledger, 'commands', sent)).toMatchObject({
      ...{ recorded: 0, duplicates: 1, rejected: [{ line: 2, field: 'key', code: 'conflict' }] },
    });
  });

  it('of a file that was carried out by an earlier version is still known', async () => {
    const ledger = memoryLedger();
    await ledger.command({ ...line, number: 'P1' }, 'o', 'old key');
    const sent = [
      { ...line, number: 'P1', key: 'old key' },
      { ...line, number: 'P9', key: 'old key' },
    ];
    expect(await imported(ledger, 'commands', sent)).toMatchObject({
      duplicates: 1,
      rejected: [{ line: 2, field: 'key' }],
    });
  });
});
