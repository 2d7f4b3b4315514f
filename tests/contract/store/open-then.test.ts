import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toldClock } from '#shared/desk/case-lines.ts';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { type LocalHouse, openLocalHouse } from '#shared/house/open-house.ts';
import { STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import { dateOf, type Instant } from '#shared/kernel/plain-date.ts';
import { historyOf } from '#shared/ledger/case-history.ts';
import { openCasesOn } from '#shared/worklist/open-then.ts';

let folder: string;
let house: LocalHouse;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-then-'));
  house = await openLocalHouse(folder, { clock: { now: () => '2026-11-24T09:00:00.000+08:00' as Instant } });
});
afterEach(() => {
  house.close();
  rmSync(folder, { recursive: true });
});

async function record(fields: Fields): Promise<void> {
  const actor = { user: 'li', role: 'officer', via: 'cli' } as const;
  const done = await executeCommand(house, { office: 'default', actor, fields });
  if (!done.ok) throw new Error(done.code);
}
const received = (number: string, submittedOn: string) =>
  record({
    ...{ command: 'RegisterApplication', case: number, channel: 'inPerson', submittedOn, subject: '图' },
    applicant: { type: 'naturalPerson', name: '张三' },
  });

async function listOn(on: string, limit = 10): Promise<string[]> {
  await house.catchUp();
  const asked = { office: 'default', on: dateOf(on), calendar: STATE_CALENDAR };
  const found: string[] = [];
  for (let after: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof openCasesOn>> = await openCasesOn(house, asked, { after, limit });
    found.push(
      ...page.items.map((one) => `${one.case} ${one.dueOn ?? `(${one.stepDueOn})`} ${one.workingDaysLeft}`),
    );
    if (page.next === null) return found;
    after = page.next;
  }
}

describe('the work list of a day', () => {
  beforeEach(async () => {
    await received('Z', '2026-11-02');
    await received('B', '2026-11-03');
    await received('C', '2026-11-16');
    await record({ command: 'Reply', case: 'Z', on: '2026-11-20', outcome: 'disclosed' });
    await record({
      command: 'RequestCorrection',
      case: 'B',
      on: '2026-11-18',
      items: '名称',
      respondBy: '2026-12-01',
    });
  });

  it('that is past holds the cases that were open then, with the dates they had then', async () => {
    expect(await listOn('2026-11-10')).toEqual(['Z 2026-11-30 14', 'B 2026-12-01 15']);
    expect(await listOn('2026-11-17', 2)).toEqual(['Z 2026-11-30 9', 'B 2026-12-01 10', 'C 2026-12-14 19']);
    expect(await listOn('2026-11-20')).toEqual(['B (2026-12-01) 7', 'C 2026-12-14 16']);
  });

  it('that is today or to come holds the cases open now, seen from that day', async () => {
    expect(await listOn('2026-11-24')).toEqual(['B (2026-12-01) 5', 'C 2026-12-14 14']);
    expect(await listOn('2026-12-15')).toEqual(['B (2026-12-01) -10', 'C 2026-12-14 -1']);
  });
});

/** A call closed on the 20th and an appeal decided on the 18th; both dates were first entered too early. */
async function handled(): Promise<void> {
  const at = (day: string, time = '09:00:00'): string => `2026-11-${day}T${time}+08:00`;
  const call = { case: 'R' };
  await record({
    ...{ ...call, command: 'RegisterHotlineCase', at: at('02'), source: '12345热线' },
    type: 'complaint',
  });
  await record({ ...call, command: 'AcceptHotlineCase', at: at('02', '10:00:00') });
  await record({ ...call, command: 'ReplyToCaller', at: at('08') });
  await record({ ...call, command: 'CloseHotlineCase', at: at('09') });
  const closing = await eventOf('hotline', 'R', 'HotlineCaseClosed');
  await record({ ...call, command: 'CorrectDate', event: closing, on: '2026-11-20', reason: '录错' });
  const appeal = { case: 'F' };
  await record({ ...appeal, command: 'OpenAppeal', kind: 'review', on: '2026-11-03' });
  await record({ ...appeal, command: 'AnswerAppeal', on: '2026-11-12' });
  await record({ ...appeal, command: 'ConcludeAppeal', on: '2026-11-13', means: 'upheld68' });
  const decision = await eventOf('appeal', 'F', 'AppealConcluded');
  await record({ ...appeal, command: 'CorrectDate', event: decision, on: '2026-11-18', reason: '录错' });
}

type Kind = 'hotline' | 'appeal';
async function commitsOf(kind: Kind, number: string) {
  return (await historyOf(house.log, { office: 'default', kind, number })) ?? [];
}

async function eventOf(kind: Kind, number: string, type: string): Promise<string> {
  for (const { version, events } of await commitsOf(kind, number)) {
    const at = events.findIndex((event) => event.type === type);
    if (at >= 0) return `${version}.${at + 1}`;
  }
  throw new Error(`no ${type}`);
}

describe('a call and an appeal, seen from a day that is past', () => {
  const stateOn = async (kind: Kind, number: string, on: string) =>
    (await toldClock(house.log, await commitsOf(kind, number), dateOf(on))) as {
      readonly state: string;
      readonly overdue: boolean;
      readonly workingDaysLeft: number | null;
    };
  beforeEach(handled);

  it('are as they stood then, however they ended', async () => {
    expect(await stateOn('hotline', 'R', '2026-11-19')).toMatchObject({
      state: 'handling',
      workingDaysLeft: 2,
    });
    expect(await stateOn('hotline', 'R', '2026-11-20')).toMatchObject({
      state: 'concluded',
      workingDaysLeft: null,
    });
    expect(await stateOn('appeal', 'F', '2026-11-11')).toMatchObject({ state: 'answering' });
    expect(await stateOn('appeal', 'F', '2026-11-17')).toMatchObject({ state: 'awaitingDecision' });
    expect(await stateOn('appeal', 'F', '2026-11-18')).toMatchObject({ state: 'concluded' });
  });

  it('stand in the work list until the day they ended on, a date since corrected being no day of theirs', async () => {
    const namesOn = async (day: string) => (await listOn(day)).map((line) => line.split(' ')[0]).sort();
    expect(await namesOn('2026-11-02')).toEqual(['R']);
    expect(await namesOn('2026-11-17')).toEqual(['F', 'R']);
    expect(await namesOn('2026-11-19')).toEqual(['R']);
    expect(await namesOn('2026-11-20')).toEqual([]);
  });
});
