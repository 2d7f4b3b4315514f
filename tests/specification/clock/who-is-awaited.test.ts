/** Who is awaited, until when, and what the period that runs began with, day by day (条例30, 32, 35; 国办函〔2020〕109号). */
import { describe, expect, it } from 'vitest';
import { type ClockTimeline, replyClock } from '#shared/disclosure/clock.ts';
import { STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import {
  answered,
  asked,
  clockAfter,
  consulted,
  corrected,
  does,
  noticed,
  paid,
  received,
  replied,
} from '../../support/application-desk.ts';
import { later, nthWorkingDay } from '../../support/office-days.ts';
import { timeline } from '../../support/timelines.ts';

const RECEIVED = received('2026-06-01');
const fifteenFrom = (day: string): string => nthWorkingDay(day, 15);

describe('a third party that is silent (条例32)', () => {
  const steps = [RECEIVED, consulted('2026-06-02', '某公司', '2026-06-03')];
  const end = fifteenFrom('2026-06-03');

  it('is awaited to the last of its fifteen working days, and no longer', () => {
    expect(clockAfter(steps, later(end, -1))).toMatchObject({ state: 'consulting', stepDueOn: end });
    expect(clockAfter(steps, end)).toMatchObject({ state: 'consulting', stepDueOn: end });
    expect(clockAfter(steps, later(end, 1))).toMatchObject({ state: 'processing', stepDueOn: null });
  });

  it('is awaited on, while nobody knows when its letter came', () => {
    const unknown = [RECEIVED, consulted('2026-06-02')];
    const earliest = fifteenFrom('2026-06-02');
    expect(clockAfter(unknown, later(earliest, 3))).toMatchObject({
      state: 'consulting',
      stepDueOn: earliest,
    });
  });

  it('is awaited beside others: until the last of those who have not answered', () => {
    const two = [...steps, consulted('2026-06-02', '某厂', '2026-06-02')];
    expect(clockAfter(two, '2026-06-08').stepDueOn).toBe(end);
    expect(clockAfter([...two, answered('2026-06-05')], '2026-06-08')).toMatchObject({
      ...{ state: 'consulting', stepDueOn: fifteenFrom('2026-06-02') },
    });
    const all = [...two, answered('2026-06-05'), answered('2026-06-05', '某厂')];
    expect(clockAfter(all, '2026-06-05')).toMatchObject({ state: 'processing', stepDueOn: null });
  });

  it('is no longer awaited in a period that began when its time was over (条例30)', () => {
    const unknown = [RECEIVED, consulted('2026-06-02'), asked('2026-06-03', '2026-07-31')];
    const over = fifteenFrom('2026-06-02');
    const copyOn = (day: string) => clockAfter([...unknown, corrected(day)], day).state;
    expect([copyOn(later(over, -1)), copyOn(over), copyOn(later(over, 1))]).toEqual([
      ...['consulting', 'processing', 'processing'],
    ]);
  });
});

describe('what the period that runs began with (条例30; 国办函〔2020〕109号)', () => {
  it('is the later of the corrected copy and the payment', () => {
    const feeFirst = [
      ...[RECEIVED, noticed('2026-06-03'), paid('2026-06-08')],
      ...[asked('2026-06-09', '2026-06-30'), corrected('2026-06-15')],
    ];
    expect(clockAfter(feeFirst, '2026-06-16')).toMatchObject({
      ...{ dueOn: nthWorkingDay('2026-06-15', 20), period: { begins: 'correction' } },
    });
    const copyFirst = [
      ...[RECEIVED, asked('2026-06-02', '2026-06-30'), corrected('2026-06-08')],
      ...[noticed('2026-06-09'), paid('2026-06-15')],
    ];
    expect(clockAfter(copyFirst, '2026-06-16')).toMatchObject({
      ...{ dueOn: nthWorkingDay('2026-06-15', 20), period: { begins: 'payment' } },
    });
  });

  it('is the corrected copy also where it comes on the day of receipt', () => {
    const sameDay = [RECEIVED, asked('2026-06-01', '2026-06-30'), corrected('2026-06-01')];
    expect(clockAfter(sameDay, '2026-06-02').period).toEqual({ begins: 'correction', extendedBy: 0 });
  });
});

describe('the date agreed with the applicant (条例35)', () => {
  const until = '2026-08-31';
  const agreed = [RECEIVED, does('AgreeDelay', { on: '2026-06-10', until, reason: '数量过大' })];

  it('is the last day that is listed, and what it adds does not count', () => {
    const { days, dueOn } = clockAfter(agreed, '2026-06-11');
    const counted = nthWorkingDay('2026-06-01', 20);
    expect(dueOn).toBe(until);
    expect(days.at(-1)).toEqual({ date: until, counts: false, reason: 'extension' });
    const added = days.filter(({ date }) => date > counted);
    expect(added[0]?.date).toBe(later(counted, 1));
    expect(added.every(({ counts, reason }) => !counts && reason === 'extension')).toBe(true);
    expect(new Set(days.map(({ date }) => date)).size).toBe(days.length);
  });

  it('hangs on no letter: it is final whenever that came', () => {
    const asking = [RECEIVED, consulted('2026-06-02')];
    expect(clockAfter(asking, '2026-06-11').earliest).toBe(true);
    expect(clockAfter([...asking, ...agreed.slice(1)], '2026-06-11')).toMatchObject({
      ...{ dueOn: until, earliest: false },
    });
  });
});

describe('the date of a correction (条例30)', () => {
  it('is named in the notice: no calendar that is still to come can move it', () => {
    const steps = [received('2026-11-02'), asked('2026-11-10', '2027-02-12')];
    expect(clockAfter(steps, '2026-11-11')).toMatchObject({ stepDueOn: '2027-02-12', provisional: false });
  });

  it('binds who had the notice on its last day, and not who had it later', () => {
    const respondBy = dateOf('2026-06-30');
    const cameOn = (day: string): ClockTimeline => ({
      ...timeline('2026-06-01'),
      correction: { requestedOn: dateOf('2026-06-03'), respondBy, receivedOn: null, arrivedOn: dateOf(day) },
    });
    const earliest = (day: string) => replyClock(cameOn(day), STATE_CALENDAR).earliest;
    expect(['2026-06-29', '2026-06-30', '2026-07-01'].map(earliest)).toEqual([false, false, true]);
  });
});

it('nobody is awaited once the reply was given, although a fee was (条例33)', () => {
  const waiting = [RECEIVED, noticed('2026-06-03')];
  expect(clockAfter(waiting, '2026-06-08').stepDueOn).toBe(nthWorkingDay('2026-06-03', 20));
  expect(clockAfter([...waiting, replied('2026-06-08')], '2026-06-09')).toMatchObject({
    ...{ state: 'concluded', stepDueOn: null },
  });
});
