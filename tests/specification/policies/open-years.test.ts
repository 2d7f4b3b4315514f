/** A policy that is changed reaches what counts in years that are open, case by case; what is signed stays. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Fields } from '#shared/desk/execute.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { FOLLOWED_POLICIES, POLICY_NAMES } from '#shared/kernel/policies.ts';
import type { Settled } from '#shared/kernel/policy-applied.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { recountArchive } from '#shared/recount/recount-archive.ts';
import { explainCase } from '#shared/redating/explain-case.ts';
import { followPolicies } from '#shared/settling/follow-policies.ts';
import { previewCases } from '#shared/settling/preview-policy.ts';
import { kindsFollowing } from '#shared/settling/reached-cases.ts';
import { LI, type MemoryLedger, memoryLedger } from '../../support/memory-ledger.ts';

let office: MemoryLedger;
beforeEach(() => {
  office = memoryLedger();
  office.setClock('2026-11-24T09:00:00.000+08:00');
});

async function does(fields: Fields) {
  const done = await office.command(fields);
  expect(done).toMatchObject({ ok: true });
  return done;
}
const set = (policy: string, value: string, more: Fields = {}) =>
  does({ command: 'SetPolicy', policy, value, ...more });
const preview = (policy: string, value: string) => previewCases(office, 'o', { policy, value } as Settled);
const receive = (number: string, submittedOn: string, type = 'naturalPerson') =>
  does({
    ...{ command: 'RegisterApplication', case: number, channel: 'inPerson', submittedOn, subject: '规划图' },
    applicant: { type, name: '赵一' },
  });

/** Both programs, which must agree. */
async function tables(year: number) {
  const { table2, table3, table4 } = await office.report(year);
  const recounted = await recountArchive(office.archive(), { office: 'o', year });
  expect(recounted).toEqual({ table2, table3, table4 });
  return {
    licences: table2?.licences,
    row: (row: string) => recounted.table3.rows[row]?.at(-1),
    block: (block: string) => recounted.table4.rows[block],
  };
}

/** The name of the row, before and after, with the cases: of the column 总计 alone. */
const totals = (cells: Awaited<ReturnType<typeof preview>>['cells']) =>
  cells
    .filter(({ cell }) => cell.endsWith('.total') || cell.startsWith('table2') || cell.startsWith('table4'))
    .map(({ cell, year, before, after, cases }) => [year, cell, before, after, cases.join(' ')]);

async function eventsOf(number: string, kind: 'application' | 'appeal' | 'decision' = 'application') {
  const stream = (await office.log.streamOf('o', kind, number)) ?? '';
  const commits = await office.log.history({ office: 'o', kind, stream });
  return commits.flatMap(({ events }) => events.map(({ type, data }) => ({ type, ...data })));
}
const followed = async (number: string, kind?: 'appeal' | 'decision') =>
  (await eventsOf(number, kind)).filter(({ type }) => type === 'PolicyApplied').length;

async function sign2025(): Promise<void> {
  await office.found();
  await does({ command: 'CloseYear', year: 2025, approvedBy: 'wang' });
}

describe('条例36(1), told where it is public: 3.1 or 3.6.3 (alreadyPublic)', () => {
  const reply = (number: string, more: Fields = {}) =>
    does({ command: 'Reply', case: number, on: '2026-09-10', outcome: 'disclosed', ...more });

  it('moves the replies that say so, and names those that do not say which of the two they are', async () => {
    for (const number of ['A1', 'A2', 'A3']) await receive(number, '2026-09-01');
    await reply('A1', { article: '36(1)' });
    await reply('A2', { article: '36(2)' });
    await reply('A3');
    const { cells, follow } = await preview('alreadyPublic', 'other.other');
    expect(totals(cells)).toEqual([
      [2026, 'table3.disclosed.total', 3, 2, 'A1'],
      [2026, 'table3.other.other.total', 0, 1, 'A1'],
    ]);
    expect(cells.map(({ unknown }) => unknown)).toEqual(cells.map(() => ['A3']));
    expect(follow).toBe(1);
    expect(await set('alreadyPublic', 'other.other')).toMatchObject({
      warnings: [{ code: 'casesFollow', facts: { cases: 1 } }],
    });
    const { row } = await tables(2026);
    expect([row('disclosed'), row('other.other')]).toEqual([2, 1]);
  });

  it('what was left open is said by correcting the outcome, and follows then', async () => {
    await receive('A3', '2026-09-01');
    await reply('A3');
    await set('alreadyPublic', 'other.other');
    const said = { command: 'CorrectOutcome', case: 'A3', on: '2026-10-08', reason: '补充依据' };
    await does({ ...said, outcome: 'disclosed', article: '36(1)' });
    expect((await tables(2026)).row('other.other')).toBe(1);
  });

  it('a reply entered under it must say which case it is, and one that is not of the row is refused', async () => {
    await receive('A1', '2026-09-01');
    await set('alreadyPublic', 'other.other');
    const on = { command: 'Reply', case: 'A1', on: '2026-09-10' };
    expect(await office.command({ ...on, outcome: 'disclosed' })).toMatchObject({
      ok: false,
      code: 'required',
      field: 'article',
    });
    const wrong = { ...on, outcome: 'refused.stateSecret', article: '36(1)' };
    expect(await office.command(wrong)).toMatchObject({ ok: false, code: 'badChoice', field: 'article' });
    await does({ ...on, outcome: 'disclosed', article: '36(1)' });
    const { row } = await tables(2026);
    expect([row('disclosed'), row('other.other'), row('concluded')]).toEqual([0, 1, 1]);
  });
});

