/** A hotline case told in a test: commands one after another, or the refusal of the last. */
import type { HotlineCommand } from '#shared/hotline/commands.ts';
import { decide } from '#shared/hotline/decide.ts';
import type { HotlineEvent } from '#shared/hotline/events.ts';
import { hotlineContributions } from '#shared/hotline/figures.ts';
import { FIRST_LISTS, type HotlineLists } from '#shared/hotline/lists.ts';
import type { HotlineSettings } from '#shared/hotline/settings.ts';
import { evolve, type HotlineState } from '#shared/hotline/state.ts';
import { STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import type { DomainEvent } from '#shared/kernel/event.ts';
import { dateOf, type Instant, instantOf, parseInstant } from '#shared/kernel/plain-date.ts';

export const TODAY = dateOf('2027-06-30');

/** `2026-03-02` is ten in the morning of that day, `2026-03-02 17:30` that time, in Asia/Shanghai. */
export function at(text: string): Instant {
  const written = text.length === 10 ? `${text} 10:00` : text;
  const instant = parseInstant(`${written}:00+08:00`) ?? parseInstant(written);
  if (instant === null) throw new Error(text);
  return instant;
}

type Without<Keys extends string, Command> = Command extends unknown ? Omit<Command, Keys> : never;
/** A command on case 1 without its number, `at` as above. */
export type Step = Without<'case' | 'at', HotlineCommand> & { readonly at?: string; readonly case?: string };

export function commandOf(step: Step): HotlineCommand {
  const when = 'at' in step && step.at !== undefined ? { at: at(step.at) } : {};
  return { case: '1', ...step, ...when } as HotlineCommand;
}

export const CALL: Step = {
  command: 'RegisterHotlineCase',
  at: '2026-03-02 09:00',
  source: '12345热线',
  type: 'complaint',
  topic: '道路',
};
export const ACCEPTED: Step = { command: 'AcceptHotlineCase', at: '2026-03-02 09:10' };

export class HotlineCase {
  state: HotlineState | null = null;
  version = 0;
  readonly settings: HotlineSettings;

  constructor(settings: Partial<HotlineSettings> = {}) {
    this.settings = { lists: FIRST_LISTS, calendar: STATE_CALENDAR, ...settings };
  }

  /** The events of the step, recorded; throws when it is refused. */
  take(step: Step): readonly HotlineEvent[] {
    const decision = decide(this.state, commandOf(step), { today: TODAY, settings: this.settings });
    if (!decision.ok) throw new Error(`${step.command}: ${decision.refusal.code}`);
    this.record(decision.events);
    return decision.events;
  }

  /** The code of the refusal, null when the step would be lawful. Nothing is recorded. */
  refusal(step: Step): string | null {
    const decision = decide(this.state, commandOf(step), { today: TODAY, settings: this.settings });
    return decision.ok ? null : decision.refusal.code;
  }

  record(events: readonly DomainEvent[]): void {
    if (events.length === 0) return;
    this.version += 1;
    for (const [index, event] of events.entries())
      this.state = evolve(this.state, {
        ...event,
        id: `${this.version}.${index + 1}`,
        version: this.version,
        recordedAt: instantOf(0),
        actor: { user: 'li', role: 'officer', via: 'form' },
      });
  }

  get now(): HotlineState {
    if (this.state === null) throw new Error('no case');
    return this.state;
  }
}

export function given(...steps: readonly Step[]): HotlineCase {
  return givenWith({}, ...steps);
}

export function givenWith(settings: Partial<HotlineSettings>, ...steps: readonly Step[]): HotlineCase {
  const one = new HotlineCase(settings);
  for (const step of steps) one.take(step);
  return one;
}

export function withPolicy(lists: Partial<HotlineLists>): Partial<HotlineSettings> {
  return { lists: { ...FIRST_LISTS, ...lists } };
}

/** The weight of a cell over cases. */
export function count(cases: readonly HotlineCase[], cell: string): number {
  const days = cases.flatMap((one) => hotlineContributions(one.now).days);
  return days.filter((day) => day.cell === cell).reduce((sum, day) => sum + day.weight, 0);
}
