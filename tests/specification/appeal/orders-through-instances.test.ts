/** Orders to reply anew through silence, corrections, instances and entries by mistake: lives worked out from the articles. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fields } from '#shared/desk/execute.ts';
import { disclosureKind } from '#shared/disclosure/kind.ts';
import { orderedReply } from '#shared/disclosure/reply-orders.ts';
import { STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import { dateOf, type PlainDate } from '#shared/kernel/plain-date.ts';
import { stateOfCase } from '#shared/ledger/case-history.ts';
import { explainApplication } from '#shared/redating/explain-case.ts';
import { type MemoryLedger, memoryLedger } from '../../support/memory-ledger.ts';

let ledger: MemoryLedger;
beforeEach(async () => {
  ledger = memoryLedger();
  ledger.setClock('2027-12-01T09:00:00.000+08:00');
  await told(application('S1'), refused('S1'));
});
afterEach(() => ledger.close());

const application = (number: string): Fields => ({
  command: 'RegisterApplication',
  case: number,
  channel: 'inPerson',
  submittedOn: '2026-03-02',
  applicant: { type: 'naturalPerson', name: '甲', identity: '1', contact: '2' },
  subject: '会议纪要',
});
const refused = (number: string): Fields =>
  step(number, 'Reply 2026-03-20', { outcome: 'refused.internalAffairs' });
const REVIEW = { command: 'OpenAppeal', case: 'F1', kind: 'review', on: '2026-04-10', application: 'S1' };
const SUIT = {
  command: 'OpenAppeal',
  case: 'X1',
  kind: 'suit',
  route: 'afterReview',
  on: '2026-04-10',
  application: 'S1',
};

/** `step('X1', 'ConcludeAppeal 2026-06-01', …)`. */
function step(number: string, said: string, more: Fields = {}): Fields {
  const [command, on] = said.split(' ');
  return { command, case: number, on, ...more };
}
const conclude = (number: string, on: string, means: string, more: Fields = {}): Fields =>
  step(number, `ConcludeAppeal ${on}`, { means, ...more });
const served = (number: string, on: string): Fields =>
  step(number, `RecordService ${on}`, { step: 'ConcludeAppeal', way: 'post' });
const corrected = (number: string, on: string, outcome: string): Fields =>
  step(number, `CorrectOutcome ${on}`, { outcome, reason: '误登' });
const redone = (on: string, more: Fields = {}): Fields =>
  step('S1', `RedoReply ${on}`, { outcome: 'disclosed', byOrderOf: '裁判', ...more });

async function told(...commands: readonly Fields[]): Promise<void> {
  for (const fields of commands) {
    const done = await ledger.command(fields);
    if (!done.ok) throw new Error(`${done.code} ${JSON.stringify(fields)}`);
  }
}

/** `F1 2026-06-30~`: whose order is open, its date, `~` where that is only the earliest; null where none is. */
async function owed(number = 'S1'): Promise<string | null> {
  const state = await stateOfCase(ledger.log, disclosureKind, { office: 'o', number });
  const reply = state && orderedReply(state, STATE_CALENDAR);
  return reply && `${reply.order.appeal} ${reply.dueOn}${reply.earliest ? '~' : ''}`;
}

describe('silence', () => {
  test('the first reply after the decision carries its order out (复议法66, 行诉法72)', async () => {
    await told(
      application('S2'),
      { ...REVIEW, application: 'S2' },
      conclude('F1', '2026-06-01', 'ordered66'),
      served('F1', '2026-06-10'),
    );
    expect(await owed('S2')).toBe('F1 2026-07-09');
    await told(step('S2', 'Reply 2026-06-20', { outcome: 'disclosed' }));
    expect(await owed('S2')).toBeNull();
  });

  test('a reply that was given before the decision does not', async () => {
    await told(REVIEW, conclude('F1', '2026-06-01', 'ordered66'));
    expect(await owed()).toBe('F1 2026-06-30~');
  });
});

