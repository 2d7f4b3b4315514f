/** Mistakes are corrected by further events that carry a reason. */

import type { Outcome } from '#shared/glossary.ts';
import { accept, nothingNew, refuse } from '#shared/kernel/decision.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { correctDate } from '#shared/kernel/procedure.ts';
import type { Application, DatedStep } from './application.ts';
import { paymentDue } from './clock-of.ts';
import { judge } from './enter.ts';
import { notInForm, refusal } from './lawful.ts';
import { articleFault, asGiven } from './reply-row.ts';
import { redated } from './state.ts';
import type { CommandOf, DisclosureContext, DisclosureDecision } from './step.ts';
import { named } from './step-names.ts';

/** The order of all dates is judged again. */
export function correctStepDate(
  state: Application,
  command: CommandOf<'CorrectDate'>,
  context: DisclosureContext,
): DisclosureDecision {
  const { event, on, reason } = command;
  if (event === 'receivedOn' && state.receivedOn === null) return refuse('notReceived', '条例31');
  const step = named(state, event);
  // what concludes a case counts from a day that need not be the step's own
  const stands = step?.id === state.conclusion?.from ? state.conclusion : step;
  return correctDate(command, step && { ...step, on: stands?.on ?? step.on }, {
    objection: ({ id }) =>
      step !== undefined && beforeSubmission(state, step, on)
        ? refusal('dateOrder', '条例31', { field: 'on' })
        : judge(state, redated(state, id, on), { id, context }),
    corrected: ({ id }) => ({
      type: 'DateCorrected',
      v: 1,
      on,
      data: { event: id, to: on },
      texts: { reason },
    }),
  });
}

/** Received before it was sent: only where the two dates are typed apart (art. 31). */
function beforeSubmission(state: Application, { event }: DatedStep, on: PlainDate): boolean {
  const apart =
    event.type === 'ApplicationRegistered' &&
    event.data.receivedOn !== null &&
    state.channel !== 'inPerson' &&
    state.submittedOn !== null;
  return apart && state.submittedOn !== null && on < state.submittedOn;
}

export function correctApplicantType(
  state: Application,
  { on, type, reason }: CommandOf<'CorrectApplicantType'>,
): DisclosureDecision {
  if (type === state.applicantType) return nothingNew();
  return accept([{ type: 'ApplicantTypeCorrected', v: 1, on, data: { type }, texts: { reason } }]);
}

export function correctOutcome(
  state: Application,
  { on, outcome, article, reason }: CommandOf<'CorrectOutcome'>,
  context: DisclosureContext,
): DisclosureDecision {
  if (state.conclusion === null) return refuse('notConcluded', '条例36');
  const isSaid = article === undefined || article === state.conclusion.article;
  if (state.conclusion.outcome === outcome && isSaid) return nothingNew();
  const fault = articleFault({ outcome, article }, context.policies);
  if (fault !== null) return { ok: false, refusal: fault };
  const barred = notInForm(outcome, state.conclusion.on);
  if (barred !== null) return { ok: false, refusal: barred };
  const groundless = state.migrated ? null : withoutGround(state, outcome, context);
  if (groundless !== null) return groundless;
  const data = asGiven({ outcome, article }, context.policies);
  return accept([{ type: 'OutcomeCorrected', v: 1, on, data, texts: { reason } }]);
}

/** The outcomes that rest on a step need that step here too. Imported cases have no steps: their facts are taken as told. */
function withoutGround(
  state: Application,
  outcome: Outcome,
  { calendar }: DisclosureContext,
): DisclosureDecision | null {
  const { correction, fee, conclusion } = state;
  const ended = (end: PlainDate | undefined): boolean =>
    end !== undefined && conclusion !== null && conclusion.on > end;
  switch (outcome) {
    case 'unavailable.stillUnclear':
      return correction?.receivedOn ? null : refuse('correctionRequired', '条例30', { field: 'outcome' });
    case 'other.notCorrected':
      if (correction === null || correction.receivedOn !== null)
        return refuse('noCorrectionRequested', '条例30', { field: 'outcome' });
      return ended(correction.respondBy) ? null : refuse('periodNotEnded', '条例30', { field: 'outcome' });
    case 'other.feeUnpaid':
      if (fee === null || fee.paidOn !== null)
        return refuse(fee === null ? 'noFeeNotice' : 'alreadyPaid', '条例42', { field: 'outcome' });
      if (fee.receivedOn === null) return refuse('notServed', '国办函〔2020〕109号', { field: 'outcome' });
      return ended(paymentDue(state, calendar)?.date)
        ? null
        : refuse('periodNotEnded', '国办函〔2020〕109号', { field: 'outcome' });
    default:
      return null;
  }
}
