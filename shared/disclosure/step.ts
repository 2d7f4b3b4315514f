/** What the functions that decide share: the command, the context, and what can be said once only. */

import type { Calendar } from '#shared/kernel/calendar/calendar.ts';
import type { Decision } from '#shared/kernel/decision.ts';
import { refuse } from '#shared/kernel/decision.ts';
import type { Asking } from '#shared/kernel/kind.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Policies } from '#shared/kernel/policies.ts';
import type { Application, DatedStep } from './application.ts';
import type { DisclosureCommand, DisclosureCommandName } from './commands.ts';
import type { DisclosureEvent, StepEvent } from './events.ts';

export type CommandOf<Name extends DisclosureCommandName> = Extract<DisclosureCommand, { command: Name }>;

/** A case has one outcome: a second is refused whatever its date. */
export function outcomeGiven(state: Application): DisclosureDecision | null {
  if (state.splitInto.length > 0) return refuse('alreadySplit', '条例29');
  if (state.conclusion === null) return null;
  return refuse('alreadyConcluded', '条例33', { on: state.conclusion.on });
}

/** The same was said before, of the same day: there is nothing to record. */
export function saidBefore(state: Application, event: StepEvent): boolean {
  const same = (step: DatedStep): boolean =>
    step.event.type === event.type &&
    step.on === event.on &&
    JSON.stringify(withoutPlace(step.event)) === JSON.stringify(withoutPlace(event));
  return state.steps.some(same);
}

/** Two letters to one party differ in their number even when they are one letter entered twice. */
function withoutPlace({ data, texts }: StepEvent): unknown {
  const facts = Object.entries(data).filter(([field]) => field !== 'consultation');
  return [facts, texts ?? {}];
}

export type DisclosureDecision = Decision<DisclosureEvent>;
/** What a decision may look at besides the case: the office's calendar and policies, and the day it is entered. */
export type DisclosureContext = Asking & {
  readonly calendar: Calendar;
  readonly today: PlainDate;
  /** The defaults where they are absent. */
  readonly policies?: Policies;
};
