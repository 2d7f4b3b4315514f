/** The explanations of appeals and hotline cases, in the same words as that of an application. */
import { describe, expect, it } from 'vitest';
import { explainAppeal } from '#shared/appeal/explanation.ts';
import { type AppealState, evolve } from '#shared/appeal/state.ts';
import { explainHotline } from '#shared/hotline/explanation.ts';
import { STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import { refuse } from '#shared/kernel/decision.ts';
import type { DomainEvent, EventData } from '#shared/kernel/event.ts';
import { dateOf, type Instant } from '#shared/kernel/plain-date.ts';
import { ACCEPTED, CALL, given, type Step } from '../../support/hotline-case.ts';
import { specificationOf } from '../../support/specification.ts';

const OPENED = {
  number: '复1',
  kind: 'review',
  route: null,
  application: null,
  coDefendant: false,
  procedure: 'simplified',
  copyReceivedOn: '2026-09-18',
  migrated: false,
};

function appeal(...steps: readonly (readonly [string, string, EventData?])[]): AppealState {
  const all = [['AppealOpened', '2026-09-18', OPENED] as const, ...steps];
  const events = all.map(([type, on, data = {}]): DomainEvent => ({ type, v: 2, on: dateOf(on), data }));
  return specificationOf({ decide: () => refuse('unknownCase'), evolve })(...events).now;
}
const clockOn = (state: AppealState, on: string) => explainAppeal(state, STATE_CALENDAR, dateOf(on));

describe('the clock of an appeal', () => {
  it('runs for the answer of the office, day by day (复议法54; trap 40)', () => {
    const clock = clockOn(appeal(), '2026-09-22');
    expect(clock).toMatchObject({
      state: 'answering',
      dueOn: '2026-09-24',
      stepDueOn: null,
      overdue: false,
      workingDaysLeft: 2,
      provisional: false,
    });
    expect(clock.days.filter((day) => day.counts).map((day) => day.date)).toEqual([
      '2026-09-20',
      '2026-09-21',
      '2026-09-22',
      '2026-09-23',
      '2026-09-24',
    ]);
    expect(clockOn(appeal(), '2026-09-28')).toMatchObject({ overdue: true, workingDaysLeft: -1 });
  });

  it('waits for the decision once it is answered, and a late answer is said', () => {
    const inTime = clockOn(appeal(['AppealAnswered', '2026-09-24']), '2026-09-28');
    expect(inTime).toMatchObject({ state: 'awaitingDecision', dueOn: null, stepDueOn: '2026-10-19' });
    expect(inTime.breaches).toEqual([]);
    expect(clockOn(appeal(['AppealAnswered', '2026-09-28']), '2026-09-28').breaches).toEqual([
      { code: 'answerLate', article: '复议法54', on: '2026-09-28' },
    ]);
  });

  it('brands nobody late while nobody noted when the copy came: the date is the earliest', () => {
    const unserved = { ...OPENED, copyReceivedOn: null };
    const told = (...steps: DomainEvent[]) =>
      specificationOf({ decide: () => refuse('unknownCase'), evolve })(
        { type: 'AppealOpened', v: 2, on: dateOf('2026-09-18'), data: unserved },
        ...steps,
      ).now;
    const answered: DomainEvent = { type: 'AppealAnswered', v: 1, on: dateOf('2026-09-28'), data: {} };
    const served: DomainEvent = {
      type: 'PaperServed',
      v: 1,
      on: dateOf('2026-09-22'),
      data: { step: '1.1', way: 'post', returned: false },
    };
    expect(clockOn(told(), '2026-09-28')).toMatchObject({
      dueOn: '2026-09-24',
      earliest: true,
      overdue: false,
    });
    expect(clockOn(told(answered), '2026-09-28').breaches).toEqual([]);
    expect(clockOn(told(served), '2026-09-24')).toMatchObject({ dueOn: '2026-09-30', earliest: false });
    expect(clockOn(told(answered, served), '2026-09-28').breaches).toEqual([]);
  });

  it('stands still once it is decided', () => {
    const decided = [
      'AppealConcluded',
      '2026-10-10',
      { outcome: 'upheld', means: null, migrated: false },
    ] as const;
    expect(clockOn(appeal(decided), '2026-12-01')).toMatchObject({
      state: 'concluded',
      dueOn: null,
      stepDueOn: null,
      overdue: false,
      workingDaysLeft: null,
      days: [],
    });
  });
});

describe('the clock of a hotline case', () => {
  const explained = (on: string, ...steps: readonly Step[]) =>
    explainHotline(given(CALL, ACCEPTED, ...steps).now, STATE_CALENDAR, dateOf(on));

  it('counts the working days of its type from the acceptance', () => {
    const clock = explained('2026-03-20');
    expect(clock).toMatchObject({ state: 'handling', limit: 15, dueOn: '2026-03-23', workingDaysLeft: 1 });
    expect(clock.days.filter((day) => day.counts)).toHaveLength(15);
    expect(clock.days.at(-1)?.date).toBe('2026-03-23');
  });

  it('lists the days that an extension added, which no number of days was set for', () => {
    const dueAt = '2026-03-26T18:00:00+08:00';
    const extension = { command: 'ExtendHandling', at: '2026-03-19', dueAt, reason: '需现场勘查' };
    const clock = explained('2026-03-20', extension as Step);
    expect(clock).toMatchObject({ limit: null, dueOn: '2026-03-26' });
    expect(clock.days.filter((day) => day.counts)).toHaveLength(15);
    expect(clock.days.slice(-3)).toEqual(
      ['2026-03-24', '2026-03-25', '2026-03-26'].map((date) => ({
        date,
        counts: false,
        reason: 'extension',
      })),
    );
  });

  it('lists every day that hours run through, and none where another system named the end', () => {
    const ends = (data: object) => {
      const { now } = given(CALL, ACCEPTED);
      const steps = now.steps.filter(({ event }) => event.type !== 'TimeLimitSet');
      const at = '2026-03-02T09:30:00.000+08:00' as Instant;
      const event = { type: 'TimeLimitSet', v: 1, on: dateOf('2026-03-02'), data: { at, ...data } } as never;
      const dueAt = '2026-03-04T09:30:00.000+08:00' as Instant;
      const type = 'TimeLimitSet' as const;
      const limited = { ...now, dueAt, steps: [...steps, { id: '9.1', type, at, dated: true, event }] };
      return explainHotline(limited, STATE_CALENDAR, dateOf('2026-03-03'));
    };
    const dueAt = '2026-03-04T09:30:00.000+08:00';
    const inHours = ends({ dueAt, provisional: false, hours: 48, migrated: false });
    expect(inHours).toMatchObject({ hours: 48, limit: null, dueOn: '2026-03-04' });
    expect(inHours.days).toEqual([
      { date: '2026-03-02', counts: false, reason: 'start' },
      { date: '2026-03-03', counts: true, reason: 'naturalDay' },
      { date: '2026-03-04', counts: true, reason: 'naturalDay' },
    ]);
    expect(ends({ dueAt, provisional: false, migrated: true }).days).toEqual([]);
  });

  it('says that it was closed too late', () => {
    const closing = [
      { command: 'Dispatch', at: '2026-03-03', department: '城管' },
      { command: 'ReplyToCaller', at: '2026-03-24' },
      { command: 'CloseHotlineCase', at: '2026-03-24' },
    ] as Step[];
    expect(explained('2026-03-25', ...closing)).toMatchObject({
      state: 'concluded',
      overdue: false,
      workingDaysLeft: null,
      breaches: [{ code: 'closedLate', article: '', on: '2026-03-24' }],
    });
  });
});
