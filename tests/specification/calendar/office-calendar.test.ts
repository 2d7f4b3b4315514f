import { describe, expect, it } from 'vitest';
import { CALENDAR_COMMANDS, type CalendarCommand } from '#shared/calendar/commands.ts';
import { decide } from '#shared/calendar/decide.ts';
import { type CalendarState, calendarIn, evolve } from '#shared/calendar/state.ts';
import { addWorkingDays, STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import { STATE_YEARS } from '#shared/kernel/calendar/years.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { specificationOf } from '../../support/specification.ts';

const today = dateOf('2026-11-24');

/** An arrangement made up for 2027: nothing of the real one is known. */
const YEAR_2027 = {
  year: 2027,
  notice: '国务院办公厅关于2027年部分节假日安排的通知（样例）',
  daysOff: ['2026-12-31', '2027-01-01~2027-01-03', '2027-02-05~2027-02-11'],
  makeUp: ['2027-01-30', '2027-02-14'],
};

function command(name: keyof typeof CALENDAR_COMMANDS, fields: object): CalendarCommand {
  return { ...CALENDAR_COMMANDS[name].parse(fields), command: name } as CalendarCommand;
}

const given = specificationOf({
  decide: (state: CalendarState | null, one: CalendarCommand) => decide(state, one, { today }),
  evolve,
});

const typhoon = command('AddExtraDay', {
  date: '2026-09-21',
  kind: 'holiday',
  cause: 'typhoon',
  reason: '台风红色预警停工',
});

describe("an office's calendar", () => {
  it('is the State calendar while nothing was entered', () => {
    expect(given().state).toBeNull();
    expect(STATE_CALENDAR.isProvisional(dateOf('2027-01-04'))).toBe(true);
  });

  it('with the year of a notice settles that year and the last days of the one before', () => {
    const calendar = calendarIn(given(command('LoadCalendarYear', YEAR_2027)).now);
    expect(calendar.isProvisional(dateOf('2026-12-30'))).toBe(false);
    expect(calendar.kindOfDay(dateOf('2026-12-31'))).toBe('holiday');
    expect(calendar.kindOfDay(dateOf('2027-02-14'))).toBe('makeUpWorkingDay');
    expect(calendar.isProvisional(dateOf('2027-12-29'))).toBe(true);
    expect(calendar.version).not.toBe(STATE_CALENDAR.version);
    expect(addWorkingDays(calendar, dateOf('2026-12-10'), 20)).toEqual({
      date: '2027-01-11',
      provisional: false,
    });
  });

  it('says the same notice once', () => {
    const load = command('LoadCalendarYear', YEAR_2027);
    given(load).when(load).thenNothing();
    given(command('LoadCalendarYear', { ...YEAR_2027, daysOff: ['2027-01-01'] }))
      .when(load)
      .thenEvents('CalendarYearLoaded');
  });

  it('takes no notice that cannot be one', () => {
    const load = (change: object) => given().when(command('LoadCalendarYear', { ...YEAR_2027, ...change }));
    load({ daysOff: ['2026-12-01'] }).thenRefused('badDate');
    load({ makeUp: ['2026-12-13'] }).thenRefused('badDate');
    load({ makeUp: ['2026-12-27'] }).thenEvents('CalendarYearLoaded'); // the Sunday before a long New Year
    load({ daysOff: ['2028-01-01'] }).thenRefused('badDate');
    load({ makeUp: ['2027-03-01'] }).thenRefused('badDate'); // a Monday
    load({ makeUp: ['2027-01-02'] }).thenRefused('conflict');
    load({ daysOff: [] }).thenRefused('required');
    expect(
      CALENDAR_COMMANDS.LoadCalendarYear.safeParse({ ...YEAR_2027, daysOff: ['2027-02-30'] }).success,
    ).toBe(false);
  });

  it('takes the days of a typhoon, and gives them back', () => {
    const stormy = given().when(typhoon).thenEvents('ExtraDayAdded');
    expect(addWorkingDays(calendarIn(stormy.now), dateOf('2026-09-18'), 20).date).toBe('2026-10-23');
    stormy.when(typhoon).thenNothing();
    const back = stormy.and(command('RemoveExtraDay', { date: '2026-09-21', reason: '误录' }));
    expect(calendarIn(back.now).version).toBe(STATE_CALENDAR.version);
  });

  it('refuses a day that is what it is said to become, and giving back what was not taken', () => {
    const day = (date: string, kind: string) =>
      given().when(command('AddExtraDay', { date, kind, reason: '停工' }));
    day('2026-10-01', 'holiday').thenRefused('unchanged');
    day('2026-09-20', 'makeUpWorkingDay').thenRefused('unchanged');
    day('2026-09-19', 'makeUpWorkingDay').thenEvents('ExtraDayAdded');
    given()
      .when(command('RemoveExtraDay', { date: '2026-10-01', reason: '误录' }))
      .thenRefused('unchanged');
  });
});

/** Written down a second time, from the notices as published: year, days off, make-up working days. */
const PUBLISHED: Readonly<Record<number, readonly [string, string]>> = {
  2022: [
    '01-01…03 01-31…02-06 04-03…05 04-30…05-04 06-03…05 09-10…12 10-01…07',
    '01-29 01-30 04-02 04-24 05-07 10-08 10-09',
  ],
  2023: [
    '2022-12-31 01-01…02 01-21…27 04-05 04-29…05-03 06-22…24 09-29…10-06',
    '01-28 01-29 04-23 05-06 06-25 10-07 10-08',
  ],
  2024: [
    '01-01 02-10…17 04-04…06 05-01…05 06-10 09-15…17 10-01…07',
    '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12',
  ],
  2025: ['01-01 01-28…02-04 04-04…06 05-01…05 05-31…06-02 10-01…08', '01-26 02-08 04-27 09-28 10-11'],
  2026: [
    '01-01…03 02-15…23 04-04…06 05-01…05 06-19…21 09-25…27 10-01…07',
    '01-04 02-14 02-28 05-09 09-20 10-10',
  ],
};

/** `01-31…02-06`, `06-03…05`, `04-05` or a day of another year in full, as single days. */
function spelledOut(year: number, written: string): string[] {
  return written.split(' ').flatMap((span) => {
    const [first = '', end = first] = span.split('…');
    const full = (text: string) => (text.length === 10 ? text : `${year}-${text}`);
    const last = full(end.length === 2 ? `${first.slice(0, 3)}${end}` : end);
    const days: string[] = [];
    for (let day = full(first); day <= last; day = next(day)) days.push(day);
    return days;
  });
}

function next(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

describe('the years built in', () => {
  it.each(Object.keys(PUBLISHED).map(Number))('%i is as its notice was published', (year) => {
    const [daysOff, makeUp] = PUBLISHED[year] ?? ['', ''];
    const built = STATE_YEARS.find((one) => one.year === year);
    expect([...(built?.daysOff ?? [])].sort()).toEqual(spelledOut(year, daysOff).sort());
    expect(built?.makeUp).toEqual(spelledOut(year, makeUp));
  });

  it('of 2019 to 2021 are marked as taken from a package alone', () => {
    const alone = STATE_YEARS.filter(({ source }) => source === 'package').map(({ year }) => year);
    expect(alone).toEqual([2019, 2020, 2021]);
  });
});
