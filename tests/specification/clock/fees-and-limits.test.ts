import { describe, expect, it } from 'vitest';
import { perItem, perPage } from '#shared/disclosure/fees.ts';
import {
  addWorkingDays,
  calendarOf,
  STATE_CALENDAR,
  workingDaysLeft,
} from '#shared/kernel/calendar/calendar.ts';
import { STATE_YEARS } from '#shared/kernel/calendar/years.ts';
import { dateOf, firstDayOf, lastDayOf, parseInstant } from '#shared/kernel/plain-date.ts';
import {
  endOfHours,
  hours,
  lastDayOfLimit,
  months,
  REVIEW_LIMITS,
  SUIT_LIMITS,
} from '#shared/kernel/time-limit.ts';

describe('the fee (国办函〔2020〕109号)', () => {
  it('by item rises by bands of ten, each item at its own price', () => {
    expect([10, 11, 20, 30, 31, 40, 41, 45].map(perItem)).toEqual(
      [0, 100, 1000, 2000, 2200, 4000, 4300, 5500].map((yuan) => yuan * 100),
    );
    expect(perItem(45)).toBe(550_000);
  });

  it('by page is marginal too', () => {
    expect([0, 30, 31, 100, 200, 201, 250].map(perPage)).toEqual(
      [0, 0, 10, 700, 2700, 2740, 4700].map((yuan) => yuan * 100),
    );
  });
});

describe('the calendar', () => {
  it('has as many working days in each year as its notices leave', () => {
    const year = (y: number) => workingDaysLeft(STATE_CALENDAR, lastDayOf(y - 1), lastDayOf(y));
    expect([2022, 2023, 2024, 2025, 2026].map(year)).toEqual([249, 249, 251, 248, 248]);
  });

  it('does not settle the last days of a year before the next notice', () => {
    const upTo2022 = calendarOf(STATE_YEARS.filter(({ year }) => year <= 2022));
    expect(upTo2022.isProvisional(dateOf('2022-12-31'))).toBe(true);
    expect(upTo2022.isProvisional(dateOf('2022-12-28'))).toBe(false);
    expect(STATE_CALENDAR.isProvisional(dateOf('2022-12-31'))).toBe(false);
    expect(STATE_CALENDAR.kindOfDay(dateOf('2022-12-31'))).toBe('holiday');
    expect(STATE_CALENDAR.isProvisional(firstDayOf(2027))).toBe(true);
  });

  it('takes the extra days of an office and is then another version', () => {
    const typhoon = calendarOf(STATE_YEARS, [{ date: dateOf('2026-09-21'), kind: 'holiday' }]);
    expect(addWorkingDays(typhoon, dateOf('2026-09-18'), 20).date).toBe('2026-10-23');
    expect(typhoon.version).not.toBe(STATE_CALENDAR.version);
  });
});

describe('a time limit', () => {
  const friday = dateOf('2026-09-18');

  it('of working days and one of natural days end apart (trap 40)', () => {
    const end = (limit: Parameters<typeof lastDayOfLimit>[2]) =>
      lastDayOfLimit(STATE_CALENDAR, friday, limit).date;
    expect(end(REVIEW_LIMITS.answerSimplified)).toBe('2026-09-24');
    expect(end(SUIT_LIMITS.answer)).toBe('2026-10-08');
  });

  it('of months ends on the day of that number, or the last the month has', () => {
    expect(lastDayOfLimit(STATE_CALENDAR, dateOf('2025-08-31'), months(6)).date).toBe('2026-02-28');
  });

  it('of hours runs through the night', () => {
    const call = parseInstant('2026-09-18T23:30:00+08:00');
    expect(call && endOfHours(call, hours(2))).toBe('2026-09-19T01:30:00.000+08:00');
  });
});
