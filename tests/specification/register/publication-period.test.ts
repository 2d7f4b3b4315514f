/** 条例26: what becomes public is published within twenty working days from the day it came about or changed. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf, STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import { STATE_YEARS } from '#shared/kernel/calendar/years.ts';
import { dateOf, type PlainDate } from '#shared/kernel/plain-date.ts';
import { explainPublication, publicationDue, redate } from '#shared/register/clock.ts';
import type { RegisterCommand } from '#shared/register/commands.ts';
import { decide } from '#shared/register/decide.ts';
import { registerContributions } from '#shared/register/figures.ts';
import { migrate } from '#shared/register/migrate.ts';
import { evolve } from '#shared/register/state.ts';
import { later, nthWorkingDay } from '../../support/office-days.ts';
import { specificationOf } from '../../support/specification.ts';

const d = dateOf;
const today = d('2026-12-20');
const given = specificationOf({
  decide: (state, command: RegisterCommand) => decide(state, command, { today }),
  evolve,
  migrate,
});

const publish = (fields: object): RegisterCommand =>
  ({ command: 'Publish', case: '1', ...fields }) as RegisterCommand;
const awaited = publish({ formedOn: d('2026-09-18'), title: '办法' });
const published = (publishedOn: string): RegisterCommand =>
  ({
    command: 'PublishAwaited',
    case: '1',
    publishedOn: d(publishedOn),
    medium: 'website',
  }) as RegisterCommand;

describe('information that becomes public', () => {
  test('is awaited from the day it came about, with its last day, and counts nowhere yet', () => {
    const state = given().when(awaited).thenEvents({ type: 'InformationFormed', on: '2026-09-18' }).now;
    expect(publicationDue(state, STATE_CALENDAR)).toEqual({ date: '2026-10-22', provisional: false });
    expect(registerContributions(state).years).toEqual([]);
    expect(explainPublication(state, STATE_CALENDAR, d('2026-10-23'))).toMatchObject({
      state: 'awaitingPublication',
      dueOn: '2026-10-22',
      overdue: true,
      breaches: [],
    });
  });

  test('once published counts in the year and the column of that day, and keeps what was said before', () => {
    const told = given(awaited).when(published('2026-10-22')).thenEvents('Published');
    expect(told.now).toMatchObject({ on: '2026-10-22', formedOn: '2026-09-18', isAwaited: false });
    expect(told.now.cells).toMatchObject({ title: '办法', medium: 'website' });
    expect(registerContributions(told.now).years.map(({ cell }) => cell)).toContain('publications.total');
    expect(explainPublication(told.now, STATE_CALENDAR, today)).toMatchObject({
      state: 'concluded',
      breaches: [],
    });
  });

  test('published late is recorded, and marked on the day it was', () => {
    const { now } = given(awaited, published('2026-10-23'));
    expect(explainPublication(now, STATE_CALENDAR, today)?.breaches).toEqual([
      { code: 'publicationLate', article: '条例26', on: '2026-10-23' },
    ]);
  });

  test('may be entered with both days at once', () => {
    const both = publish({
      formedOn: d('2026-09-18'),
      publishedOn: d('2026-10-23'),
      medium: 'website',
      title: '办法',
    });
    const { now } = given().when(both).thenEvents('InformationFormed', 'Published');
    expect(explainPublication(now, STATE_CALENDAR, today)?.breaches).toHaveLength(1);
  });

  test('of which nobody has said when it came about has no period and is never late', () => {
    const { now } = given(publish({ publishedOn: d('2026-10-23'), medium: 'website' }));
    expect(explainPublication(now, STATE_CALENDAR, today)).toBeNull();
  });

  test('has the period another law sets, where one does, and which is said', () => {
    const set = { formedOn: d('2026-09-18'), publishBy: d('2026-12-31') };
    given().when(publish(set)).thenRefused('together', '条例26');
    const past = { ...set, publishBy: d('2026-09-17'), reason: '预算法第十四条' };
    given().when(publish(past)).thenRefused('dateOrder', '条例26');
    const { now } = given(publish({ ...set, reason: '预算法第十四条' }), published('2026-12-15'));
    expect(explainPublication(now, STATE_CALENDAR, today)).toMatchObject({
      publishBy: '2026-12-31',
      breaches: [],
    });
  });

  test('is published once, not before it came about, by a medium', () => {
    given(awaited).when(published('2026-09-17')).thenRefused('dateOrder', '条例26');
    const done = given(awaited, published('2026-10-01'));
    done.when(published('2026-10-01')).thenRefused('alreadyPublished');
    done.when(published('2026-10-02')).thenRefused('alreadyPublished');
    given().when(publish({})).thenRefused('required');
    given()
      .when(publish({ publishedOn: d('2026-10-01') }))
      .thenRefused('required');
    const early = { formedOn: d('2026-10-02'), publishedOn: d('2026-10-01'), medium: 'website' };
    given().when(publish(early)).thenRefused('dateOrder');
  });

  test('has either day corrected, in their order', () => {
    const done = given(awaited, published('2026-10-22'));
    const correct = (event: string, on: string): RegisterCommand => ({
      ...{ command: 'CorrectDate', case: '1', event, on: d(on), reason: '误录' },
    });
    expect(done.and(correct('formedOn', '2026-09-01')).now).toMatchObject({
      formedOn: '2026-09-01',
      on: '2026-10-22',
    });
    expect(done.and(correct('publishedOn', '2026-10-20')).now).toMatchObject({ on: '2026-10-20' });
    done.when(correct('formedOn', '2026-10-23')).thenRefused('contradictsLaterStep');
  });

  test('that a row of an import says was published is so, and the same row again adds nothing', () => {
    const row = { number: '1', publishedOn: d('2026-10-22'), medium: 'website' } as const;
    const told = given(awaited).whenImported({ entry: 'publication', row }).thenEvents('Published');
    told.whenImported({ entry: 'publication', row }).thenNothing();
  });

  test('is dated anew where a calendar moves its last day, and never once it is published', () => {
    const before = calendarOf(STATE_YEARS);
    const after = calendarOf(STATE_YEARS, [{ date: d('2026-10-20'), kind: 'holiday' }]);
    const why = { before, after, reason: 'extraDay', today } as const;
    const state = given(awaited);
    expect(redate(state.now, why)?.data).toMatchObject({ from: '2026-10-22', to: '2026-10-23' });
    expect(redate(state.and(published('2026-10-22')).now, why)).toBeNull();
  });

  test('is due on the day an independent count finds, whenever it came about', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1700 }), (days) => {
        const formedOn = later('2022-01-01', days) as PlainDate;
        const { now } = given(publish({ formedOn }));
        const clock = explainPublication(now, STATE_CALENDAR, today);
        expect(clock?.dueOn).toBe(nthWorkingDay(formedOn, 20));
        expect(clock?.days.filter(({ counts }) => counts)).toHaveLength(20);
      }),
    );
  });
});
