/** Mistakes are corrected by further events that carry a reason (design rule 1). */
import { accept, nothingNew, refuse } from '../kernel/decision.ts';
import type { Application } from './application.ts';
import type { DisclosureDecision } from './disclosure-decision.ts';
import type { CommandOf } from './step.ts';

const RECEIPT_NAMES = [
  'RegisterApplication',
  'ApplicationRegistered',
  'ConfirmReceipt',
  'ReceiptConfirmed',
  'receivedOn',
];
const CONCLUSION_NAMES = [
  'Reply',
  'ApplicationReplied',
  'Withdraw',
  'ApplicationWithdrawn',
  'CloseUncorrected',
  'ClosedUncorrected',
  'CloseUnpaid',
  'ClosedUnpaid',
  'decidedOn',
  'outcome',
];

/** `event` is an id of the history (`2.1`), a command's or event's name, or `receivedOn` / `decidedOn`. */
export function correctDate(
  state: Application,
  { event, on, reason }: CommandOf<'CorrectDate'>,
): DisclosureDecision {
  const concluding =
    state.conclusion !== null && (CONCLUSION_NAMES.includes(event) || event === state.conclusion.from);
  const receiving = !concluding && (RECEIPT_NAMES.includes(event) || event === state.receivedBy);
  if (!concluding && !receiving) return refuse('unknownEvent', '', { event });
  // art. 31: a date that has not come about yet is confirmed, not corrected
  if (receiving && state.receivedOn === null) return refuse('notReceived', '条例31');
  const received = receiving ? on : state.receivedOn;
  const concluded = concluding ? on : (state.conclusion?.on ?? null);
  if (received !== null && concluded !== null && concluded < received)
    return refuse('dateOrder', '', { field: 'on' });
  const target = concluding ? (state.conclusion?.from ?? '') : state.receivedBy;
  return accept([{ type: 'DateCorrected', v: 1, on, data: { event: target, to: on }, texts: { reason } }]);
}

export function correctApplicantType(
  state: Application,
  command: CommandOf<'CorrectApplicantType'>,
): DisclosureDecision {
  const { on, type, reason } = command;
  if (type === state.applicantType) return nothingNew();
  return accept([{ type: 'ApplicantTypeCorrected', v: 1, on, data: { type }, texts: { reason } }]);
}

export function correctOutcome(
  state: Application,
  { on, outcome, reason }: CommandOf<'CorrectOutcome'>,
): DisclosureDecision {
  if (state.conclusion === null) return refuse('notConcluded', '条例36');
  if (state.conclusion.outcome === outcome) return nothingNew();
  return accept([{ type: 'OutcomeCorrected', v: 1, on, data: { outcome }, texts: { reason } }]);
}

export function voidEntry({ on, reason }: CommandOf<'VoidEntry'>): DisclosureDecision {
  return accept([{ type: 'EntryVoided', v: 1, on, data: {}, texts: { reason } }]);
}