describe('a first judgment is not effective before the time for an appeal has run (行诉法85, 94)', () => {
  test('the period is shown from then on, at the earliest', async () => {
    await told(SUIT, conclude('X1', '2026-06-01', 'revoked70'), served('X1', '2026-06-05'));
    expect(await owed()).toBe('X1 2026-07-21~'); // appeal until 06-22, effective on 06-23
  });
  test('nor while nobody noted its service', async () => {
    await told(SUIT, conclude('X1', '2026-06-01', 'ordered72', { replyDays: 15, replyUnit: 'naturalDay' }));
    expect(await owed()).toBe('X1 2026-07-02~'); // appeal until 06-16, effective on 06-17
  });
  test('once its effect is recorded, the date is that', async () => {
    await told(SUIT, conclude('X1', '2026-06-01', 'revoked70'), step('X1', 'RecordEffect 2026-06-24'));
    expect(await owed()).toBe('X1 2026-07-22');
    await told(step('X1', 'CorrectDate 2026-06-23', { event: 'RecordEffect', reason: '误' }));
    expect(await owed()).toBe('X1 2026-07-21');
    const before = step('X1', 'CorrectDate 2026-05-29', { event: 'RecordEffect', reason: '误' });
    expect(await ledger.command(before)).toMatchObject({ code: 'dateOrder' });
  });
  test('one that no appeal lies against is effective when it is served', async () => {
    await told(
      SUIT,
      conclude('X1', '2026-06-01', 'claimsDismissed69'),
      step('X1', 'AppealJudgment 2026-06-10'),
      conclude('X1', '2026-09-01', 'ordered72', { replyDays: 15 }),
      served('X1', '2026-09-25'),
    );
    expect(await owed()).toBe('X1 2026-10-22');
  });
});

describe('a corrected outcome', () => {
  test('that is no decision against the office orders nothing any more', async () => {
    await told(REVIEW, conclude('F1', '2026-06-01', 'revoked64'), corrected('F1', '2026-06-05', 'upheld'));
    expect(await owed()).toBeNull();
  });
  test('against the office may order a reply, whatever means were typed', async () => {
    await told(REVIEW, conclude('F1', '2026-06-01', 'upheld68'), corrected('F1', '2026-06-05', 'corrected'));
    await told(step('F1', 'StateReplyOrder 2026-06-06', { newReply: true }));
    expect(await owed()).toBe('F1 2026-06-30~');
  });
  test('and one that was ordered by mistake may be said not to', async () => {
    await told(REVIEW, conclude('F1', '2026-06-01', 'ordered66'), corrected('F1', '2026-06-05', 'upheld'));
    expect(await ledger.command(step('F1', 'StateReplyOrder 2026-06-06', { newReply: true }))).toMatchObject({
      code: 'badChoice',
    });
  });
});

test.each([
  ['F1', 'mediated73'],
  ['X1', 'mediated60'],
])('an agreement before a body may promise a new reply: %s %s', async (number, means) => {
  await told(number === 'F1' ? REVIEW : SUIT, conclude(number, '2026-06-01', means));
  expect(await owed()).toBeNull();
  await told(step(number, 'StateReplyOrder 2026-06-02', { newReply: true, replyDays: 10 }));
  expect(await owed()).toBe(`${number} 2026-06-15~`);
});

describe('a reply that was redone under an order', () => {
  const FIRST = [SUIT, conclude('X1', '2026-06-01', 'ordered72'), redone('2026-06-05', { order: 'X1' })];

  test('stays done when the next court upholds it, also where it is entered afterwards', async () => {
    await told(...FIRST, step('X1', 'AppealJudgment 2026-06-10'), conclude('X1', '2026-09-01', 'upheld89'));
    expect(await owed()).toBeNull();
  });
  test('does not carry out what another judgment orders later', async () => {
    await told(
      ...FIRST,
      step('X1', 'OpenRetrial 2026-08-03', { byHigherCourt: true }),
      conclude('X1', '2026-10-12', 'revoked70', { newReply: true }),
    );
    expect(await owed()).toBe('X1 2026-11-09~');
    await told(redone('2026-11-02', { order: 'X1', outcome: 'refused.internalAffairs' }));
    expect(await owed()).toBeNull();
  });
  test('a retrial suspends the order (法释〔2018〕1号118); ended, it stands again', async () => {
    await told(SUIT, conclude('X1', '2026-06-01', 'ordered72'), step('X1', 'OpenRetrial 2026-08-03'));
    expect(await owed()).toBeNull();
    await told(conclude('X1', '2026-09-01', 'retrialEnded'));
    expect(await owed()).not.toBeNull();
  });
});

