/** Every figure a case stands in, and no other: docs/hotline.md, Figures. */
import { describe, expect, test } from 'vitest';
import type { Satisfaction } from '#shared/glossary/choices.ts';
import { hotlineContributions, linkedTo } from '#shared/hotline/figures.ts';
import type { HotlineRow } from '#shared/hotline/migrate.ts';
import {
  ACCEPTED,
  at,
  CALL,
  given,
  type HotlineTold,
  type Step,
  standsIn,
} from '../../support/hotline-case.ts';

const dispatched: Step = { command: 'Dispatch', at: '2026-03-02 09:30', department: '城管局' };
const returned: Step = { command: 'ReturnDispatch', at: '2026-03-02 11:00', reason: '不属职责' };
const replied: Step = { command: 'ReplyToCaller', at: '2026-03-05' };
const closed: Step = { command: 'CloseHotlineCase', at: '2026-03-06' };
const extended = (dueAt: string): Step => ({
  ...{ command: 'ExtendHandling', at: '2026-03-10', reason: '复杂' },
  dueAt: at(dueAt),
});
const supervised: Step = { command: 'Supervise', at: '2026-03-04' };
const redone: Step = { command: 'Redo', at: '2026-03-08', reason: '未解决' };
const merged: Step = { command: 'MergeInto', at: '2026-03-02 10:00', into: '9' };
const rejected: Step = { command: 'RejectHotlineCase', at: '2026-03-02 09:20', reason: '骚扰' };
const redirected: Step = { command: 'RedirectToDisclosure', at: '2026-03-03' };
const rated = (satisfaction: Satisfaction): Step => ({
  ...{ command: 'RecordFollowUp', at: '2026-03-07' },
  satisfaction,
});

/** What CALL is sorted by. Accepted on Monday 2 March, it is due at the end of the 23rd: past it from the next midnight on. */
const CALLED = ['received', 'bySource["12345热线"]', 'byType["投诉"]', 'byTopic["道路"]'];
const DUE = 'openDue["2026-03-24T00"]';
const OF_DEPARTMENT = 'byDepartment["城管局"]';

function expectIn(one: HotlineTold, ...cells: readonly string[]): void {
  expect(standsIn(one)).toEqual([...cells].sort());
}

/** Stocks without an end, each from the year of the call. */
function standing(one: HotlineTold): readonly string[] {
  const { years } = hotlineContributions(one.now);
  expect(years.every(({ from, until, weight }) => from === 2026 && until === 'open' && weight === 1)).toBe(
    true,
  );
  return years.map(({ cell }) => cell);
}

describe('an open complaint by 12345', () => {
  test('stands once in each of its figures, on the day of the call, among 12345 and among all', () => {
    const one = given(CALL, ACCEPTED);
    expectIn(one, ...CALLED, 'accepted', DUE);
    expect(standsIn(one, 'events')).toEqual(standsIn(one));
    const { days } = hotlineContributions(one.now);
    expect(days.every(({ on, weight }) => on === '2026-03-02' && weight === 1)).toBe(true);
    expect(days).toHaveLength(12);
  });

  test('stands under the department that has it in hand, and under none once that has returned it', () => {
    const sent = given(CALL, ACCEPTED, dispatched);
    expectIn(sent, ...CALLED, 'accepted', DUE, OF_DEPARTMENT, 'rightlyDispatched');
    expect(standing(sent)).toEqual(['events.pending["城管局"]']);
    const back = sent.and(returned);
    expectIn(back, ...CALLED, 'accepted', DUE, 'misdispatched', 'returned');
    expect(standing(back)).toEqual(['events.pending[""]']);
  });

  test('is due in the hour its extension names, which is one extended case however often', () => {
    const long = given(CALL, ACCEPTED, extended('2026-04-10 18:00'), extended('2026-04-20 18:01'));
    expectIn(long, ...CALLED, 'accepted', 'extended', 'openDue["2026-04-20T19"]');
    expectIn(
      given(CALL, ACCEPTED, extended('2026-04-10 18:00')),
      ...[...CALLED, 'accepted', 'extended', 'openDue["2026-04-10T18"]'],
    );
  });

  test('is pending under supervision while it is open, and was supervised for good', () => {
    const watched = given(CALL, ACCEPTED, dispatched, supervised);
    expect(standing(watched)).toEqual(['events.pending["城管局"]', 'events.underSupervision']);
    expectIn(watched, ...CALLED, 'accepted', DUE, OF_DEPARTMENT, 'rightlyDispatched', 'supervised');
    const over = watched.and(replied, closed);
    expect(standing(over)).toEqual([]);
    expect(standsIn(over)).toContain('supervised');
  });
});

