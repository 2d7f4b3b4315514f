/** A change of the calendar dates the open cases anew, by events, on a ledger in a folder of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { executeCommand, type Ledger } from '#shared/desk/execute.ts';
import { type LocalHouse, openLocalHouse } from '#shared/house/open-house.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import { epochOf, type Instant, instantOf, type PlainDate, parseInstant } from '#shared/kernel/plain-date.ts';
import { calendarStages } from '#shared/ledger/office-calendar.ts';
import { auditViews } from '#shared/proof/audit-views.ts';
import { explainCase } from '#shared/redating/explain-case.ts';
import { previewChange } from '#shared/redating/preview-change.ts';
import { redateOpenCases } from '#shared/redating/redate-open-cases.ts';
import { aggregateOffice } from '#shared/year/nightly.ts';

const office = 'default';
const actor = { user: 'chen', role: 'admin', via: 'form' } as const;
/** An arrangement made up for 2027: the true one is not known. */
const YEAR_2027 = {
  command: 'LoadCalendarYear',
  year: 2027,
  notice: '国务院办公厅关于2027年部分节假日安排的通知（样例）',
  daysOff: ['2026-12-31', '2027-01-01~2027-01-03'],
  makeUp: [],
};
const TYPHOON = {
  command: 'AddExtraDay',
  date: '2026-12-15',
  kind: 'holiday',
  cause: 'typhoon',
  reason: '台风停工',
};

let folder = '';
let house: LocalHouse;
let now = '' as Instant;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-calendar-'));
  at('2026-12-20 09:00');
  house = await openLocalHouse(folder, { clock: { now: tick } });
});
afterEach(() => {
  house.close();
  rmSync(folder, { recursive: true, force: true });
});

function at(text: string): void {
  now = parseInstant(`${text}:00+08:00`) as Instant;
}

/** Nothing is recorded in the same instant as another. */
function tick(): Instant {
  now = instantOf(epochOf(now) + 1);
  return now;
}

async function does(fields: Record<string, unknown>, ledger: Ledger = house) {
  const done = await executeCommand(ledger, { office, actor, fields });
  if (!done.ok) throw new Error(`${fields.command}: ${done.code} ${done.field}`);
  return done;
}
const receive = (number: string, on: string) =>
  does({
    command: 'RegisterApplication',
    case: number,
    channel: 'inPerson',
    submittedOn: on,
    subject: '规划图',
    applicant: { type: 'naturalPerson', name: '赵一' },
  });

async function commitsOf(number: string, kind: CaseKind = 'application') {
  const stream = (await house.log.streamOf(office, kind, number)) ?? '';
  return house.log.history({ office, kind, stream });
}
const eventsOf = async (number: string, kind: CaseKind = 'application') =>
  (await commitsOf(number, kind)).flatMap(({ events }) =>
    events.map(({ type, data }): Record<string, unknown> => ({ type, ...data })),
  );
const redatings = async (number: string) =>
  (await eventsOf(number)).filter(({ type }) => type === 'ReplyRedated');
const explained = async (number: string, on = '2026-12-20') =>
  explainCase(house.log, await commitsOf(number), on as PlainDate);

describe('loading the year of a notice', () => {
  it('dates the open cases anew and keeps the old date, the new one and the reason', async () => {
    await receive('开', '2026-12-10');
    expect(await explained('开')).toMatchObject({ dueOn: '2027-01-08', provisional: true });
    const done = await does(YEAR_2027);
    expect(done.warnings).toEqual([{ code: 'casesRedated', facts: { cases: 1 } }]);
    const after = await explained('开');
    expect(after).toMatchObject({ dueOn: '2027-01-11', provisional: false });
    expect(await redatings('开')).toEqual([
      {
        type: 'ReplyRedated',
        from: '2027-01-08',
        to: '2027-01-11',
        provisional: false,
        reason: 'calendarYear',
        calendar: after?.calendar,
      },
    ]);
    expect(after).toMatchObject({ redatings: [{ from: '2027-01-08', to: '2027-01-11' }] });
    await house.catchUp();
    expect(await house.views.summary(office, 'application', '开')).toMatchObject({
      dueOn: '2027-01-11',
      provisional: false,
    });
  });

  it('says so where only the doubt went and the date stayed', async () => {
    await receive('开', '2026-12-01');
    await does({ ...YEAR_2027, daysOff: ['2027-01-01~2027-01-03'] });
    expect(await redatings('开')).toMatchObject([
      { from: '2026-12-29', to: '2026-12-29', provisional: false },
    ]);
  });

  it('leaves closed, voided and unconfirmed cases as they are, and dates that do not reach so far', async () => {
    await receive('结', '2026-12-10');
    await does({ command: 'Reply', case: '结', on: '2026-12-18', outcome: 'disclosed' });
    await receive('废', '2026-12-10');
    await does({ command: 'VoidEntry', case: '废', on: '2026-12-18', reason: '误录', kind: 'application' });
    await receive('早', '2026-11-02');
    const letter = { channel: 'online', submittedOn: '2026-12-10', subject: '规划图' };
    const applicant = { type: 'naturalPerson', name: '赵一' };
    await does({ command: 'RegisterApplication', case: '未', ...letter, applicant });
    const before = await explained('结');
    await does(YEAR_2027);
    expect(await explained('结')).toEqual(before);
    for (const number of ['结', '废', '早', '未']) expect(await redatings(number)).toEqual([]);
    expect((await calendarStages(house.log, office)).state.applied).toBe(1);
  });

  it('leaves nothing that a recomputing of the read models would find to differ', async () => {
    await receive('结', '2026-12-10');
    await does({ command: 'Reply', case: '结', on: '2026-12-18', outcome: 'disclosed' });
    const call = { source: '12345热线', type: 'complaint', at: '2026-12-18T09:00:00+08:00' };
    await does({ command: 'RegisterHotlineCase', case: '热1', ...call });
    await house.catchUp();
    await does(YEAR_2027);
    expect((await auditViews(house)).drifts).toEqual([]);
  });

  it('dates an appeal and a hotline case anew as well', async () => {
    await does({ command: 'OpenAppeal', case: '复1', kind: 'review', on: '2026-12-18' });
    const call = { source: '12345热线', type: 'complaint', at: '2026-12-18T09:00:00+08:00' };
    await does({ command: 'RegisterHotlineCase', case: '热1', ...call });
    await does({ command: 'AcceptHotlineCase', case: '热1', at: '2026-12-18T09:10:00+08:00' });
    await does(YEAR_2027);
    expect((await eventsOf('复1', 'appeal')).at(-1)).toMatchObject({
      type: 'AppealRedated',
      step: 'answer',
      from: '2027-01-04',
      to: '2027-01-05',
      provisional: false,
    });
    expect((await eventsOf('热1', 'hotline')).at(-1)).toMatchObject({
      type: 'TimeLimitSet',
      dueAt: '2027-01-12T23:59:59.999+08:00',
      workingDays: 15,
      redated: { from: '2027-01-11', to: '2027-01-12', provisional: false, reason: 'calendarYear' },
    });
    await house.catchUp();
    expect((await house.views.summary(office, 'hotline', '热1'))?.dueOn).toBe('2027-01-12');
    expect((await house.views.summary(office, 'appeal', '复1'))?.dueOn).toBe('2027-01-05');
  });

  it('does not date anew what was registered after it', async () => {
    await does(YEAR_2027, { log: house.log, clock: house.clock });
    at('2026-12-20 10:00');
    await receive('后', '2026-12-10');
    await redateOpenCases(house, { office, actor });
    expect(await redatings('后')).toEqual([]);
  });
});

