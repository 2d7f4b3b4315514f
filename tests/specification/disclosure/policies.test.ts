/** What the law leaves open is settled by the office, by name; from now on, what was recorded before stays as it was. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Fields } from '#shared/desk/execute.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { recountArchive } from '#shared/recount/recount-archive.ts';
import { explainCase } from '#shared/redating/explain-case.ts';
import { type MemoryLedger, memoryLedger } from '../../support/memory-ledger.ts';

let office: MemoryLedger;
beforeEach(() => {
  office = memoryLedger();
  office.setClock('2026-11-24T09:00:00.000+08:00');
});

async function does(fields: Fields): Promise<void> {
  expect(await office.command(fields)).toMatchObject({ ok: true });
}
const settle = (policy: string, value: string) =>
  does({ command: 'SetPolicy', policy, value, reach: 'fromNow' });
const receive = (number: string, submittedOn: string) =>
  does({
    command: 'RegisterApplication',
    case: number,
    channel: 'inPerson',
    submittedOn,
    subject: '规划图',
    applicant: { type: 'naturalPerson', name: '赵一' },
  });

async function clock(number: string) {
  const at = { office: 'o', kind: 'application' } as const;
  const stream = (await office.log.streamOf(at.office, at.kind, number)) ?? '';
  const explained = await explainCase(
    office.log,
    await office.log.history({ ...at, stream }),
    dateOf('2026-09-30'),
  );
  if (explained === null) throw new Error(number);
  return explained;
}

async function rowsOf(year: number) {
  const report = await office.report(year);
  const recounted = await recountArchive(office.archive(), { office: 'o', year });
  expect(recounted.table3).toEqual(report.table3);
  expect(recounted.table4).toEqual(report.table4);
  return (row: string) => report.table3?.rows[row as keyof NonNullable<typeof report.table3>['rows']]?.at(-1);
}

describe('a policy', () => {
  it('is one of its own values, and settled once', async () => {
    const set = (value: string) => office.command({ command: 'SetPolicy', policy: 'splitPolicy', value });
    expect(await set('perhaps')).toMatchObject({ ok: false, code: 'badChoice', field: 'value' });
    expect(await set('byParts')).toMatchObject({ ok: false, code: 'unchanged' });
    expect(await set('onePaper')).toMatchObject({ ok: true });
    expect(await set('byParts')).toMatchObject({ ok: true });
  });
});

describe('splitPolicy', () => {
  const split = { command: 'SplitApplication', case: 'A1', on: '2026-09-03', into: ['A1-1', 'A1-2'] };

  it('onePaper: a paper stays one application and is not split', async () => {
    await settle('splitPolicy', 'onePaper');
    await receive('A1', '2026-09-01');
    expect(await office.command(split)).toMatchObject({
      ok: false,
      code: 'splitNotAllowed',
      article: '条例29',
    });
    expect((await rowsOf(2026))('newlyReceived')).toBe(1);
  });

  it('a paper that was split before the policy changed still counts by its parts', async () => {
    await receive('A1', '2026-09-01');
    await does(split);
    await settle('splitPolicy', 'onePaper');
    expect((await rowsOf(2026))('newlyReceived')).toBe(2);
  });
});

describe('redoPolicy', () => {
  const redone = async (outcome: string, on: string) =>
    does({ command: 'RedoReply', case: 'A1', on, outcome, byOrderOf: '复议决定' });

  it('unchanged: a reply redone on order leaves table 三 as it was (R12)', async () => {
    await receive('A1', '2025-12-01');
    await does({ command: 'Reply', case: 'A1', on: '2025-12-15', outcome: 'refused.stateSecret' });
    await redone('disclosed', '2026-03-02');
    await settle('redoPolicy', 'replaces');
    expect([(await rowsOf(2025))('refused.stateSecret'), (await rowsOf(2025))('disclosed')]).toEqual([1, 0]);
  });

  it('replaces: the last redone outcome takes the place of the first, in its year; a correction stands above it', async () => {
    await settle('redoPolicy', 'replaces');
    await receive('A1', '2025-12-01');
    await does({ command: 'Reply', case: 'A1', on: '2025-12-15', outcome: 'refused.stateSecret' });
    await redone('partiallyDisclosed', '2026-05-06');
    await redone('disclosed', '2026-03-02');
    expect([(await rowsOf(2025))('partiallyDisclosed'), (await rowsOf(2026))('concluded')]).toEqual([1, 0]);
    const correction = { command: 'CorrectOutcome', case: 'A1', on: '2026-06-01', reason: '误录' };
    await does({ ...correction, outcome: 'unavailable.notHeld' });
    expect((await rowsOf(2025))('unavailable.notHeld')).toBe(1);
    await redone('refused.internalAffairs', '2026-07-01');
    expect((await rowsOf(2025))('refused.internalAffairs')).toBe(1);
  });
});

describe('paymentRestarts', () => {
  const notice = (number: string): Fields => ({
    ...{ command: 'SendFeeNotice', case: number, on: '2026-09-03', receivedOn: '2026-09-04' },
    ...{ basis: 'perPage', quantity: 40 },
  });
  const paid = (number: string) =>
    does({ command: 'RecordFeePayment', case: number, on: '2026-09-10', amount: 100 });

  it('resumes: the days of the wait do not count, and the period goes on where it stood', async () => {
    await settle('paymentRestarts', 'resumes');
    await receive('A1', '2026-09-01');
    await does(notice('A1'));
    expect(await clock('A1')).toMatchObject({
      state: 'awaitingPayment',
      dueOn: null,
      stepDueOn: '2026-10-09',
    });
    await paid('A1');
    const { dueOn, days } = await clock('A1');
    expect(dueOn).toBe('2026-10-10');
    expect(days[0]).toEqual({ date: '2026-09-01', counts: false, reason: 'start' });
    expect(days.filter(({ counts }) => counts)).toHaveLength(20);
    const waited = days.filter(({ reason }) => reason === 'awaitingPayment').map(({ date }) => date);
    expect([waited[0], waited.at(-1), waited.length]).toEqual(['2026-09-05', '2026-09-10', 6]);
  });

  it('the policy of the day of the notice stands, whatever is settled before the payment', async () => {
    await receive('A1', '2026-09-01');
    await does(notice('A1'));
    await settle('paymentRestarts', 'resumes');
    await paid('A1');
    expect((await clock('A1')).dueOn).toBe('2026-10-14');
  });
});

describe('instancePolicy', () => {
  it('perInstance: the judgment that was appealed and the appeal are two cases of table 四', async () => {
    await settle('instancePolicy', 'perInstance');
    const suit = { command: 'OpenAppeal', case: '诉1', kind: 'suit', route: 'direct', on: '2026-03-02' };
    await does(suit);
    await does({ command: 'ConcludeAppeal', case: '诉1', on: '2026-06-01', means: 'revoked70' });
    await does({ command: 'AppealJudgment', case: '诉1', on: '2026-06-08' });
    const { table4 } = await office.report(2026);
    expect(table4?.rows.suitDirect).toEqual([0, 1, 0, 1, 2]);
    await rowsOf(2026);
  });
});
