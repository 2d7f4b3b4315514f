/** Policy hotlineLimitFrom: from which step the limit of a case's type runs. */
import { describe, expect, it } from 'vitest';
import { explainHotline } from '#shared/hotline/explanation.ts';
import type { HotlineSettings } from '#shared/hotline/settings.ts';
import { STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { ACCEPTED, CALL, count, given, givenWith, listing, type Step } from '../../support/hotline-case.ts';

const LATE_ACCEPTED: Step = { ...ACCEPTED, at: '2026-03-04 09:10' };
const dispatched = (at: string, department = '城管局'): Step => ({ command: 'Dispatch', at, department });
const returned = (at: string): Step => ({ command: 'ReturnDispatch', at, reason: '不属职责' });
const answered: Step = { command: 'ReplyToCaller', at: '2026-03-25' };
const closedOn = (at: string): Step => ({ command: 'CloseHotlineCase', at });
const dueDay = (limitFrom: HotlineSettings['limitFrom'], ...steps: readonly Step[]) =>
  givenWith(limitFrom === undefined ? {} : { limitFrom }, CALL, ...steps).now.dueAt?.slice(0, 10) ?? null;

describe('the fifteen working days of a complaint received on Monday 2 March 2026', () => {
  it('run from the acceptance where nothing is settled', () => {
    expect(dueDay(undefined, LATE_ACCEPTED, dispatched('2026-03-06'))).toBe('2026-03-25');
  });

  it('run from the receipt, however late it is accepted', () => {
    expect(dueDay('receipt')).toBeNull();
    expect(dueDay('receipt', LATE_ACCEPTED, dispatched('2026-03-06'))).toBe('2026-03-23');
  });

  it('run from the dispatch, and anew for the next department', () => {
    expect(dueDay('dispatch', LATE_ACCEPTED)).toBeNull();
    expect(dueDay('dispatch', LATE_ACCEPTED, dispatched('2026-03-06'))).toBe('2026-03-27');
    const again = [dispatched('2026-03-06'), returned('2026-03-09'), dispatched('2026-03-10', '水务局')];
    expect(dueDay('dispatch', LATE_ACCEPTED, ...again)).toBe('2026-03-31');
  });

  it('stand as an extension named them, whatever is dispatched afterwards', () => {
    const dueAt = '2026-04-10T18:00:00+08:00';
    const extended = { command: 'ExtendHandling', at: '2026-03-07', dueAt, reason: '复杂' } as Step;
    const steps = [dispatched('2026-03-06'), extended, returned('2026-03-09'), dispatched('2026-03-10')];
    expect(dueDay('dispatch', LATE_ACCEPTED, ...steps)).toBe('2026-04-10');
  });
});

describe('the limit of a case whose date is put right', () => {
  const fix = (event: string, on: string): Step =>
    ({ command: 'CorrectDate', event, on, reason: '笔误' }) as unknown as Step;
  const accepted = (at: string): Step => ({ ...ACCEPTED, at });
  const late = given(CALL, accepted('2026-03-06 09:10'));

  it('runs from the acceptance as it was put right, and again when that is', () => {
    expect(late.now.dueAt?.slice(0, 10)).toBe('2026-03-27');
    const right = late.and(fix('AcceptHotlineCase', '2026-03-03'));
    expect(right.now.dueAt).toBe('2026-03-24T23:59:59.999+08:00');
    expect(right.and(fix('AcceptHotlineCase', '2026-03-04')).now.dueAt?.slice(0, 10)).toBe('2026-03-25');
    expect(explainHotline(right.now, STATE_CALENDAR, dateOf('2026-03-10'))).toMatchObject({ limit: 15 });
  });

  it('bars no answer and no closing after that acceptance', () => {
    const right = late.and(fix('AcceptHotlineCase', '2026-03-03'));
    right.and({ command: 'ReplyToCaller', at: '2026-03-04' }).when(closedOn('2026-03-05')).thenLawful();
  });

  it('decides anew whether a closing was on time', () => {
    const over = given(CALL, accepted('2026-03-06 09:10'), answered, closedOn('2026-03-26'));
    expect(count([over], 'hotline.closedOnTime')).toBe(1);
    expect(count([over.and(fix('AcceptHotlineCase', '2026-03-03'))], 'hotline.closedOnTime')).toBe(0);
  });

  it('in hours ends as many hours after it', () => {
    const lists = listing({ list: 'types', label: '投诉', hours: 24 });
    const hourly = givenWith({ lists }, CALL, accepted('2026-03-06 09:10'));
    expect(hourly.and(fix('AcceptHotlineCase', '2026-03-03')).now.dueAt).toBe(
      '2026-03-04T09:10:00.000+08:00',
    );
  });

  it('stays with a date it does not run from, also of the same minute', () => {
    const atOnce = given(CALL, accepted('2026-03-02 09:00'));
    const right = atOnce.when(fix('receivedAt', '2026-02-27')).thenEvents('HotlineDateCorrected');
    expect(right.now.dueAt).toBe(atOnce.now.dueAt);
    const received = givenWith({ limitFrom: 'receipt' }, CALL, accepted('2026-03-02 09:00'));
    received.when(fix('AcceptHotlineCase', '2026-03-03')).thenEvents('HotlineDateCorrected');
  });

  it('runs from the receipt or the dispatch as put right, where the office has settled so', () => {
    const right = fix('receivedAt', '2026-02-27');
    // Saturday 28 February is a make-up working day
    expect(dueDay('receipt', LATE_ACCEPTED, right)).toBe('2026-03-19');
    const sent = [LATE_ACCEPTED, dispatched('2026-03-06'), dispatched('2026-03-10', '水务局')];
    const [first, second] = [fix('3.1', '2026-03-05'), fix('4.1', '2026-03-09')];
    expect(dueDay('dispatch', ...sent.slice(0, 2), first)).toBe('2026-03-26');
    expect([dueDay('dispatch', ...sent), dueDay('dispatch', ...sent, first)]).toEqual([
      '2026-03-31',
      '2026-03-31',
    ]);
    expect(dueDay('dispatch', ...sent, second)).toBe('2026-03-30');
  });

  it('stands where somebody named it', () => {
    const dueAt = '2026-04-10T18:00:00+08:00';
    const extended = late.and({ command: 'ExtendHandling', at: '2026-03-07', dueAt, reason: '复杂' } as Step);
    expect(extended.and(fix('AcceptHotlineCase', '2026-03-03')).now.dueAt).toBe(dueAt);
  });

  it('is not set again where it ends when it did', () => {
    const saturday = given({ ...CALL, at: '2026-03-06 09:00' }, accepted('2026-03-07 09:10'));
    saturday
      .when(fix('AcceptHotlineCase', '2026-03-06'))
      .thenEvents('HotlineDateCorrected', 'HotlineDateCorrected');
    saturday.when(fix('AcceptHotlineCase', '2026-03-07')).thenNothing();
    saturday.when(fix('AcceptHotlineCase', '2026-03-05')).thenRefused('dateOrder');
  });
});