describe('条例36(5), not this organ: 3.4.1 or 3.6.3 (notResponsible)', () => {
  it('moves the replies of 36(5), and back', async () => {
    await receive('A1', '2026-09-01');
    await does({
      ...{ command: 'Reply', case: 'A1', on: '2026-09-10' },
      ...{ outcome: 'unavailable.notHeld', article: '36(5)' },
    });
    await set('notResponsible', 'other.other');
    expect((await tables(2026)).row('unavailable.notHeld')).toBe(0);
    await set('notResponsible', 'unavailable.notHeld');
    expect((await tables(2026)).row('unavailable.notHeld')).toBe(1);
    expect(await followed('A1')).toBe(2);
  });
});

describe('a paper split in a later year (splitAcrossYears)', () => {
  const split = { command: 'SplitApplication', case: 'A1', on: '2026-01-08', into: ['B1', 'B2', 'B3'] };
  const years = async () => {
    const [was, is] = [await tables(2025), await tables(2026)];
    const of = ({ row }: Awaited<ReturnType<typeof tables>>) =>
      ['newlyReceived', 'carriedOver', 'concluded', 'carriedForward'].map(row);
    return [of(was), of(is)];
  };

  it('byReceipt: the year of the receipt has three; byDayOfSplit: it had one, and two are new', async () => {
    await receive('A1', '2025-12-20');
    await does(split);
    await does({ command: 'Reply', case: 'B2', on: '2026-02-02', outcome: 'disclosed' });
    expect(await years()).toEqual([
      [3, 0, 0, 3],
      [0, 3, 1, 2],
    ]);
    const { cells } = await preview('splitAcrossYears', 'byDayOfSplit');
    expect(totals(cells)).toEqual([
      [2025, 'table3.carriedForward.total', 3, 1, 'A1 B1 B2 B3'],
      [2025, 'table3.newlyReceived.total', 3, 1, 'A1 B1 B2 B3'],
      [2026, 'table3.carriedOver.total', 3, 1, 'B2 B3'],
      [2026, 'table3.newlyReceived.total', 0, 2, 'B2 B3'],
    ]);
    await set('splitAcrossYears', 'byDayOfSplit');
    const byDay = [
      [1, 0, 0, 1],
      [2, 1, 1, 2],
    ];
    expect(await years()).toEqual(byDay);
    await set('splitAcrossYears', 'byReceipt');
    expect(await years()).toEqual([
      [3, 0, 0, 3],
      [0, 3, 1, 2],
    ]);
  });

  it('a paper of a signed year and its parts follow together: that year is again as it was published', async () => {
    await receive('A1', '2025-12-20');
    await sign2025();
    await does(split);
    await does({ command: 'Reply', case: 'B1', on: '2026-02-02', outcome: 'disclosed' });
    expect((await years())[0]).toEqual([3, 0, 0, 3]);
    await set('splitAcrossYears', 'byDayOfSplit');
    expect(await years()).toEqual([
      [1, 0, 0, 1],
      [2, 1, 1, 2],
    ]);
  });

  it('a split entered under it counts so from the start, and a part that is split again with it', async () => {
    await set('splitAcrossYears', 'byDayOfSplit');
    await receive('A1', '2025-12-20');
    await does(split);
    await does({ command: 'SplitApplication', case: 'B1', on: '2026-03-02', into: ['C1', 'C2'] });
    expect(await years()).toEqual([
      [1, 0, 0, 1],
      [3, 1, 0, 4],
    ]);
    await receive('A9', '2026-03-02');
    await does({ ...split, case: 'A9', on: '2026-03-03', into: ['D1', 'D2'] });
    expect((await years())[1]).toEqual([5, 1, 0, 6]);
  });
});

