import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  calendarOf,
  lastDayWithin,
  STATE_CALENDAR,
  workingDaysLeft,
} from '#shared/kernel/calendar/calendar.ts';
import { STATE_YEARS } from '#shared/kernel/calendar/years.ts';
import { addDays, dateOf } from '#shared/kernel/plain-date.ts';
import { datesWithin, NEARNESS, nearnessOf } from '#shared/worklist/nearness.ts';

const FROM = dateOf('2025-12-15');
const someDay = fc.integer({ min: 0, max: 400 }).map((days) => addDays(FROM, days));
const extraDay = fc.record({
  date: someDay,
  kind: fc.constantFrom('holiday' as const, 'makeUpWorkingDay' as const),
});
const someCalendar = fc
  .uniqueArray(extraDay, { maxLength: 8, selector: ({ date }) => date })
  .map((days) => calendarOf(STATE_YEARS, days));

describe('within so many working days', () => {
  it('a date on the Saturday after the fifth working day is as near as the Friday', () => {
    const friday = dateOf('2026-11-27');
    expect(lastDayWithin(STATE_CALENDAR, friday, 5)).toBe('2026-12-06');
    expect(workingDaysLeft(STATE_CALENDAR, friday, dateOf('2026-12-05'))).toBe(5);
    expect(workingDaysLeft(STATE_CALENDAR, friday, dateOf('2026-12-07'))).toBe(6);
  });

  it('a date on a day off is due today once no working day is left before it', () => {
    const friday = dateOf('2026-11-27');
    expect(datesWithin('today', friday, STATE_CALENDAR)).toEqual({ from: friday, to: '2026-11-29' });
    expect(nearnessOf(0, false)).toBe('today');
  });

  it('the range of a list holds exactly what is counted to be as near, by any calendar', () => {
    fc.assert(
      fc.property(someCalendar, someDay, fc.integer({ min: -30, max: 40 }), (calendar, on, ahead) => {
        const due = addDays(on, ahead);
        const left = workingDaysLeft(calendar, on, due);
        const near = nearnessOf(left, on > due);
        for (const [index, one] of NEARNESS.entries()) {
          const { from, to } = datesWithin(one, on, calendar);
          const inRange = (from === null || due >= from) && due <= to;
          const counted = near !== null && NEARNESS.indexOf(near) <= index;
          expect(inRange, `${one} of ${due} on ${on}`).toBe(
            one === 'overdue' ? near === 'overdue' : counted && near !== 'overdue',
          );
        }
      }),
    );
  });
});
