/** A review or a court orders a new reply: what the application learns, and until when (复议法64, 66; 行诉法70, 72). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fields } from '#shared/desk/execute.ts';
import { disclosureKind } from '#shared/disclosure/kind.ts';
import { orderedReply } from '#shared/disclosure/reply-orders.ts';
import { STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import { stateOfCase } from '#shared/ledger/case-history.ts';
import { type MemoryLedger, memoryLedger } from '../../support/memory-ledger.ts';

let ledger: MemoryLedger;
beforeEach(async () => {
  ledger = memoryLedger();
  ledger.setClock('2026-12-01T09:00:00.000+08:00');
  for (const number of ['S1', 'S2'])
    await told(
      { command: 'RegisterApplication', case: number, ...PAPER },
      { command: 'Reply', case: number, on: '2026-03-20', outcome: 'refused.internalAffairs' },
    );
});
afterEach(() => ledger.close());

const PAPER = {
  channel: 'inPerson',
  submittedOn: '2026-03-02',
  applicant: { type: 'naturalPerson', name: '甲', identity: '1', contact: '2' },
  subject: '会议纪要',
};
const REVIEW = { command: 'OpenAppeal', case: 'F1', kind: 'review', on: '2026-04-10', application: 'S1' };
const SUIT = { command: 'OpenAppeal', case: 'X1', kind: 'suit', route: 'direct', on: '2026-04-10' };
const conclude = (number: string, on: string, means: string, more: Fields = {}): Fields => ({
  command: 'ConcludeAppeal',
  case: number,
  on,
  means,
  ...more,
});

async function told(...commands: readonly Fields[]): Promise<void> {
  for (const fields of commands) {
    const done = await ledger.command(fields);
    if (!done.ok) throw new Error(`${done.code} ${JSON.stringify(fields)}`);
  }
}

async function owed(number = 'S1') {
  const state = await stateOfCase(ledger.log, disclosureKind, { office: 'o', number });
  if (state === null) throw new Error('no application');
  const brief = disclosureKind.brief?.(state, STATE_CALENDAR);
  const reply = orderedReply(state, STATE_CALENDAR);
  return { status: brief?.status, dueOn: reply?.dueOn, earliest: reply?.earliest, by: reply?.order.appeal };
}
const NOTHING = { status: 'concluded', dueOn: undefined, earliest: undefined, by: undefined };

describe('a decision that orders a new reply is a task of the application', () => {
  test.each([
    ['review', 'revoked64', true],
    ['review', 'ordered66', false],
    ['review', 'noEvidence70', true],
    ['suit', 'revoked70', true],
    ['suit', 'partlyRevoked70', true],
    ['suit', 'ordered72', false],
  ])('a %s that ends by %s: twenty working days at the earliest', async (kind, means, assumed) => {
    const opening = kind === 'review' ? REVIEW : { ...SUIT, application: 'S1' };
    await told(opening, conclude(opening.case, '2026-06-01', means));
    const dueOn = kind === 'review' ? '2026-06-30' : '2026-07-16'; // a judgment once it cannot be appealed any more
    expect(await owed()).toEqual({ status: 'open', dueOn, earliest: true, by: opening.case });
    const state = await stateOfCase(ledger.log, disclosureKind, { office: 'o', number: 'S1' });
    expect(state?.orders[0]?.assumed).toBe(assumed);
  });

  test.each([
    ['upheld68', {}],
    ['illegal65', {}],
    ['revoked64', { newReply: false }],
    ['mediated73', {}],
  ])('%s with %o orders none', async (means, more) => {
    await told(REVIEW, conclude('F1', '2026-06-01', means, more));
    expect(await owed()).toEqual(NOTHING);
  });

  test('the period the decision names runs from the day it reached the office', async () => {
    const said = { newReply: true, replyDays: 15 };
    await told(REVIEW, conclude('F1', '2026-06-01', 'revoked64', said));
    await told({
      command: 'RecordService',
      case: 'F1',
      step: 'ConcludeAppeal',
      way: 'post',
      on: '2026-06-10',
    });
    expect(await owed()).toMatchObject({ dueOn: '2026-07-02', earliest: false });
    await told({
      command: 'StateReplyOrder',
      case: 'F1',
      on: '2026-06-11',
      newReply: true,
      replyDays: 30,
      replyUnit: 'naturalDay',
    });
    expect(await owed()).toMatchObject({ dueOn: '2026-07-10', earliest: false });
    await told({ command: 'StateReplyOrder', case: 'F1', on: '2026-06-12', newReply: false });
    expect(await owed()).toEqual(NOTHING);
  });

  test('an office that has settled no period is shown the task without a date', async () => {
    await told({ command: 'SetPolicy', policy: 'orderedReplyPeriod', value: 'none' });
    await told(REVIEW, conclude('F1', '2026-06-01', 'ordered66'));
    expect(await owed()).toMatchObject({ status: 'open', dueOn: null });
  });

  test('an application that is named later, or another one, learns of it and the first does not any more', async () => {
    await told(
      { ...REVIEW, application: undefined, otherAct: '公开不全' },
      conclude('F1', '2026-06-01', 'ordered66'),
    );
    expect(await owed()).toEqual(NOTHING);
    await told({ command: 'LinkAppeal', case: 'F1', on: '2026-06-05', application: 'S1' });
    expect(await owed()).toMatchObject({ status: 'open', by: 'F1' });
    await told({ command: 'LinkAppeal', case: 'F1', on: '2026-06-06', application: 'S2' });
    expect([await owed('S1'), await owed('S2')]).toMatchObject([NOTHING, { status: 'open', by: 'F1' }]);
  });

  test('a judgment that is taken to the next court orders nothing until that court has decided', async () => {
    await told({ ...SUIT, application: 'S1' }, conclude('X1', '2026-06-01', 'ordered72'));
    await told({ command: 'AppealJudgment', case: 'X1', on: '2026-06-10' });
    expect(await owed()).toEqual(NOTHING);
    await told(conclude('X1', '2026-09-18', 'upheld89'));
    expect(await owed()).toEqual({ status: 'open', dueOn: '2026-10-22', earliest: true, by: 'X1' });
    await told({ command: 'VoidEntry', case: 'X1', on: '2026-09-20', reason: '误登' });
    expect(await owed()).toEqual(NOTHING);
  });
});

describe('the redone reply', () => {
  const redo = (on: string, more: Fields = {}): Fields => ({
    command: 'RedoReply',
    case: 'S1',
    on,
    outcome: 'disclosed',
    byOrderOf: '复议决定',
    ...more,
  });

  test('names the order that it carries out, which is then done', async () => {
    await told(REVIEW, conclude('F1', '2026-06-01', 'ordered66'), redo('2026-06-20'));
    expect(await owed()).toEqual(NOTHING);
    const state = await stateOfCase(ledger.log, disclosureKind, { office: 'o', number: 'S1' });
    const step = state?.steps.find(({ type }) => type === 'ReplyRedone');
    expect(step?.event.data).toMatchObject({ order: 'F1', counts: 'unchanged' });
    expect(await ledger.command(redo('2026-06-20'))).toMatchObject({ outcome: 'duplicate' });
  });

  test('may be entered before the order it carries out', async () => {
    await told(REVIEW, redo('2026-06-20'), conclude('F1', '2026-06-01', 'ordered66'));
    expect(await owed()).toEqual(NOTHING);
  });

  test('says which where two bodies have ordered one, and none that nobody ordered', async () => {
    await told(REVIEW, conclude('F1', '2026-06-01', 'ordered66'));
    await told({ ...SUIT, application: 'S1' }, conclude('X1', '2026-06-05', 'ordered72'));
    expect(await ledger.command(redo('2026-06-20'))).toMatchObject({ ok: false, code: 'required' });
    expect(await ledger.command(redo('2026-06-20', { order: 'F9' }))).toMatchObject({ code: 'noSuchOrder' });
    expect(await ledger.command(redo('2026-06-03', { order: 'X1' }))).toMatchObject({ code: 'dateOrder' });
    await told(redo('2026-06-20', { order: 'X1' }));
    expect(await owed()).toMatchObject({ status: 'open', by: 'F1' });
  });
});
