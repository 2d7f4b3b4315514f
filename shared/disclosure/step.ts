/** What every step of a procedure needs first: a case that was received, is open and is not moved before its receipt. */
import { refuse } from '../kernel/decision.ts';
import type { PlainDate } from '../kernel/plain-date.ts';
import type { Application } from './application.ts';
import type { DisclosureCommand, DisclosureCommandName } from './commands.ts';
import type { DisclosureDecision } from './disclosure-decision.ts';

export type CommandOf<Name extends DisclosureCommandName> = Extract<DisclosureCommand, { name: Name }>;

/** The refusal that stands in the way of a step on that day, or null. Steps are judged by their date, not their entry. */
export function obstacle(state: Application, on: PlainDate): DisclosureDecision | null {
  if (state.receivedOn === null) return refuse('notReceived', '条例31');
  if (on < state.receivedOn) return refuse('dateOrder', '条例31', { receivedOn: state.receivedOn });
  if (state.splitInto.length > 0) return refuse('alreadySplit', '条例29');
  if (state.conclusion !== null && on > state.conclusion.on)
    return refuse('alreadyConcluded', '条例33', { on: state.conclusion.on });
  return null;
}

/** As `obstacle`, for steps that would give the case a second outcome whatever their date. */
export function obstacleToConclusion(state: Application, on: PlainDate): DisclosureDecision | null {
  if (state.conclusion !== null) return refuse('alreadyConcluded', '条例33', { on: state.conclusion.on });
  return obstacle(state, on);
}