describe('table 四', () => {
  const review = (number: string, on: string) =>
    does({ command: 'OpenAppeal', case: number, kind: 'review', on, otherAct: '未主动公开' });
  const conclude = (number: string, on: string, means: string) =>
    does({ command: 'ConcludeAppeal', case: number, on, means });

  it('dismissedAppeals, mediatedAppeals: the columns of 驳回申请 and 调解', async () => {
    await review('P1', '2026-03-02');
    await conclude('P1', '2026-04-02', 'dismissed33');
    await review('P2', '2026-03-02');
    await conclude('P2', '2026-04-02', 'mediated73');
    expect(totals((await preview('dismissedAppeals', 'upheld')).cells)).toEqual([
      [2026, 'table4.review.other', 2, 1, 'P1'],
      [2026, 'table4.review.upheld', 0, 1, 'P1'],
    ]);
    await set('dismissedAppeals', 'upheld');
    await set('mediatedAppeals', 'corrected');
    expect((await tables(2026)).block('review')).toEqual([1, 1, 0, 0, 2]);
    await review('P3', '2026-03-02');
    await conclude('P3', '2026-04-02', 'dismissed33');
    expect((await tables(2026)).block('review')).toEqual([2, 1, 0, 0, 3]);
  });

  it('a column that somebody corrected is the office’s own word, and stays', async () => {
    await review('P1', '2026-03-02');
    await conclude('P1', '2026-04-02', 'dismissed33');
    const wrong = { command: 'CorrectOutcome', case: 'P1', on: '2026-05-06', reason: '误录' };
    await does({ ...wrong, outcome: 'corrected' });
    await set('dismissedAppeals', 'upheld');
    expect((await tables(2026)).block('review')).toEqual([0, 1, 0, 0, 1]);
  });

  it('a second instance that only confirms stands in the column of what it confirms', async () => {
    await does({ command: 'OpenAppeal', case: 'S1', kind: 'suit', route: 'direct', on: '2026-03-02' });
    await conclude('S1', '2026-04-02', 'actionDismissed');
    await does({ command: 'AppealJudgment', case: 'S1', on: '2026-04-08' });
    await conclude('S1', '2026-06-02', 'upheld89');
    await set('dismissedAppeals', 'upheld');
    expect((await tables(2026)).block('suitDirect')).toEqual([1, 0, 0, 0, 1]);
  });

  it('table4By service: a decision served in the next year counts there; unknown, it stays and is named', async () => {
    for (const number of ['P1', 'P2']) {
      await review(number, '2025-10-09');
      await conclude(number, '2025-12-29', 'upheld68');
    }
    await does({
      command: 'RecordService',
      case: 'P1',
      step: 'ConcludeAppeal',
      way: 'post',
      on: '2026-01-05',
    });
    const { cells, follow } = await preview('table4By', 'service');
    expect(totals(cells)).toEqual([
      [2025, 'table4.review.pending', 0, 1, 'P1'],
      [2025, 'table4.review.upheld', 2, 1, 'P1'],
      [2026, 'table4.review.pending', 0, 0, ''],
      [2026, 'table4.review.total', 0, 1, 'P1'],
      [2026, 'table4.review.upheld', 0, 1, 'P1'],
    ]);
    const unknown = cells.filter((cell) => cell.unknown.length > 0).map(({ year, cell }) => [year, cell]);
    expect(unknown).toEqual([
      [2025, 'table4.review.pending'],
      [2025, 'table4.review.upheld'],
      [2026, 'table4.review.pending'],
      [2026, 'table4.review.total'],
    ]);
    expect(follow).toBe(2);
    await set('table4By', 'service');
    expect((await tables(2025)).block('review')).toEqual([1, 0, 0, 1, 2]);
    await does({
      command: 'RecordService',
      case: 'P2',
      step: 'ConcludeAppeal',
      way: 'post',
      on: '2026-01-06',
    });
    expect((await tables(2025)).block('review')).toEqual([0, 0, 0, 2, 2]);
    expect((await tables(2026)).block('review')).toEqual([2, 0, 0, 0, 2]);
  });

  it('table4By effect: a first judgment by the day it took effect, which is recorded', async () => {
    await set('table4By', 'effect');
    await does({ command: 'OpenAppeal', case: 'S1', kind: 'suit', route: 'direct', on: '2025-10-09' });
    await conclude('S1', '2025-12-22', 'claimsDismissed69');
    expect((await tables(2025)).block('suitDirect')).toEqual([1, 0, 0, 0, 1]);
    await does({ command: 'RecordEffect', case: 'S1', on: '2026-01-10' });
    expect((await tables(2025)).block('suitDirect')).toEqual([0, 0, 0, 1, 1]);
    expect((await tables(2026)).block('suitDirect')).toEqual([1, 0, 0, 0, 1]);
    const early = await office.command({ command: 'RecordEffect', case: 'S1', on: '2025-12-01' });
    expect(early).toMatchObject({ ok: false, code: 'dateOrder' });
  });

  it('table4By set back: an appeal whose day nobody recorded counts by its decision again', async () => {
    await office.found();
    await review('P1', '2025-10-08');
    await conclude('P1', '2025-12-22', 'upheld68');
    await set('table4By', 'service');
    expect((await preview('table4By', 'decision')).follow).toBe(1);
    await set('table4By', 'decision');
    expect(await preview('table4By', 'decision')).toEqual({ cells: [], dates: [], follow: 0 });
    const service = { command: 'RecordService', case: 'P1', step: 'ConcludeAppeal', way: 'post' };
    await does({ ...service, on: '2026-01-06' });
    expect((await tables(2025)).block('review')).toEqual([1, 0, 0, 0, 1]);
    await does({ command: 'CloseYear', year: 2025, approvedBy: 'wang' });
  });

  it('a year whose appeals are not known to fall into it is not signed', async () => {
    await office.found();
    await set('table4By', 'service');
    await review('P1', '2025-10-09');
    await conclude('P1', '2025-12-29', 'upheld68');
    const close = { command: 'CloseYear', year: 2025, approvedBy: 'wang' };
    const blocked = await office.command(close);
    expect(JSON.stringify(blocked)).toContain('appealDayUnknown');
    await does({
      command: 'RecordService',
      case: 'P1',
      step: 'ConcludeAppeal',
      way: 'post',
      on: '2025-12-30',
    });
    await does(close);
  });
});

