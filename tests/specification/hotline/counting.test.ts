import { describe, expect, test } from 'vitest';
import { HOTLINE_COMMANDS } from '#shared/hotline/commands.ts';
import { hotlineContributions } from '#shared/hotline/figures.ts';
import type { HotlineRow } from '#shared/hotline/migrate.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { at, count, given, type Step } from '../../support/hotline-case.ts';

const call = (on = '2026-03-02', source = '12345热线'): Step => ({
  command: 'RegisterHotlineCase',
  at: on,
  source,
  type: 'complaint',
  topic: '道路',
  caller: '王某',
});
const accepted: Step = { command: 'AcceptHotlineCase', at: '2026-03-02' };
const dispatched: Step = {
  command: 'Dispatch',

  at: '2026-03-03',
  department: '城管局',
};
const replied: Step = { command: 'ReplyToCaller', at: '2026-03-05' };
const closed: Step = { command: 'CloseHotlineCase', at: '2026-03-06' };
const returned: Step = { command: 'ReturnDispatch', at: '2026-03-03', reason: '不属' };
const merge: Step = { command: 'MergeInto', at: '2026-03-02', into: '9' };

describe('what a case counts in the figures', () => {
  test('a caller asking for a document makes no application (trap 26)', () => {
    const state = given(call(), accepted, { command: 'RedirectToDisclosure', at: '2026-03-02' });
    expect(hotlineContributions(state.now).years).toEqual([]);
    expect(count([state], 'hotline.received')).toBe(1);
    state.when(dispatched).thenRefused('redirected');
    state.when(closed).thenLawful();
  });

  test('three calls and an alarm about one pothole are four received and one handled (trap 46)', () => {
    const sensor = given(call('2026-03-02', '物联网感知'), merge);
    const states = [given(call(), accepted), given(call(), merge), given(call(), merge), sensor];
    expect(count(states, 'hotline.received')).toBe(3);
    expect(count(states, 'events.received')).toBe(4);
    expect(count(states, 'events.accepted')).toBe(1);
    expect(count(states, 'events.bySource["物联网感知"]')).toBe(1);
    expect(count(states, 'hotline.byType["投诉"]')).toBe(3);
  });

  test('a closing counts on the day of receipt once it is recorded (trap 47)', () => {
    const open = given(call(), accepted, replied);
    expect(count([open], 'hotline.closed')).toBe(0);
    const done = given(call(), accepted, replied, closed);
    expect(hotlineContributions(done.now).days).toContainEqual({
      cell: 'hotline.closed',
      on: '2026-03-02',
      weight: 1,
    });
  });

  test('a case returned three times is one returned case (trap 48)', () => {
    const again = [dispatched, returned, dispatched, returned, dispatched, returned];
    const state = given(call(), accepted, ...again);
    expect([state.now.returned, state.now.dispatches]).toEqual([true, 3]);
    expect(count([state], 'hotline.accepted')).toBe(1);
  });

  test('the last rating counts and the redo is kept (trap 49)', () => {
    const rate = (on: string, satisfaction: 'satisfied' | 'dissatisfied'): Step => ({
      command: 'RecordFollowUp',

      at: on,
      satisfaction,
    });
    const state = given(
      ...[call(), accepted, replied, closed, rate('2026-03-07', 'dissatisfied')],
      { command: 'Redo', at: '2026-03-08', reason: '不满意' },
      { command: 'ReplyToCaller', at: '2026-03-09' },
      { command: 'CloseHotlineCase', at: '2026-03-10' },
      rate('2026-03-11', 'satisfied'),
    );
    expect([count([state], 'hotline.rated'), count([state], 'hotline.satisfied')]).toEqual([1, 1]);
    expect(state.now.redone).toBe(true);
  });

  test('the year is that of Shenzhen, not of UTC (trap 50)', () => {
    const command = { ...call(), at: '2026-12-31T16:30:00Z' };
    const state = given({
      command: 'RegisterHotlineCase',
      ...HOTLINE_COMMANDS.RegisterHotlineCase.parse(command),
    } as Step);
    expect(hotlineContributions(state.now).days[0]?.on).toBe('2027-01-01');
  });
});

