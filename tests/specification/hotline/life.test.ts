import { describe, expect, test } from 'vitest';
import {
  ACCEPTED,
  CALL,
  count,
  given,
  givenWith,
  type Step,
  withPolicy,
} from '../../support/hotline-case.ts';

const dispatched: Step = { command: 'Dispatch', at: '2026-03-02 09:30', department: '城管局' };
const returned: Step = { command: 'ReturnDispatch', at: '2026-03-02 11:00', reason: '不属职责' };
const replied: Step = { command: 'ReplyToCaller', at: '2026-03-05' };
const closed: Step = { command: 'CloseHotlineCase', at: '2026-03-06' };
const rated = (satisfaction: 'satisfied' | 'dissatisfied' | 'unreached', day = '2026-03-07'): Step => ({
  command: 'RecordFollowUp',
  at: day,
  satisfaction,
});
const redone: Step = { command: 'Redo', at: '2026-03-08', reason: '未解决' };
const merged: Step = { command: 'MergeInto', at: '2026-03-02 10:00', into: '9' };
const redirected: Step = { command: 'RedirectToDisclosure', at: '2026-03-03' };

describe('the life of a case (53号文: 受理、派单、办理、答复、办结、回访)', () => {
  test('runs from the call to the rating', () => {
    const whole = given(CALL, ACCEPTED, dispatched, replied, closed, rated('satisfied'));
    expect(whole.now).toMatchObject({ department: '城管局', satisfaction: 'satisfied', redone: false });
    expect(count([whole], 'hotline.closedOnTime')).toBe(1);
  });

  test('a question may be answered on the telephone, without any department', () => {
    given(CALL, ACCEPTED, replied).when(closed).thenLawful();
  });

  test('a rejected call is received, and in no rate', () => {
    const rejected = given(CALL, { command: 'RejectHotlineCase', at: '2026-03-02 09:20', reason: '骚扰' });
    expect([count([rejected], 'hotline.received'), count([rejected], 'hotline.accepted')]).toEqual([1, 0]);
    rejected.when({ ...ACCEPTED, at: '2026-03-03' }).thenRefused('alreadyRejected');
    rejected.when({ command: 'Supervise', at: '2026-03-09' }).thenRefused('alreadyRejected');
  });

  test('a department that returns a case has it no longer', () => {
    const back = given(CALL, ACCEPTED, dispatched, returned);
    expect(back.now).toMatchObject({ department: null, dispatched: false, returned: true });
    back.when({ ...returned, at: '2026-03-02 12:00' }).thenRefused('notDispatched');
    expect(count([back], 'hotline.misdispatched')).toBe(1);
  });

  test('a first dispatch that is changed afterwards was not right', () => {
    const moved = given(CALL, ACCEPTED, dispatched, {
      ...dispatched,
      at: '2026-03-03',
      department: '住建局',
    });
    expect([count([moved], 'hotline.misdispatched'), count([moved], 'hotline.returned')]).toEqual([1, 0]);
    expect(count([given(CALL, ACCEPTED, dispatched)], 'hotline.rightlyDispatched')).toBe(1);
  });

  test('a first dispatch that is repeated to the same department, as after a doing over, was right', () => {
    const again: Step = { ...dispatched, at: '2026-03-09' };
    const over = given(CALL, ACCEPTED, dispatched, replied, closed, redone, again);
    expect([count([over], 'hotline.rightlyDispatched'), count([over], 'hotline.misdispatched')]).toEqual([
      1, 0,
    ]);
    const elsewhere = over.and({ ...again, at: '2026-03-10', department: '住建局' } as Step);
    expect(count([elsewhere.and({ ...again, at: '2026-03-11' })], 'hotline.misdispatched')).toBe(1);
  });

  test('an extension moves the limit later, never earlier', () => {
    const long: Step = {
      command: 'ExtendHandling',
      at: '2026-03-10',
      dueAt: at15('2026-04-10'),
      reason: '复杂',
    };
    const extended = given(CALL, ACCEPTED, long);
    expect(extended.now).toMatchObject({ dueAt: at15('2026-04-10'), extended: true });
    extended.when({ ...long, dueAt: at15('2026-04-09') }).thenRefused('dateOrder');
  });

  test('a case done over is open again, and keeps that it was', () => {
    const again = given(CALL, ACCEPTED, replied, closed, rated('dissatisfied'), redone);
    expect(again.now).toMatchObject({ closedAt: null, repliedAt: null, redone: true });
    expect([count([again], 'hotline.closed'), count([again], 'hotline.reopened')]).toEqual([0, 1]);
    again.when({ ...closed, at: '2026-03-09' }).thenRefused('notReplied');
  });

  test('nothing is dispatched, extended, answered or closed twice without need', () => {
    const over = given(CALL, ACCEPTED, replied, closed);
    for (const step of [dispatched, replied, closed])
      over.when({ ...step, at: '2026-03-09' } as Step).thenRefused('alreadyClosed');
    over.when({ ...merged, at: '2026-03-09' }).thenRefused('alreadyClosed');
  });

  test('the very same step twice in a row is one', () => {
    const once = given(CALL, ACCEPTED, dispatched);
    once.when(dispatched).thenNothing();
    expect(once.now.dispatches).toBe(1);
  });
});