describe('licences that refuse (licenceRefusals)', () => {
  const decide = (number: string, more: Fields) =>
    does({ command: 'RecordDecision', number, kind: 'licence', decidedOn: '2026-05-06', ...more });

  it('are left out where their number is known; unknown, all count and the entry is named', async () => {
    await decide('L1', { count: 10, refused: 3 });
    await decide('L2', { count: 5 });
    const { cells } = await preview('licenceRefusals', 'notCounted');
    expect(cells).toMatchObject([
      { cell: 'table2.licences', year: 2026, before: 15, after: 12, cases: ['L1'], unknown: ['L2'] },
    ]);
    await set('licenceRefusals', 'notCounted');
    await decide('L3', { count: 4, refused: 4 });
    expect((await tables(2026)).licences).toBe(12);
  });

  it('set back, an entry whose number nobody knew counts whole when it is said', async () => {
    const row = { number: 'L2', kind: 'licence', decidedOn: '2026-05-06', count: 5 };
    expect(await office.record([{ kind: 'decision', row }])).toEqual(['recorded']);
    await set('licenceRefusals', 'notCounted');
    await set('licenceRefusals', 'counted');
    expect(await followed('L2', 'decision')).toBe(2);
    expect(await office.record([{ kind: 'decision', row: { ...row, refused: 2 } }])).toEqual(['recorded']);
    expect((await tables(2026)).licences).toBe(5);
  });

  it('are licences alone, and no more than there are decisions', async () => {
    const wrong = { command: 'RecordDecision', number: 'L1', decidedOn: '2026-05-06', count: 2 };
    for (const fields of [
      { kind: 'licence', refused: 3 },
      { kind: 'penalty', refused: 1 },
    ])
      expect(await office.command({ ...wrong, ...fields })).toMatchObject({
        ok: false,
        code: 'badNumber',
        field: 'refused',
      });
  });
});

