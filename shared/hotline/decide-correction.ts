/** Corrections of hotline cases. They append; nothing recorded changes. */
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import { dateOfInstant } from '../kernel/plain-date.ts';
import type { HotlineCommandOf } from './commands.ts';
import type { HotlineEvent } from './events.ts';
import { type HotlineState, redated } from './state.ts';

type Decided = Decision<HotlineEvent>;

export function correctDate(state: HotlineState, command: HotlineCommandOf<'CorrectDate'>): Decided {
  const { event, on, reason } = command;
  const step = state.steps.find(({ id }) => id === event);
  if (step === undefined) return refuse('unknownEvent', '', { event });
  if (dateOfInstant(step.at) === on) return refuse('unchanged');
  const steps = redated(state.steps, event, on);
  const first = steps[0]?.at ?? step.at;
  const closed = steps.findLast(({ type }) => type === 'HotlineCaseClosed')?.at;
  const replied = steps.findLast(({ type }) => type === 'CallerAnswered')?.at;
  const crossed =
    state.closedAt !== null && closed !== undefined && replied !== undefined && closed < replied;
  if (crossed || steps.some(({ at }) => at < first)) return refuse('contradictsLaterStep');
  return accept([{ type: 'HotlineDateCorrected', v: 1, on, data: { event }, texts: { reason } }]);
}

/** A hotline case has no outcome in a table; its last rating is corrected by another follow-up. */
export function correctOutcome(): Decided {
  return refuse('notAllowed');
}

export function voidEntry(_: HotlineState, command: HotlineCommandOf<'VoidEntry'>): Decided {
  const { on, reason } = command;
  return accept([{ type: 'HotlineCaseVoided', v: 1, on, data: {}, texts: { reason } }]);
}
