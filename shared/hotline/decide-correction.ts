/** Corrections of hotline cases. They append; nothing recorded changes. */
import { accept, type Decision, refuse } from '#shared/kernel/decision.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import type { HotlineCommandOf } from './commands.ts';
import type { HotlineEvent } from './events.ts';
import { contradiction } from './lawful-steps.ts';
import { type HotlineState, redated } from './state.ts';

type Decided = Decision<HotlineEvent>;

export function correctDate(state: HotlineState, command: HotlineCommandOf<'CorrectDate'>): Decided {
  const { event, on, reason } = command;
  const step = state.steps.find(({ id, dated }) => id === event && dated);
  const at = event === state.registration ? state.receivedAt : step?.at;
  if (at === undefined) return refuse('unknownEvent', '', { field: 'event', event });
  if (dateOfInstant(at) === on) return refuse('unchanged', '', { field: 'on' });
  const corrected = redated(state, event, on);
  const early = corrected.steps.find((one) => one.at < corrected.receivedAt);
  const against = contradiction(state.steps, corrected.steps);
  if (early !== undefined) return refuse('contradictsLaterStep', '', { field: 'on', event: early.id });
  if (against !== null) return refuse('contradictsLaterStep', '', { field: 'on', event: against.id });
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