test('a calendar that changes dates an open order anew', async () => {
  await told(REVIEW, conclude('F1', '2026-06-01', 'ordered66'), served('F1', '2026-06-10'));
  const state = await stateOfCase(ledger.log, disclosureKind, { office: 'o', number: 'S1' });
  if (state === null) throw new Error('no application');
  const before = STATE_CALENDAR;
  const after = {
    ...before,
    version: 'typhoon',
    isWorkingDay: (day: PlainDate) => day !== '2026-07-02' && before.isWorkingDay(day),
  };
  const moved = disclosureKind.redate?.(state, {
    before,
    after,
    reason: 'extraDay',
    today: dateOf('2026-06-20'),
  });
  expect(moved?.data).toMatchObject({ from: '2026-07-09', to: '2026-07-10' });
});

test('a day off that is added moves the date of an order, and the application stays as it was concluded', async () => {
  await told(REVIEW, conclude('F1', '2026-06-01', 'ordered66'), served('F1', '2026-06-10'));
  const day = { date: '2026-07-02', kind: 'holiday', cause: 'typhoon', reason: '台风停工' };
  await told({ command: 'AddExtraDay', ...day });
  const state = await stateOfCase(ledger.log, disclosureKind, { office: 'o', number: 'S1' });
  if (state === null) throw new Error('no application');
  const of = { office: 'o', state, on: dateOf('2026-06-20') };
  const { dueOn, ordered } = await explainApplication(ledger.log, of);
  expect([dueOn, ordered?.dueOn]).toEqual(['2026-03-30', '2026-07-10']);
});

describe('an application that was entered by mistake', () => {
  const VOID = step('S1', 'VoidEntry 2026-06-05', { reason: '误登' });

  test('and again, hears of the order when the appeal names it again', async () => {
    await told(REVIEW, conclude('F1', '2026-06-01', 'ordered66'), VOID);
    const row = {
      number: 'S1',
      applicantType: 'naturalPerson',
      receivedOn: '2026-03-03',
      outcome: 'refused.internalAffairs',
      decidedOn: '2026-03-20',
    };
    expect(await ledger.record([{ kind: 'application', row }])).toEqual(['recorded']);
    const again = step('F1', 'LinkAppeal 2026-06-06', { application: 'S1' });
    await told(again);
    expect(await owed()).toBe('F1 2026-06-30~');
    expect(await ledger.command(again)).toMatchObject({ outcome: 'duplicate' });
  });
  test('takes no appeal', async () => {
    await told(VOID);
    expect(await ledger.command(REVIEW)).toMatchObject({ code: 'unknownApplication' });
  });
});

test('an appeal of a file may name an application that is entered later, and names it again', async () => {
  const row = { number: 'F1', kind: 'review', openedOn: '2026-04-10', application: 'S2' };
  await ledger.record([{ kind: 'appeal', row }]);
  await told(conclude('F1', '2026-06-01', 'ordered66'), application('S2'), refused('S2'));
  await told(step('F1', 'LinkAppeal 2026-06-06', { application: 'S2' }));
  expect(await owed('S2')).toBe('F1 2026-06-30~');
});

test('a paper that is split has its parts answered, not itself', async () => {
  await told(application('S2'), { ...REVIEW, application: 'S2' }, conclude('F1', '2026-06-01', 'ordered66'));
  await told(step('S2', 'SplitApplication 2026-06-05', { into: ['S2-1', 'S2-2'] }));
  expect(await owed('S2')).toBeNull();
});