describe('dating anew', () => {
  it('is done once, however often it is asked', async () => {
    await receive('开', '2026-12-10');
    await does(YEAR_2027);
    expect((await does(YEAR_2027)).outcome).toBe('duplicate');
    expect(await redateOpenCases(house, { office, actor })).toEqual([]);
    expect(await redatings('开')).toHaveLength(1);
  });

  it('that was interrupted is taken up again, and every case is dated once', async () => {
    for (let index = 0; index < 130; index += 1) await receive(`开${index}`, '2026-12-10');
    await does(YEAR_2027, { log: house.log, clock: house.clock });
    let writes = 0;
    const breaking: typeof house.log = {
      ...house.log,
      write: (jobs) => {
        writes += 1;
        return writes > 1 ? Promise.reject(new Error('the power went')) : house.log.write(jobs);
      },
    };
    await expect(redateOpenCases({ ...house, log: breaking }, { office, actor })).rejects.toThrow('power');
    expect((await calendarStages(house.log, office)).state.applied).toBe(0);
    const rest = await redateOpenCases(house, { office, actor });
    expect(rest).toHaveLength(30);
    for (const index of [0, 99, 100, 129]) expect(await redatings(`开${index}`)).toHaveLength(1);
    expect((await calendarStages(house.log, office)).state.applied).toBe(1);
  });

  it('is taken up by the nightly run, by nobody in particular', async () => {
    await receive('开', '2026-12-10');
    await does(YEAR_2027, { log: house.log, clock: house.clock });
    await aggregateOffice(house, { id: office, name: '本机关' });
    expect(await redatings('开')).toHaveLength(1);
    expect((await commitsOf('开')).at(-1)?.actor).toEqual({ user: 'system', role: 'system', via: 'system' });
    expect((await calendarStages(house.log, office)).state.applied).toBe(1);
  });

  it('follows a typhoon and its taking back, each with its own event', async () => {
    await receive('开', '2026-12-03');
    const before = (await explained('开'))?.dueOn;
    await does(TYPHOON);
    expect((await explained('开'))?.dueOn).toBe('2027-01-04');
    await does({ command: 'RemoveExtraDay', date: '2026-12-15', reason: '误录' });
    expect((await explained('开'))?.dueOn).toBe(before);
    expect((await redatings('开')).map(({ from, to, reason }) => [from, to, reason])).toEqual([
      ['2026-12-31', '2027-01-04', 'extraDay'],
      ['2027-01-04', '2026-12-31', 'extraDay'],
    ]);
  });
});

describe('before it is confirmed, a change', () => {
  it('tells which cases it would date anew, and records nothing', async () => {
    await receive('开', '2026-12-10');
    await receive('早', '2026-11-02');
    const preview = await previewChange(house, { office, fields: YEAR_2027 });
    expect(preview).toMatchObject({
      ok: true,
      changes: true,
      redated: [
        { case: '开', kind: 'application', from: '2027-01-08', to: '2027-01-11', provisional: false },
      ],
    });
    expect((await calendarStages(house.log, office)).state.changes).toEqual([]);
    expect(await redatings('开')).toEqual([]);
  });

  it('that says nothing new, or cannot be, says so', async () => {
    const taken = { ...TYPHOON, date: '2026-10-01' };
    expect(await previewChange(house, { office, fields: taken })).toMatchObject({
      ok: false,
      faults: [{ field: 'date', code: 'unchanged' }],
    });
    await does(TYPHOON);
    expect(await previewChange(house, { office, fields: TYPHOON })).toMatchObject({
      ok: true,
      changes: false,
      redated: [],
    });
  });
});
