import { describe, expect, it } from 'vitest';
import { type ClockTimeline, replyClock } from '#shared/disclosure/clock.ts';
import { STATE_CALENDAR, workingDaysLeft } from '#shared/kernel/calendar/calendar.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { asking, extension, timeline } from '../../support/timelines.ts';

const received = timeline;
const clock = (timeline: ClockTimeline) => replyClock(timeline, STATE_CALENDAR);
const counted = (timeline: ClockTimeline) => clock(timeline).days.filter((day) => day.counts);

describe('the reply period (条例33)', () => {
  it('passes over the holidays of autumn and counts the make-up days', () => {
    const reply = clock(received('2026-09-18'));
    expect(reply.dueOn).toBe('2026-10-22');
    expect(reply.days.slice(0, 4)).toEqual([
      { date: '2026-09-18', counts: false, reason: 'start' },
      { date: '2026-09-19', counts: false, reason: 'weekend' },
      { date: '2026-09-20', counts: true, reason: 'makeUpWorkingDay' },
      { date: '2026-09-21', counts: true, reason: 'workingDay' },
    ]);
    expect(reply.days.find((day) => day.date === '2026-10-01')?.reason).toBe('holiday');
    expect(reply).toMatchObject({ state: 'processing', stepDueOn: null, provisional: false });
    expect(reply.calendar).toBe(STATE_CALENDAR.version);
  });

  it('runs over the New Year whose notice is loaded', () => {
    expect(clock(received('2025-12-15'))).toMatchObject({ dueOn: '2026-01-13', provisional: false });
  });

  it('is provisional when it runs into a year without a notice', () => {
    expect(clock(received('2026-12-10'))).toMatchObject({ dueOn: '2027-01-08', provisional: true });
    expect(clock(received('2026-11-30'))).toMatchObject({ dueOn: '2026-12-28', provisional: false });
    expect(clock(received('2026-12-01'))).toMatchObject({ dueOn: '2026-12-29', provisional: true });
  });

  it('has not begun while the receipt is not confirmed', () => {
    expect(clock({ ...timeline('2026-09-18'), receivedOn: null })).toMatchObject({
      state: 'unconfirmed',
      dueOn: null,
      days: [],
    });
  });

  it('is longer by the working days of an extension', () => {
    const timeline = received('2026-09-18', { extension: extension('2026-10-20', 10) });
    expect(clock(timeline).dueOn).toBe('2026-11-05');
    expect(counted(timeline)).toHaveLength(30);
    expect(counted(timeline).filter((day) => day.reason === 'extension')).toHaveLength(10);
  });

  it('ends on the date agreed for an unreasonable volume (条例35)', () => {
    const delay = { on: dateOf('2026-10-10'), until: dateOf('2026-12-01') };
    expect(clock(received('2026-09-18', { delay })).dueOn).toBe('2026-12-01');
  });

  it('leaves working days until it is due, none on the day, fewer than none after', () => {
    const dueOn = dateOf('2026-10-22');
    const left = (on: string) => workingDaysLeft(STATE_CALENDAR, dateOf(on), dueOn);
    expect(['2026-09-18', '2026-10-21', '2026-10-22', '2026-10-26'].map(left)).toEqual([20, 1, 0, -2]);
  });
});

describe('what the applicant is awaited for', () => {
  const asked = { requestedOn: dateOf('2026-09-04'), respondBy: dateOf('2026-09-25'), receivedOn: null };

  it('stops the clock while a correction is awaited', () => {
    const reply = clock(received('2026-09-01', { correction: asked }));
    expect(reply).toMatchObject({ state: 'awaitingCorrection', dueOn: null, stepDueOn: '2026-09-25' });
    expect(reply.days.at(-1)).toEqual({ date: '2026-09-25', counts: false, reason: 'awaitingCorrection' });
  });

  it('starts the clock anew on the day the corrected copy arrives', () => {
    const correction = { ...asked, receivedOn: dateOf('2026-09-18') };
    const reply = clock(received('2026-09-01', { correction }));
    expect(reply).toMatchObject({ state: 'processing', dueOn: '2026-10-22' });
    expect(reply.days[0]).toEqual({ date: '2026-09-18', counts: false, reason: 'start' });
  });

  it('gives twenty working days to pay from the receipt of the fee notice', () => {
    const fee = { on: dateOf('2026-09-17'), receivedOn: dateOf('2026-09-18'), paidOn: null };
    const reply = clock(received('2026-09-01', { fee }));
    expect(reply).toMatchObject({ state: 'awaitingPayment', dueOn: null, stepDueOn: '2026-10-22' });
    expect(reply.days.some((day) => day.counts)).toBe(false);
  });

  it('begins a fresh period with the payment, without what was added to the old one', () => {
    const fee = {
      on: dateOf('2026-09-10'),
      receivedOn: dateOf('2026-09-11'),
      paidOn: dateOf('2026-09-18'),
    };
    const granted = extension('2026-09-09', 5);
    expect(clock(received('2026-09-01', { fee, extension: granted })).dueOn).toBe('2026-10-22');
  });
});

describe('consultations (条例32, 34)', () => {
  const asked = (on: string, answeredOn: string) => asking('thirdParty', on, { answeredOn });

  it('that overlap stop the clock once', () => {
    const both = [asked('2026-06-01', '2026-06-15'), asked('2026-06-05', '2026-06-18')];
    const timeline = received('2026-05-25', { consultations: both });
    const paused = clock(timeline).days.filter((day) => day.reason === 'consulting');
    expect([paused[0]?.date, paused.at(-1)?.date, paused.length]).toEqual(['2026-06-02', '2026-06-18', 17]);
    expect(counted(timeline)).toHaveLength(20);
    expect(clock(timeline).dueOn).toBe('2026-07-10');
  });

  it('without an answer stop it for fifteen working days from receipt', () => {
    const silent = asking('organ', '2026-07-01', { receivedOn: '2026-07-03' });
    const reply = clock(received('2026-06-29', { consultations: [silent] }));
    expect(reply).toMatchObject({ state: 'consulting', stepDueOn: '2026-07-24' });
    expect(reply.days.filter((day) => day.reason === 'consulting')).toHaveLength(23);
  });
});
