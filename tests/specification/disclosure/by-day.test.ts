/** What an application adds to the days of a year, and how long its answer took: for charts, never for the form. */
import { expect, it } from 'vitest';
import { contributionsOfApplication } from '#shared/disclosure/figures.ts';
import { disclosureKind } from '#shared/disclosure/kind.ts';
import { STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import { OPEN } from '#shared/kernel/contribution.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { givenOn } from '../../support/application-desk.ts';
import { SITUATIONS, THAT_DAY } from '../../support/application-situations.ts';

const YEARS = [2024, 2025, 2026, 2027];
const cases = Object.entries(SITUATIONS);

it.each(cases)('the days of each year add up to its row of table 三: %s', (_name, told) => {
  const { years, days } = contributionsOfApplication(givenOn(THAT_DAY, ...told).state);
  const inTable = (row: string, year: number): number =>
    years
      .filter(({ cell }) => cell === `table3.${row}.total`)
      .filter(({ from, until }) => from <= year && (until === OPEN || until >= year)).length;
  const onDays = (name: string, year: number): number =>
    days.filter(({ cell, on }) => cell === `disclosure.${name}` && on.startsWith(`${year}-`)).length;
  for (const year of YEARS) {
    expect([year, onDays('received', year)]).toEqual([year, inTable('newlyReceived', year)]);
    expect([year, onDays('concluded', year)]).toEqual([year, inTable('concluded', year)]);
  }
});

const answered = (on: string) => {
  const { state } = givenOn(
    dateOf('2026-12-01'),
    {
      ...{ command: 'RegisterApplication', channel: 'inPerson', submittedOn: dateOf('2026-10-12') },
      ...{ subject: '规划图', applicant: { type: 'naturalPerson', name: '张三' } },
    },
    { command: 'Reply', on: dateOf(on), outcome: 'disclosed' },
  );
  if (state === null) throw new Error('not registered');
  return disclosureKind.brief?.(state, STATE_CALENDAR)?.facts;
};

it.each([
  ['on the day itself', '2026-10-12', 0],
  ['the next working day', '2026-10-13', 1],
  ['after a weekend', '2026-10-19', 5],
  ['on the last day', '2026-11-09', 20],
  ['a day late', '2026-11-10', 21],
  ['two weeks late', '2026-11-23', 30],
])('a list says how many of the twenty days an answer took: %s', (_when, on, used) => {
  expect(answered(on)).toMatchObject({ daysUsed: used, daysGiven: 20 });
});