describe('a year that is signed', () => {
  const redone = async (number: string, year: number) => {
    await receive(number, `${year}-03-02`);
    await does({ command: 'Reply', case: number, on: `${year}-03-10`, outcome: 'refused.stateSecret' });
    const order = { command: 'RedoReply', case: number, outcome: 'disclosed', byOrderOf: '复议决定' };
    await does({ ...order, on: '2026-05-06' });
  };

  it('does not move: a case whose cells lie in it alone is not touched', async () => {
    await redone('A1', 2025);
    await redone('A2', 2026);
    await sign2025();
    expect(totals((await preview('redoPolicy', 'replaces')).cells)).toEqual([
      [2026, 'table3.disclosed.total', 0, 1, 'A2'],
      [2026, 'table3.refused.stateSecret.total', 1, 0, 'A2'],
    ]);
    await set('redoPolicy', 'replaces');
    expect((await tables(2025)).row('refused.stateSecret')).toBe(1);
    expect([await followed('A1'), await followed('A2')]).toEqual([0, 1]);
  });

  it('what reaches into it beside an open year is shown as an amendment', async () => {
    await does({ command: 'OpenAppeal', case: 'P1', kind: 'review', on: '2025-10-09', otherAct: '未公开' });
    await does({ command: 'ConcludeAppeal', case: 'P1', on: '2025-12-29', means: 'upheld68' });
    await sign2025();
    await does({
      command: 'RecordService',
      case: 'P1',
      step: 'ConcludeAppeal',
      way: 'post',
      on: '2026-01-05',
    });
    const { cells } = await preview('table4By', 'service');
    expect(cells.filter(({ signed }) => signed).map(({ year, cell }) => [year, cell])).toEqual([
      [2025, 'table4.review.pending'],
      [2025, 'table4.review.upheld'],
    ]);
  });
});

describe('the reach of a setting', () => {
  beforeEach(async () => {
    await does({ command: 'OpenAppeal', case: 'P1', kind: 'review', on: '2026-03-02', otherAct: '未公开' });
    await does({ command: 'ConcludeAppeal', case: 'P1', on: '2026-04-02', means: 'mediated73' });
  });

  it('fromNow: what was recorded stays; set again for the open years, it follows', async () => {
    await set('mediatedAppeals', 'corrected', { reach: 'fromNow' });
    expect((await tables(2026)).block('review')).toEqual([0, 0, 1, 0, 1]);
    const again = { command: 'SetPolicy', policy: 'mediatedAppeals', value: 'corrected' };
    expect(await office.command({ ...again, reach: 'fromNow' })).toMatchObject({
      ok: false,
      code: 'unchanged',
    });
    await does(again);
    expect((await tables(2026)).block('review')).toEqual([0, 1, 0, 0, 1]);
    expect(await office.command(again)).toMatchObject({ ok: false, code: 'unchanged' });
  });

  it('one that no recorded case follows is for the steps to come, whatever is asked', async () => {
    expect([...FOLLOWED_POLICIES].sort()).toEqual(
      POLICY_NAMES.filter((name) => kindsFollowing(name).size > 0).sort(),
    );
    await set('appealLinks', 'optional');
    await set('paymentRestarts', 'resumes', { reach: 'openYears' });
    await set('hotlineSatisfied', 'fullyOnly');
    const { settings } = await officeSettings(office.log, 'o').settled();
    expect(settings.map(({ policy, reach, from }) => [policy, reach, from])).toEqual([
      ['appealLinks', 'fromNow', null],
      ['paymentRestarts', 'fromNow', null],
      ['hotlineSatisfied', 'openYears', 0],
    ]);
    const again = { command: 'SetPolicy', policy: 'appealLinks', value: 'optional' };
    expect(await office.command(again)).toMatchObject({ ok: false, code: 'unchanged' });
  });

  it('interrupted, it is taken up again, once', async () => {
    const broken = { ...office.log, write: () => Promise.reject(new Error('power')) };
    const at = { office: 'o', kind: 'policies', stream: 'policies' } as const;
    const data = { policy: 'mediatedAppeals', value: 'corrected', reach: 'openYears', from: 0 };
    const event = { type: 'PolicySet', v: 2, on: '2026-11-24', data } as never;
    await office.log.write([
      (writer) => writer.append({ at, number: 'policies', version: 1, actor: LI, events: [event] }),
    ]);
    const asked = { office: 'o', actor: LI };
    await expect(followPolicies({ log: broken, clock: office.clock }, asked)).rejects.toThrow('power');
    expect(await followPolicies(office, asked)).toBe(1);
    expect(await followPolicies(office, asked)).toBe(0);
    expect(await followed('P1', 'appeal')).toBe(1);
  });
});