function at15(day: string) {
  return `${day}T15:00:00.000+08:00` as never;
}

describe('steps entered late and in another order', () => {
  test('a dispatch found in the drawer after the closing takes its place', () => {
    const late = given(CALL, ACCEPTED, replied, closed, dispatched);
    expect(late.now).toMatchObject({ department: '城管局', closedAt: '2026-03-06T10:00:00.000+08:00' });
  });

  test('a dispatch after the closing is refused, whatever was entered first', () => {
    given(CALL, ACCEPTED, replied, closed)
      .when({ ...dispatched, at: '2026-03-09' })
      .thenRefused('alreadyClosed');
  });

  test('a step that makes a later one impossible contradicts it', () => {
    const over = given(CALL, ACCEPTED, dispatched, replied, closed);
    over.when({ command: 'MergeInto', at: '2026-03-03', into: '9' }).thenRefused('contradictsLaterStep');
    over
      .when({ command: 'RejectHotlineCase', at: '2026-03-02 09:05', reason: 'x' })
      .thenRefused('contradictsLaterStep');
    over.when({ ...returned, at: '2026-03-04' } as Step).thenLawful();
  });

  test('a return entered before the dispatch it answers is refused', () => {
    given(CALL, ACCEPTED, dispatched)
      .when({ ...returned, at: '2026-03-02 09:20' })
      .thenRefused('notDispatched');
  });

  test('nothing happens before the call, nor in the future', () => {
    const call = given(CALL);
    call.when({ ...ACCEPTED, at: '2026-03-01' }).thenRefused('dateOrder');
    call.when({ ...ACCEPTED, at: '2027-07-01' }).thenRefused('future');
  });

  test('a date corrected against a later step is refused, one that fits moves the figures', () => {
    const over = given(CALL, ACCEPTED, replied, closed);
    const fix = (event: string, on: string): Step =>
      ({ command: 'CorrectDate', event, on, reason: '笔误' }) as never;
    over.when(fix('4.1', '2026-03-01')).thenRefused('dateOrder');
    over.when(fix('4.1', '2026-03-02')).thenRefused('notReplied');
    over.when(fix('3.1', '2026-03-07')).thenRefused('alreadyClosed');
    over.when(fix('1.1', '2026-03-03')).thenRefused('contradictsLaterStep');
    over.when(fix('1.1', '2027-07-01')).thenRefused('future');
    over.when(fix('9.1', '2026-03-03')).thenRefused('unknownEvent');
    over.when(fix('4.1', '2026-03-06')).thenNothing();
    expect(over.and(fix('CloseHotlineCase', '2026-03-09')).now.closedAt).toBe(
      '2026-03-09T10:00:00.000+08:00',
    );
    expect(over.and(fix('1.1', '2026-02-27')).now.receivedAt).toBe('2026-02-27T09:00:00.000+08:00');
  });
});

