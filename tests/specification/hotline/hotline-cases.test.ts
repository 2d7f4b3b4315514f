import { describe, expect, test } from 'vitest';
import { HOTLINE_COMMANDS, type HotlineCommand } from '#shared/hotline/commands.ts';
import { decide } from '#shared/hotline/decide.ts';
import { hotlineContributions } from '#shared/hotline/figures.ts';
import { FIRST_LISTS } from '#shared/hotline/lists.ts';
import { type HotlineRow, migrate } from '#shared/hotline/migrate.ts';
import { evolve, type HotlineState } from '#shared/hotline/state.ts';
import { STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import type { DomainEvent } from '#shared/kernel/event.ts';
import { dateOf, type Instant, instantOf, parseInstant } from '#shared/kernel/plain-date.ts';

const today = dateOf('2027-06-30');
const context = { today, settings: { lists: FIRST_LISTS, calendar: STATE_CALENDAR } };

function at(text: string): Instant {
  const instant = parseInstant(text.includes('T') ? text : `${text}T10:00:00+08:00`);
  if (instant === null) throw new Error(text);
  return instant;
}

function fold(state: HotlineState | null, events: readonly DomainEvent[], version: number) {
  return events.reduce<HotlineState | null>(
    (held, event, index) =>
      evolve(held, {
        ...event,
        id: `${version}.${index + 1}`,
        version,
        recordedAt: instantOf(0),
        actor: { user: 'li', role: 'clerk', via: 'form' },
      }),
    state,
  );
}

function given(...commands: HotlineCommand[]): HotlineState {
  let state: HotlineState | null = null;
  let version = 0;
  for (const command of commands) {
    const decision = decide(state, command, context);
    if (!decision.ok) throw new Error(`${command.command}: ${decision.refusal.code}`);
    version += 1;
    state = fold(state, decision.events, version);
  }
  if (state === null) throw new Error('no case');
  return state;
}

function refusalOf(state: HotlineState | null, command: HotlineCommand) {
  const decision = decide(state, command, context);
  return decision.ok ? null : decision.refusal.code;
}

function count(states: readonly HotlineState[], cell: string): number {
  const days = states.flatMap((state) => hotlineContributions(state).days);
  return days.filter((day) => day.cell === cell).reduce((sum, day) => sum + day.weight, 0);
}

const call = (on = '2026-03-02', source = '12345热线'): HotlineCommand => ({
  command: 'RegisterHotlineCase',
  case: '1',
  at: at(on),
  source,
  type: 'complaint',
  topic: '道路',
  caller: '王某',
});
const one = { case: '1' };
const accepted: HotlineCommand = { command: 'AcceptHotlineCase', ...one, at: at('2026-03-02') };
const dispatched: HotlineCommand = {
  command: 'Dispatch',
  ...one,
  at: at('2026-03-03'),
  department: '城管局',
};
const replied: HotlineCommand = { command: 'ReplyToCaller', ...one, at: at('2026-03-05') };
const closed: HotlineCommand = { command: 'CloseHotlineCase', ...one, at: at('2026-03-06') };
const returned: HotlineCommand = { command: 'ReturnDispatch', ...one, at: at('2026-03-03'), reason: '不属' };
const merge: HotlineCommand = { command: 'MergeInto', ...one, at: at('2026-03-02'), into: '9' };

describe('hotline figures', () => {
  test('a caller asking for a document makes no application (trap 26)', () => {
    const state = given(call(), accepted, { command: 'RedirectToDisclosure', ...one, at: at('2026-03-02') });
    expect(hotlineContributions(state).years).toEqual([]);
    expect(count([state], 'hotline.received')).toBe(1);
    expect(refusalOf(state, dispatched)).toBe('redirected');
    expect(refusalOf(state, closed)).toBe(null);
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
    expect(hotlineContributions(done).days).toContainEqual({
      cell: 'hotline.closed',
      on: '2026-03-02',
      weight: 1,
    });
  });

  test('a case returned three times is one returned case (trap 48)', () => {
    const again = [dispatched, returned, dispatched, returned, dispatched, returned];
    const state = given(call(), accepted, ...again);
    expect([state.returned, state.dispatches]).toEqual([true, 3]);
    expect(count([state], 'hotline.accepted')).toBe(1);
  });

  test('the last rating counts and the redo is kept (trap 49)', () => {
    const rate = (on: string, satisfaction: 'satisfied' | 'dissatisfied'): HotlineCommand => ({
      command: 'RecordFollowUp',
      ...one,
      at: at(on),
      satisfaction,
    });
    const state = given(
      ...[call(), accepted, replied, closed, rate('2026-03-07', 'dissatisfied')],
      { command: 'Redo', ...one, at: at('2026-03-08'), reason: '不满意' },
      { command: 'ReplyToCaller', ...one, at: at('2026-03-09') },
      { command: 'CloseHotlineCase', ...one, at: at('2026-03-10') },
      rate('2026-03-11', 'satisfied'),
    );
    expect([count([state], 'hotline.rated'), count([state], 'hotline.satisfied')]).toEqual([1, 1]);
    expect(state.redone).toBe(true);
  });

  test('the year is that of Shenzhen, not of UTC (trap 50)', () => {
    const command = { ...call(), at: '2026-12-31T16:30:00Z' };
    const state = given(HOTLINE_COMMANDS.RegisterHotlineCase.parse(command));
    expect(hotlineContributions(state).days[0]?.on).toBe('2027-01-01');
  });
});

describe('commands on hotline cases', () => {
  test('are refused out of turn', () => {
    const live = given(call(), accepted);
    expect(refusalOf(null, accepted)).toBe('unknownCase');
    expect(refusalOf(given(call()), dispatched)).toBe('notAccepted');
    expect(refusalOf(live, accepted)).toBe('alreadyAccepted');
    expect(refusalOf(live, returned)).toBe('notDispatched');
    expect(refusalOf(live, closed)).toBe('notReplied');
    expect(refusalOf(live, { ...closed, at: at('2026-03-01') })).toBe('dateOrder');
    expect(refusalOf(live, { ...closed, at: at('2027-07-01') })).toBe('future');
    expect(refusalOf(live, { command: 'MergeInto', ...one, at: at('2026-03-02'), into: '1' })).toBe(
      'mergeIntoItself',
    );
    expect(refusalOf(given(call(), merge), accepted)).toBe('merged');
    expect(refusalOf(given(call(), accepted, replied, closed), closed)).toBe('alreadyClosed');
    expect(refusalOf(live, { command: 'Redo', ...one, at: at('2026-03-09'), reason: 'x' })).toBe('notClosed');
  });

  test('correct a date and keep its time, and void a mistaken entry', () => {
    const why = { ...one, on: dateOf('2026-03-04'), reason: 'mistyped' };
    expect(given(call(), accepted, replied, { command: 'CorrectDate', event: '3.1', ...why }).repliedAt).toBe(
      '2026-03-04T10:00:00.000+08:00',
    );
    const state = given(call(), accepted, replied);
    expect(refusalOf(state, { command: 'CorrectDate', event: '1.1', ...why })).toBe('contradictsLaterStep');
    expect(hotlineContributions(given(call(), { command: 'VoidEntry', ...why })).days).toEqual([]);
  });

  test('keep the caller out of the data', () => {
    const decision = decide(null, call(), context);
    expect(JSON.stringify(decision.ok && decision.events[0]?.data)).not.toContain('王某');
  });
});

describe('imported hotline cases', () => {
  const row: HotlineRow = { number: '1', receivedAt: at('2026-03-02'), dueAt: at('2026-03-20') };
  const ended: HotlineRow = { ...row, closedAt: at('2026-03-10'), satisfaction: 'satisfied', topic: '道路' };
  const load = (cells: HotlineRow, state: HotlineState | null = null) => {
    const result = migrate(state, cells);
    if (!result.ok) throw new Error(result.field);
    return fold(state, result.events, state === null ? 1 : 2);
  };

  test('a closed row is one commit of its steps', () => {
    const result = migrate(null, ended);
    expect(result.ok && result.events.map((event) => event.type)).toEqual([
      'HotlineCaseRegistered',
      'HotlineCaseAccepted',
      'TimeLimitSet',
      'HotlineCaseClosed',
      'FollowUpRecorded',
    ]);
    const state = load(ended);
    expect(state && count([state], 'hotline.closedOnTime')).toBe(1);
  });

  test('the same row adds nothing, a grown row only what is new, a changed cell conflicts', () => {
    const first = load(row);
    expect(migrate(first, row)).toEqual({ ok: true, events: [] });
    const grown = load(ended, first);
    expect(grown).toMatchObject({ closedAt: ended.closedAt, topic: '道路', satisfaction: 'satisfied' });
    expect(migrate(grown, ended)).toEqual({ ok: true, events: [] });
    expect(migrate(grown, row)).toEqual({ ok: true, events: [] });
    expect(migrate(grown, { ...ended, satisfaction: 'dissatisfied' })).toEqual({
      ok: false,
      field: 'satisfaction',
    });
  });

  test('a source that no row has named is named by a later one, once', () => {
    const bare = load(row);
    expect(bare).toMatchObject({ source: '12345热线', group: '12345', sourceAssumed: true });
    const named = load({ ...row, source: '书记在线' }, bare);
    expect(named).toMatchObject({ source: '书记在线', group: 'other', sourceAssumed: false });
    expect(migrate(named, row)).toEqual({ ok: true, events: [] });
    expect(migrate(named, { ...row, source: '书记在线' })).toEqual({ ok: true, events: [] });
    for (const state of [
      named,
      load({ ...row, source: '12345热线' }, bare),
      load({ ...row, source: '12345热线' }),
    ])
      expect(migrate(state, { ...row, source: '物联网感知' })).toEqual({ ok: false, field: 'source' });
    expect(migrate(named, { ...row, source: '12345热线' })).toEqual({ ok: false, field: 'source' });
  });

  test('the same row stays a duplicate after a correction', () => {
    const decision = decide(
      load(ended),
      { command: 'CorrectDate', ...one, event: '1.4', on: dateOf('2026-03-12'), reason: 'mistyped' },
      context,
    );
    const state = fold(load(ended), decision.ok ? decision.events : [], 2);
    expect(state?.closedAt).toBe(at('2026-03-12'));
    expect(migrate(state, ended)).toEqual({ ok: true, events: [] });
  });
});
