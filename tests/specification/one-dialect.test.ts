/** The four kinds of case say the same of the same fault: what opens every decision, and what corrects a date. */
import { describe, expect, it } from 'vitest';
import type { AppealCommand } from '#shared/appeal/commands.ts';
import { decide as decideAppeal } from '#shared/appeal/decide.ts';
import { evolve as evolveAppeal } from '#shared/appeal/state.ts';
import type { DisclosureCommand } from '#shared/disclosure/commands.ts';
import { decide as decideApplication } from '#shared/disclosure/decide.ts';
import { evolve as evolveApplication } from '#shared/disclosure/state.ts';
import type { HotlineCommand } from '#shared/hotline/commands.ts';
import { decide as decideHotline } from '#shared/hotline/decide.ts';
import { FIRST_LISTS } from '#shared/hotline/lists.ts';
import { evolve as evolveHotline } from '#shared/hotline/state.ts';
import { STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import type { RegisterCommand } from '#shared/register/commands.ts';
import { decide as decideEntry } from '#shared/register/decide.ts';
import { evolve as evolveEntry } from '#shared/register/state.ts';
import { specificationOf } from '../support/specification.ts';

const today = dateOf('2026-11-24');
const settings = { lists: FIRST_LISTS, calendar: STATE_CALENDAR };
type Fields = Readonly<Record<string, unknown>>;

/** Each kind with a case of 2 March, a step of 10 March after it, and one after that where there is any. */
const KINDS = {
  application: {
    given: specificationOf<never, Fields>({
      decide: (state, command) =>
        decideApplication(state, command as DisclosureCommand, { today, calendar: STATE_CALENDAR }),
      evolve: evolveApplication as never,
    }),
    opening: {
      ...{
        command: 'RegisterApplication',
        channel: 'inPerson',
        submittedOn: '2026-03-02',
        subject: '规划图',
      },
      applicant: { type: 'naturalPerson', name: '赵一' },
    },
    step: { command: 'Reply', on: '2026-03-10', outcome: 'disclosed' },
  },
  hotline: {
    given: specificationOf<never, Fields>({
      decide: (state, command) => decideHotline(state, command as HotlineCommand, { today, settings }),
      evolve: evolveHotline as never,
    }),
    opening: {
      ...{ command: 'RegisterHotlineCase', at: '2026-03-02T09:00:00.000+08:00' },
      ...{ source: '12345热线', type: 'complaint' },
    },
    step: { command: 'AcceptHotlineCase', at: '2026-03-10T09:00:00.000+08:00' },
  },
  appeal: {
    given: specificationOf<never, Fields>({
      decide: (state, command) => decideAppeal(state, command as AppealCommand, { today }),
      evolve: evolveAppeal as never,
    }),
    opening: { command: 'OpenAppeal', kind: 'review', on: '2026-03-02' },
    step: { command: 'ConcludeAppeal', on: '2026-03-10', means: 'upheld68' },
  },
  register: {
    given: specificationOf<never, Fields>({
      decide: (state, command) => decideEntry(state, command as RegisterCommand, { today }),
      evolve: evolveEntry as never,
    }),
    opening: { command: 'IssueDocument', kind: 'normativeDocument', issuedOn: '2026-03-02' },
    step: { command: 'RepealDocument', repealedOn: '2026-03-10' },
  },
} as const;
const REASON = { reason: '笔误' };
const dated = (event: string, on: string) => ({ command: 'CorrectDate', event, on, ...REASON });

describe.each(Object.entries(KINDS))('a case of the kind %s', (kind, { given, opening, step }) => {
  const taken = given(opening, step);
  const name = String(step.command);

  it('has a number that nothing else has', () => {
    given(opening).when(opening).thenRefused('numberTaken');
    given().when(step).thenRefused('unknownCase');
  });

  it('takes nothing of days to come, and nothing once it is voided', () => {
    const field = Object.keys(step).find((key) => /^(on|at)$|On$/.test(key)) ?? '';
    const ahead = { ...step, [field]: String(Object(step)[field]).replace('2026-03-10', '2026-11-25') };
    given(opening).when(ahead).thenRefused('future');
    const voiding = { command: 'VoidEntry', on: '2026-03-20', ...REASON };
    given(opening)
      .when({ ...voiding, on: '2026-11-25' })
      .thenRefused('future');
    given(opening, voiding).when(step).thenRefused('voided');
  });

  it('has a date corrected by the id of the step, its version, the event or the command', () => {
    const event = String(taken.events[1]?.type);
    // what was counted from that date may follow it
    for (const called of ['2.1', '2', event, name])
      expect(taken.when(dated(called, '2026-03-09')).events[0]).toMatchObject({
        ...{ on: '2026-03-09', data: { event: '2.1' } },
      });
    taken.when(dated('9.1', '2026-03-09')).thenRefused('unknownEvent');
    taken.when(dated(name, '2026-11-25')).thenRefused('future');
  });

  it('has nothing to correct where the date is the one it has', () => {
    taken.when(dated(name, '2026-03-10')).thenNothing();
  });

  it('has each date judged by its own day first, and then by what came later', () => {
    taken.when(dated(name, '2026-03-01')).thenRefused('dateOrder');
    taken.when(dated('1.1', '2026-03-11')).thenRefused('contradictsLaterStep');
  });

  if (kind === 'application' || kind === 'appeal') return;

  it('says where there is no outcome to correct', () => {
    const outcome = { command: 'CorrectOutcome', on: '2026-03-20', outcome: 'upheld', ...REASON };
    expect(taken.when(outcome).refusal).toMatchObject({ code: 'noOutcome' });
  });
});