describe('time limits by type (广东省12345管理办法: 咨询 2、求助建议 10、投诉举报 15 个工作日)', () => {
  test('are set on acceptance, to the end of the last working day', () => {
    // 2026-03-02 is a Monday without holidays near: fifteen working days end on Monday, 23 March
    expect(given(CALL, ACCEPTED).now.dueAt).toBe('2026-03-23T23:59:59.999+08:00');
    expect(given({ ...CALL, type: 'consultation' } as Step, ACCEPTED).now.dueAt).toBe(
      '2026-03-04T23:59:59.999+08:00',
    );
  });

  test('that no source names are not invented', () => {
    expect(given({ ...CALL, type: 'other' } as Step, ACCEPTED).now.dueAt).toBeNull();
  });

  test('run over a year whose holidays nobody has settled only provisionally', () => {
    const late = given({ ...CALL, at: '2026-12-21' }, { ...ACCEPTED, at: '2026-12-21 11:00' });
    expect(late.now).toMatchObject({ dueProvisional: true });
  });

  test('closed on the last day is on time, the day after is not', () => {
    const lives = ['2026-03-23 23:59', '2026-03-24 00:00'].map((day) =>
      given(CALL, ACCEPTED, replied, { ...closed, at: day } as Step),
    );
    expect(lives.map((one) => count([one], 'hotline.closedOnTime'))).toEqual([1, 0]);
  });
});

describe('merging', () => {
  test('keeps the call in 件次 and takes the case out of every rate', () => {
    const one = given(CALL, merged);
    expect([count([one], 'events.received'), count([one], 'events.accepted')]).toEqual([1, 0]);
    for (const step of [ACCEPTED, dispatched, { ...redirected }] as Step[])
      one.when({ ...step, at: '2026-03-09' } as Step).thenRefused('merged');
    one.when(rated('satisfied', '2026-03-09')).thenRefused('merged');
  });

  test('into itself, into a stranger, or round in a ring is refused', () => {
    given(CALL)
      .when({ ...merged, into: '1' } as Step)
      .thenRefused('mergeIntoItself');
    givenWith({ target: null }, CALL).when(merged).thenRefused('unknownCase');
    givenWith({ target: { voided: false, path: ['5', '1'] } }, CALL)
      .when(merged)
      .thenRefused('mergeIntoItself');
    givenWith({ target: { voided: true, path: [] } }, CALL)
      .when(merged)
      .thenRefused('voided');
    givenWith({ target: { voided: false, path: ['5'] } }, CALL)
      .when(merged)
      .thenLawful();
  });

  test('into the same case again adds nothing', () => {
    given(CALL, merged).when(merged).thenNothing();
  });
});

describe('a caller who asks for a document (trap 26)', () => {
  test('is shown the channel, and the case may be closed without another answer', () => {
    const shown = given(CALL, ACCEPTED, redirected);
    shown.when({ ...dispatched, at: '2026-03-04' } as Step).thenRefused('redirected');
    shown.when({ ...closed, at: '2026-03-04' }).thenLawful();
  });

  test('has the application linked when a written one arrives, and not before', () => {
    const link: Step = { command: 'LinkApplication', at: '2026-03-12', application: 'SQ2026-0000001' };
    given(CALL, ACCEPTED).when(link).thenRefused('notRedirected');
    const shown = givenWith({ applicationKnown: false }, CALL, redirected);
    shown.when(link).thenRefused('unknownApplication');
    expect(givenWith({ applicationKnown: true }, CALL, redirected, link).now.application).toBe(
      'SQ2026-0000001',
    );
  });
});

describe('policies of an office', () => {
  test('a dissatisfied caller has the case done over only where the office wants it', () => {
    const rest = [CALL, ACCEPTED, replied, closed, rated('dissatisfied')] as const;
    expect(given(...rest).now.redone).toBe(false);
    expect(givenWith(withPolicy({ redoWhenDissatisfied: true }), ...rest).now).toMatchObject({
      redone: true,
      closedAt: null,
      satisfaction: 'dissatisfied',
    });
  });

  test('an unknown type is a bad choice, an unknown source is taken', () => {
    given()
      .when({ ...CALL, type: '闲聊' } as Step)
      .thenRefused('badChoice');
    expect(given({ ...CALL, type: '投诉', source: '新平台' } as Step).now).toMatchObject({
      type: 'complaint',
      group: 'other',
    });
  });

  test('a case is classified anew, and a mistaken entry leaves the figures', () => {
    const sort = { command: 'ClassifyHotlineCase', on: '2026-03-04', topic: '噪音' } as never as Step;
    const one = given(CALL, sort);
    expect(count([one], 'hotline.byTopic["噪音"]')).toBe(1);
    one.when(sort).thenRefused('unchanged');
    const voided = one.and({ command: 'VoidEntry', on: '2026-03-05', reason: '重复登记' } as never as Step);
    expect(count([voided], 'hotline.received')).toBe(0);
    voided.when(ACCEPTED).thenRefused('voided');
  });
});