describe('a closed complaint', () => {
  const closedAt = (instant: string) => given(CALL, ACCEPTED, replied, { ...closed, at: instant } as Step);
  const inTime = [...CALLED, 'accepted', 'closed', 'closedOnTime', 'dueKnown'];
  const late = [...CALLED, 'accepted', 'closed', 'dueKnown'];

  test('is on time up to the last instant of its limit', () => {
    expectIn(closedAt('2026-03-06'), ...inTime);
    expectIn(closedAt('2026-03-23T23:59:59.999+08:00'), ...inTime);
    expectIn(closedAt('2026-03-24 00:00'), ...late);
    expect(standing(closedAt('2026-03-24 00:00'))).toEqual([]);
  });

  test('is judged by the limit as extended', () => {
    const long = given(CALL, ACCEPTED, extended('2026-04-10 18:00'), replied);
    expectIn(long.and({ ...closed, at: '2026-04-10 18:00' } as Step), ...inTime, 'extended');
    expectIn(long.and({ ...closed, at: '2026-04-10 18:01' } as Step), ...late, 'extended');
  });

  test('without a limit is neither on time nor late', () => {
    const open = given({ ...CALL, type: 'other' } as Step, ACCEPTED);
    const called = CALLED.with(2, 'byType["其他"]');
    expectIn(open, ...called, 'accepted', 'withoutDueDate');
    expectIn(open.and(replied, closed), ...called, 'accepted', 'withoutDueDate', 'closed');
  });

  test('that is being done over is open, has been closed, and is redone for good', () => {
    const again = given(CALL, ACCEPTED, replied, closed, redone);
    expectIn(again, ...CALLED, 'accepted', DUE, 'redone', 'reopened');
    expect(standing(again)).toEqual(['events.pending[""]']);
    const anew = again.and({ ...replied, at: '2026-03-09' }, { ...closed, at: '2026-03-10' });
    expectIn(anew, ...inTime, 'redone');
  });

  test.each<[Satisfaction, readonly string[]]>([
    ['satisfied', ['followedUp', 'rated', 'satisfied', 'fullySatisfied']],
    ['fairlySatisfied', ['followedUp', 'rated', 'satisfied']],
    ['dissatisfied', ['followedUp', 'rated']],
    ['unreached', ['followedUp']],
    ['unrated', ['followedUp']],
  ])('whose caller was asked and is %s', (satisfaction, cells) => {
    expectIn(given(CALL, ACCEPTED, replied, closed, rated(satisfaction)), ...inTime, ...cells);
  });
});

describe('a call that is not handled here', () => {
  test('is received as it was sorted, in no rate and in nobody’s hands', () => {
    for (const one of [given(CALL, rejected), given(CALL, merged), given(CALL, ACCEPTED, merged)]) {
      expectIn(one, ...CALLED);
      expect(standing(one)).toEqual([]);
    }
  });

  test('waits for nobody once its caller was shown the disclosure channel', () => {
    const shown = given(CALL, ACCEPTED, redirected);
    expect(standing(shown)).toEqual([]);
    expectIn(shown, ...CALLED, 'accepted', DUE);
  });

  test('is found from the written application that followed it', () => {
    const application = 'SQ2026-0000001';
    const linked = given(CALL, redirected, { command: 'LinkApplication', at: '2026-03-12', application });
    expect(standing(linked)).toEqual(['events.linkedTo["SQ2026-0000001"]']);
    expect(linkedTo(application)).toBe('events.linkedTo["SQ2026-0000001"]');
  });

  test('that was entered by mistake stands nowhere', () => {
    const voided = given(CALL, {
      command: 'VoidEntry',
      on: at('2026-03-05').slice(0, 10),
      reason: '重复',
    } as never);
    expect(hotlineContributions(voided.now)).toEqual({ years: [], days: [] });
  });
});

describe('what a case is sorted by', () => {
  test('is left out where nobody has said it', () => {
    const row: HotlineRow = { number: '1', receivedAt: at('2026-03-02') };
    const bare = given().whenImported(row).thenLawful();
    expectIn(bare, 'received', 'bySource["12345热线"]', 'accepted', 'withoutDueDate');
  });

  test('is the label of the office for a type of its own', () => {
    const row: HotlineRow = { number: '1', receivedAt: at('2026-03-02'), type: '城市更新' };
    expect(standsIn(given().whenImported(row).thenLawful())).toContain('byType["城市更新"]');
  });

  test('of another source stands among all events alone', () => {
    const sensor = given({ ...CALL, source: '物联网感知' } as Step, ACCEPTED);
    expectIn(sensor);
    expect(standsIn(sensor, 'events')).toEqual(
      [...CALLED.with(1, 'bySource["物联网感知"]'), 'accepted', DUE].sort(),
    );
  });
});