describe('what moves dates alone', () => {
  const due = async (number: string) => {
    const { dates } = await preview('consultationDays', 'answerDay');
    return dates.find((one) => one.case === number) ?? null;
  };

  it('consultationDays: which days at the edges are left out of the reply period', async () => {
    await receive('A1', '2026-11-02');
    await does({ command: 'ConsultOrgan', case: 'A1', on: '2026-11-05', organ: '区自然资源局' });
    await does({ command: 'RecordOrganReply', case: 'A1', on: '2026-11-10', organ: '区自然资源局' });
    const shown = async (value: string) => (await preview('consultationDays', value)).dates;
    expect(await shown('sendingDay')).toEqual([]);
    expect(await shown('bothDays')).toEqual([
      { case: 'A1', kind: 'application', from: '2026-12-03', to: '2026-12-04' },
    ]);
    expect(await shown('neitherDay')).toEqual([
      { case: 'A1', kind: 'application', from: '2026-12-03', to: '2026-12-02' },
    ]);
    expect(await set('consultationDays', 'bothDays')).toMatchObject({
      warnings: [{ facts: { cases: 1 } }],
    });
    expect(await due('A1')).toMatchObject({ from: '2026-12-04', to: '2026-12-03' });
    expect((await eventsOf('A1')).at(-1)).toMatchObject({
      type: 'PolicyApplied',
      policy: 'consultationDays',
      from: '2026-12-03',
      to: '2026-12-04',
    });
  });

  it('a case that waits for the answer follows, though no date moves yet', async () => {
    await receive('A1', '2026-11-02');
    await does({ command: 'ConsultOrgan', case: 'A1', on: '2026-11-05', organ: '区自然资源局' });
    expect(await preview('consultationDays', 'neitherDay')).toEqual({ cells: [], dates: [], follow: 1 });
    await set('consultationDays', 'neitherDay');
    await does({ command: 'RecordOrganReply', case: 'A1', on: '2026-11-10', organ: '区自然资源局' });
    expect(await due('A1')).toMatchObject({ from: '2026-12-02', to: '2026-12-03' });
  });

  it('a case that is concluded keeps its days as they were counted', async () => {
    await receive('A1', '2026-09-01');
    await does({ command: 'ConsultOrgan', case: 'A1', on: '2026-09-03', organ: '区自然资源局' });
    await does({ command: 'RecordOrganReply', case: 'A1', on: '2026-09-10', organ: '区自然资源局' });
    await does({ command: 'Reply', case: 'A1', on: '2026-09-20', outcome: 'refused.stateSecret' });
    await set('consultationDays', 'bothDays');
    expect(await followed('A1')).toBe(0);
  });
});

describe('extensionAfterRestart', () => {
  const extend = (on: string) =>
    office.command({
      ...{ command: 'ExtendReply', case: 'A1', on, workingDays: 10, approvedBy: '王', reason: '复杂' },
    });
  const dueOn = async () => {
    const stream = (await office.log.streamOf('o', 'application', 'A1')) ?? '';
    const commits = await office.log.history({ office: 'o', kind: 'application', stream });
    return (await explainCase(office.log, commits, dateOf('2026-09-20')))?.dueOn;
  };

  it('spent: what a correction ended is not granted again; anew: once more in each fresh period', async () => {
    await receive('A1', '2026-09-01');
    expect(await extend('2026-09-02')).toMatchObject({ ok: true });
    const notice = { command: 'RequestCorrection', case: 'A1', on: '2026-09-03', items: '文号' };
    await does({ ...notice, respondBy: '2026-10-30' });
    await does({ command: 'RecordCorrection', case: 'A1', on: '2026-09-08' });
    expect(await dueOn()).toBe('2026-10-12');
    expect(await extend('2026-09-15')).toMatchObject({ ok: false, code: 'alreadyExtended' });
    await set('extensionAfterRestart', 'anew');
    expect(await extend('2026-09-15')).toMatchObject({ ok: true });
    expect(await dueOn()).toBe('2026-10-26');
    expect(await extend('2026-09-16')).toMatchObject({ ok: false, code: 'alreadyExtended' });
  });
});