describe('the steps of a case, one after another', () => {
  test('are refused out of turn', () => {
    const live = given(call(), accepted);
    given().when(accepted).thenRefused('unknownCase');
    given(call()).when(dispatched).thenRefused('notAccepted');
    live.when(accepted).thenRefused('alreadyAccepted');
    live.when(returned).thenRefused('notDispatched');
    live.when(closed).thenRefused('notReplied');
    live.when({ ...closed, at: '2026-03-01' }).thenRefused('dateOrder');
    live.when({ ...closed, at: '2027-07-01' }).thenRefused('future');
    live.when({ command: 'MergeInto', at: '2026-03-02', into: '1' }).thenRefused('mergeIntoItself');
    given(call(), merge).when(accepted).thenRefused('merged');
    given(call(), accepted, replied, closed).when(closed).thenRefused('alreadyClosed');
    live.when({ command: 'Redo', at: '2026-03-09', reason: 'x' }).thenRefused('notClosed');
  });

  test('correct a date and keep its time, and void a mistaken entry', () => {
    const why = { case: '1', on: dateOf('2026-03-04'), reason: 'mistyped' };
    expect(
      given(call(), accepted, replied, { command: 'CorrectDate', event: '3.1', ...why }).now.repliedAt,
    ).toBe('2026-03-04T10:00:00.000+08:00');
    const state = given(call(), accepted, replied);
    state.when({ command: 'CorrectDate', event: '1.1', ...why }).thenRefused('contradictsLaterStep');
    expect(hotlineContributions(given(call(), { command: 'VoidEntry', ...why }).now).days).toEqual([]);
  });

  test('keep the caller out of the data', () => {
    const [registered] = given().when(call()).events;
    expect(registered?.texts).toEqual({ caller: '王某' });
    expect(JSON.stringify(registered?.data)).not.toContain('王某');
  });
});

describe('rows of an import', () => {
  const row: HotlineRow = { number: '1', receivedAt: at('2026-03-02'), dueAt: at('2026-03-20') };
  const ended: HotlineRow = { ...row, closedAt: at('2026-03-10'), satisfaction: 'satisfied', topic: '道路' };

  test('a closed row is one commit of its steps', () => {
    const state = given()
      .whenImported(ended)
      .thenEvents(
        'HotlineCaseRegistered',
        'HotlineCaseAccepted',
        'TimeLimitSet',
        'HotlineCaseClosed',
        'FollowUpRecorded',
      );
    expect(count([state], 'hotline.closedOnTime')).toBe(1);
  });

  test('the same row adds nothing, a grown row only what is new, a changed cell conflicts', () => {
    const first = given().whenImported(row).thenLawful();
    first.whenImported(row).thenNothing();
    const grown = first.whenImported(ended).thenLawful();
    expect(grown.now).toMatchObject({ closedAt: ended.closedAt, topic: '道路', satisfaction: 'satisfied' });
    grown.whenImported(ended).thenNothing();
    grown.whenImported(row).thenNothing();
    grown.whenImported({ ...ended, satisfaction: 'dissatisfied' }).thenConflict('satisfaction');
  });

  test('a source that no row has named is named by a later one, once', () => {
    const called = { ...row, source: '12345热线' };
    const bare = given().whenImported(row).thenLawful();
    expect(bare.now).toMatchObject({ source: '12345热线', group: '12345', sourceAssumed: true });
    const named = bare.whenImported({ ...row, source: '书记在线' }).thenLawful();
    expect(named.now).toMatchObject({ source: '书记在线', group: 'other', sourceAssumed: false });
    named.whenImported(row).thenNothing();
    named.whenImported({ ...row, source: '书记在线' }).thenNothing();
    for (const told of [
      named,
      bare.whenImported(called).thenLawful(),
      given().whenImported(called).thenLawful(),
    ])
      told.whenImported({ ...row, source: '物联网感知' }).thenConflict('source');
    named.whenImported(called).thenConflict('source');
  });

  test('the same row stays a duplicate after a correction', () => {
    const mended = { event: '1.4', on: dateOf('2026-03-12'), reason: 'mistyped' };
    const state = given()
      .whenImported(ended)
      .thenLawful()
      .and({ command: 'CorrectDate', ...mended });
    expect(state.now.closedAt).toBe(at('2026-03-12'));
    state.whenImported(ended).thenNothing();
  });
});
