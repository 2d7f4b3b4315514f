/** Which step may follow on which, and what a refusal says. */
import { describe, expect, test } from 'vitest';
import type { HotlineRow } from '#shared/hotline/migrate.ts';
import { ACCEPTED, at, CALL, given, givenWith, type Step, withPolicy } from '../../support/hotline-case.ts';

const dispatched: Step = { command: 'Dispatch', at: '2026-03-02 09:30', department: '城管局' };
const replied: Step = { command: 'ReplyToCaller', at: '2026-03-05' };
const closed: Step = { command: 'CloseHotlineCase', at: '2026-03-06' };
const rejected: Step = { command: 'RejectHotlineCase', at: '2026-03-09', reason: '骚扰' };
const merged: Step = { command: 'MergeInto', at: '2026-03-02 10:00', into: '9' };
const redirected: Step = { command: 'RedirectToDisclosure', at: '2026-03-03' };
const supervised: Step = { command: 'Supervise', at: '2026-03-09' };
const extended = (dueAt: string): Step => ({
  ...{ command: 'ExtendHandling', at: '2026-03-10', reason: '复杂' },
  dueAt: at(dueAt),
});
const dissatisfied = (text: string): Step => ({
  ...{ command: 'RecordFollowUp', at: '2026-03-07', satisfaction: 'dissatisfied' },
  text,
});
const ROW: HotlineRow = { number: '1', receivedAt: at('2026-03-02 09:00') };
const later = (step: Step, day: string): Step => ({ ...step, at: day }) as Step;

describe('whether a call is taken', () => {
  test('is asked no more once its caller was shown the disclosure channel', () => {
    const shown = given(CALL, redirected);
    shown.when(later(ACCEPTED, '2026-03-04')).thenRefused('redirected');
    shown.when(rejected).thenRefused('redirected');
    shown.when(later(redirected, '2026-03-04')).thenRefused('redirected');
    shown.when(later(merged, '2026-03-04')).thenRefused('redirected');
  });

  test('is decided once', () => {
    given(CALL, ACCEPTED).when(rejected).thenRefused('alreadyAccepted');
    given(CALL, later(rejected, '2026-03-03')).when(rejected).thenRefused('alreadyRejected');
    given(CALL, later(rejected, '2026-03-03'))
      .when(later(merged, '2026-03-04'))
      .thenRefused('alreadyRejected');
  });

  test('is no question of a case that a file has closed', () => {
    const over = given(CALL)
      .whenImported({ ...ROW, closedAt: at('2026-03-06') })
      .thenLawful();
    over.when(later(ACCEPTED, '2026-03-09')).thenRefused('alreadyClosed');
    over.when(rejected).thenRefused('alreadyClosed');
    over.when(later(redirected, '2026-03-09')).thenRefused('alreadyClosed');
  });
});

describe('supervision', () => {
  test('may begin before the acceptance, and of a case that is closed', () => {
    expect(given(CALL).when(supervised).thenLawful().now.supervised).toBe(true);
    expect(given(CALL, ACCEPTED, replied, closed).when(supervised).thenLawful().now.supervised).toBe(true);
    expect(given(CALL, ACCEPTED).now.supervised).toBe(false);
  });

  test('is none of a call that is part of another case, which the refusal names', () => {
    expect(given(CALL, merged).when(supervised).refusal).toEqual({
      ...{ code: 'merged', article: '', facts: { into: '9' } },
    });
    expect(given(CALL, merged).when(later(ACCEPTED, '2026-03-09')).refusal?.facts).toEqual({ into: '9' });
  });
});

describe('an extension', () => {
  const accepted = given(CALL, ACCEPTED);

  test('ends later than the limit before it, and than the day it is granted', () => {
    const notLater = { code: 'dateOrder', article: '', facts: { field: 'dueAt' } };
    expect(accepted.when(extended('2026-03-20')).refusal).toEqual(notLater);
    expect(accepted.when(extended('2026-03-23T23:59:59.999+08:00')).refusal).toEqual(notLater);
    accepted.when(extended('2026-03-24 00:00')).thenLawful();
    const open = given({ ...CALL, type: 'other' } as Step, ACCEPTED);
    expect(open.when(extended('2026-03-10')).refusal).toEqual(notLater);
    expect(open.when(extended('2026-03-11')).thenLawful().now.dueAt).toBe(at('2026-03-11'));
  });

  test('names an end that waits for no holiday notice', () => {
    const late = given(later(CALL, '2026-12-21'), later(ACCEPTED, '2026-12-21 11:00'));
    expect(late.now.dueProvisional).toBe(true);
    const longer = late.and({ ...extended('2027-03-01'), at: '2026-12-22' } as Step);
    expect(longer.now).toMatchObject({ dueProvisional: false, extended: true });
  });
});

describe('a refusal', () => {
  test('names the field only where a date is what is wrong', () => {
    const call = given(CALL);
    expect(call.when(dispatched).refusal).toEqual({ code: 'notAccepted', article: '', facts: {} });
    expect(call.when(later(ACCEPTED, '2026-03-01')).refusal?.facts).toEqual({ field: 'at' });
  });
});

describe('steps of one instant', () => {
  test('happened in the order in which they were entered', () => {
    const then = '2026-03-03 15:00';
    const moved = given(
      ...[CALL, ACCEPTED, later(dispatched, then)],
      { command: 'Dispatch', at: then, department: '住建局' },
      // entered last, it sorts all of them again
      supervised,
      dispatched,
    );
    expect(moved.now).toMatchObject({ department: '住建局', dispatches: 3 });
  });
});

describe('a case that is done over by itself (民意速办: 不满意即重办)', () => {
  const settings = withPolicy({ redoWhenDissatisfied: true });
  const over = givenWith(settings, CALL, ACCEPTED, replied, closed);

  test('is so for a caller who is not satisfied, and for no other', () => {
    expect(
      over.and({ ...dissatisfied('未解决'), satisfaction: 'fairlySatisfied' } as Step).now,
    ).toMatchObject({
      ...{ redone: false, closedAt: at('2026-03-06') },
    });
  });

  test('is one doing over, however often that rating is sent; another rating waits for the next closing', () => {
    const again = over.and(dissatisfied('未解决'));
    again.when(dissatisfied('未解决')).thenNothing();
    again.when(dissatisfied('仍未解决')).thenRefused('notClosed');
  });
});

describe('what an imported row does not date', () => {
  test('cannot be dated anew', () => {
    const over = given()
      .whenImported({ ...ROW, closedAt: at('2026-03-06'), satisfaction: 'satisfied' })
      .thenLawful();
    const fix = (event: string) =>
      over.when({ command: 'CorrectDate', event, on: '2026-03-09', reason: '笔误' } as never);
    fix('AcceptHotlineCase').thenRefused('unknownEvent');
    fix('satisfaction').thenRefused('unknownEvent');
    fix('closedAt').thenEvents('HotlineDateCorrected');
  });
});
