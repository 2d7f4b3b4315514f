/** The rules of a hotline case as they are told in tests. */
import type { HotlineCommand } from '#shared/hotline/commands.ts';
import { decide } from '#shared/hotline/decide.ts';
import { hotlineContributions } from '#shared/hotline/figures.ts';
import { evolveLists, FIRST_LISTS, type HotlineLists } from '#shared/hotline/lists.ts';
import { decideLists, type ListsCommand } from '#shared/hotline/lists-commands.ts';
import { type HotlineRow, migrate } from '#shared/hotline/migrate.ts';
import type { HotlineSettings } from '#shared/hotline/settings.ts';
import { evolve, type HotlineState } from '#shared/hotline/state.ts';
import { STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import type { DomainEvent, Recorded } from '#shared/kernel/event.ts';
import { dateOf, type Instant, parseInstant } from '#shared/kernel/plain-date.ts';
import { specificationOf } from './specification.ts';

type SetListEntry = Extract<ListsCommand, { readonly command: 'SetListEntry' }>;

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

function commandOf(step: Step): HotlineCommand {
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

export type HotlineTold = ReturnType<typeof given>;

export function given(...told: readonly (Step | DomainEvent)[]) {
  return givenWith({}, ...told);
}

export function givenWith(settings: Partial<HotlineSettings>, ...told: readonly (Step | DomainEvent)[]) {
  return givenBy('officer', settings, ...told);
}

/** Entered by whoever has that role. */
export function givenBy(
  role: string,
  settings: Partial<HotlineSettings>,
  ...told: readonly (Step | DomainEvent)[]
) {
  const all = { lists: FIRST_LISTS, calendar: STATE_CALENDAR, ...settings };
  const context = { today: TODAY, role, settings: all };
  const rules = {
    decide: (state: HotlineState | null, step: Step, history: readonly Recorded[]) =>
      decide(state, commandOf(step), { ...context, history }),
    evolve,
    migrate: (state: HotlineState | null, row: HotlineRow) => migrate(state, row),
  };
  return specificationOf(rules)(...told);
}

export function withPolicy(lists: Partial<HotlineLists>): Partial<HotlineSettings> {
  return { lists: { ...FIRST_LISTS, ...lists } };
}

/** The lists of an office that has settled these entries since New Year of 2026. */
export function listing(...entries: readonly Omit<SetListEntry, 'command' | 'on'>[]): HotlineLists {
  const told = specificationOf({ decide: decideLists, evolve: evolveLists });
  const on = dateOf('2026-01-01');
  return told(...entries.map((entry) => ({ command: 'SetListEntry', on, ...entry }) as const)).now;
}

/** What a case stands in on the day it was received, in the block of 12345 or of all events, sorted. */
export function standsIn(one: HotlineTold, block: 'hotline' | 'events' = 'hotline'): readonly string[] {
  const cells = hotlineContributions(one.now).days.map(({ cell }) => cell);
  return cells
    .filter((cell) => cell.startsWith(`${block}.`))
    .map((cell) => cell.slice(block.length + 1))
    .sort();
}

/** The weight of a cell over cases. */
export function count(cases: readonly HotlineTold[], cell: string): number {
  const days = cases.flatMap((one) => hotlineContributions(one.now).days);
  return days.filter((day) => day.cell === cell).reduce((sum, day) => sum + day.weight, 0);
}
