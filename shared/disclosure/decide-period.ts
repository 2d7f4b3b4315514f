/** Arts. 30, 33 and 35: correction, extension, agreed delay. A step taken late is a breach, not a refusal: it happened. */

import { supplyTexts } from '#shared/kernel/correct-text.ts';
import { accept, nothingNew, refuse, type Warning } from '#shared/kernel/decision.ts';
import type { Application } from './application.ts';
import { clockOf } from './clock-of.ts';
import { identityWarnings } from './decide-receipt.ts';
import { enter } from './enter.ts';
import type { DisclosureEvent, StepEvent } from './events.ts';
import { mendable, registrationOf } from './mend.ts';
import { asOf } from './standing.ts';
import type { DisclosureContext, DisclosureDecision } from './step.ts';
import { type CommandOf, outcomeGiven, saidBefore } from './step.ts';

/** Art. 30 asks for one single notice: a second is refused, also after the first was answered. */
export function requestCorrection(
  state: Application,
  { on, items, respondBy }: CommandOf<'RequestCorrection'>,
  context: DisclosureContext,
): DisclosureDecision {
  if (state.correction !== null) return refuse('correctionAlreadyRequested', '条例30');
  const event: StepEvent = { type: 'CorrectionRequested', v: 1, on, data: { respondBy }, texts: { items } };
  return enter(state, event, { context });
}

/** Policy lateCorrection: one that comes after its date is taken while the office has not closed the case. */
export function recordCorrection(
  state: Application,
  { on, deliveryForm, ...texts }: CommandOf<'RecordCorrection'>,
  context: DisclosureContext,
): DisclosureDecision {
  const { correction } = state;
  if (correction !== null && correction.receivedOn === null && on < correction.requestedOn)
    return refuse('dateOrder', '条例30', { field: 'on' });
  const late = correction !== null && on > correction.respondBy;
  const warnings: Warning[] = [
    ...(late ? [{ code: 'correctionAfterDate' as const }] : []),
    ...identityWarnings(state.applicantType, texts.identity),
  ];
  const received = enter(state, { type: 'CorrectionReceived', v: 1, on, data: {} }, { context, warnings });
  if (!received.ok) return received;
  return accept([...received.events, ...brought(state, { on, deliveryForm, texts })], received.warnings);
}

type Brought = Pick<CommandOf<'RecordCorrection'>, 'on' | 'deliveryForm'> & {
  readonly texts: Parameters<typeof supplyTexts>[1];
};

/** What came with it, as far as it was not known. */
function brought(state: Application, { on, deliveryForm, texts }: Brought): DisclosureEvent[] {
  const isNew = deliveryForm !== undefined && deliveryForm !== registrationOf(state).data.deliveryForm;
  return [
    ...supplyTexts(mendable(state), texts, on),
    ...(isNew ? [{ type: 'RegistrationCorrected', v: 1, on, data: { deliveryForm } } as const] : []),
  ];
}

/** Art. 30: the period is the office's to set, and it may set a longer one, once, where it is asked with a reason. */
export function extendCorrection(
  state: Application,
  { on, until, reason }: CommandOf<'ExtendCorrection'>,
  context: DisclosureContext,
): DisclosureDecision {
  const event: StepEvent = {
    ...{ type: 'CorrectionPeriodExtended', v: 1, on },
    ...{ data: { until }, texts: { reason } },
  };
  if (saidBefore(state, event)) return nothingNew();
  // a closing is dated by the period that had ended: it cannot be lengthened afterwards
  return outcomeGiven(state) ?? enter(state, event, { context });
}

export function extendReply(
  state: Application,
  { on, workingDays, approvedBy, reason }: CommandOf<'ExtendReply'>,
  context: DisclosureContext,
): DisclosureDecision {
  const anew = state.extension !== null && context.policies?.extensionAfterRestart === 'anew';
  if (state.extension !== null && !anew) return refuse('alreadyExtended', '条例33');
  const data = { workingDays, ...(anew && { anew }) };
  const texts = { approvedBy, reason };
  return enter(state, { type: 'ReplyExtended', v: 1, on, data, texts }, { context });
}

export function askReasons(
  state: Application,
  { on }: CommandOf<'AskReasons'>,
  context: DisclosureContext,
): DisclosureDecision {
  const event: StepEvent = { type: 'ReasonsAsked', v: 1, on, data: {} };
  if (saidBefore(state, event)) return nothingNew();
  if (state.reasons !== null) return refuse('reasonsAlreadyAsked', '条例35');
  return enter(state, event, { context });
}

export function recordReasons(
  state: Application,
  { on }: CommandOf<'RecordReasons'>,
  context: DisclosureContext,
): DisclosureDecision {
  const { reasons } = state;
  const event: StepEvent = { type: 'ReasonsReceived', v: 1, on, data: {} };
  if (saidBefore(state, event)) return nothingNew();
  if (reasons !== null && reasons.receivedOn === null && on < reasons.askedOn)
    return refuse('dateOrder', '条例35', { field: 'on' });
  return enter(state, event, { context });
}

/** The article names no number of days; the latest agreement stands. */
export function agreeDelay(
  state: Application,
  { on, until, reason }: CommandOf<'AgreeDelay'>,
  context: DisclosureContext,
): DisclosureDecision {
  const event: StepEvent = { type: 'DelayAgreed', v: 1, on, data: { until }, texts: { reason } };
  if (saidBefore(state, event)) return nothingNew();
  const { dueOn } = clockOf(asOf(state, on), context.calendar, on);
  const warnings: Warning[] = dueOn !== null && until < dueOn ? [{ code: 'delayShortens' }] : [];
  return enter(state, event, { context, warnings });
}
