/** Arts. 29, 31, 33, 36–39: registering, replying, withdrawing, splitting. */
import { accept, refuse } from '../kernel/decision.ts';
import type { PlainDate } from '../kernel/plain-date.ts';
import type { Application } from './application.ts';
import type { DisclosureDecision } from './disclosure-decision.ts';
import { type CommandOf, obstacleToConclusion } from './step.ts';

/** 条例 art. 31: the day of receipt follows from the channel; null while the office and the applicant have not confirmed. */
export function receiptDay(command: CommandOf<'RegisterApplication'>): PlainDate | null {
  if (command.channel === 'inPerson') return command.submittedOn; // art. 31(1): the day it is handed in
  if (command.channel === 'post') return command.signedForOn ?? command.confirmedOn ?? null; // art. 31(2)
  return command.confirmedOn ?? null; // art. 31(3): internet and fax, the day both sides confirm
}

export function register(command: CommandOf<'RegisterApplication'>): DisclosureDecision {
  const { channel, submittedOn, signedForOn, confirmedOn, applicant, subject, description, deliveryForm } =
    command;
  if (signedForOn !== undefined && signedForOn < submittedOn)
    return refuse('dateOrder', '条例31', { field: 'signedForOn' });
  if (confirmedOn !== undefined && confirmedOn < submittedOn)
    return refuse('dateOrder', '条例31', { field: 'confirmedOn' });
  const receivedOn = receiptDay(command);
  const { type, name, ...rest } = applicant;
  const optional = { ...rest, description };
  const texts: Record<string, string> = { applicantName: name, subject };
  for (const [field, value] of Object.entries(optional)) if (value !== undefined) texts[field] = value;
  const data = {
    channel,
    submittedOn,
    signedForOn: signedForOn ?? null,
    confirmedOn: confirmedOn ?? null,
    receivedOn,
    applicantType: type,
    deliveryForm: deliveryForm ?? null,
    migrated: false,
    splitFrom: null,
  };
  const warnings =
    rest.identity === undefined || rest.contact === undefined ? [{ code: 'incompleteArt29' }] : [];
  return accept(
    [{ type: 'ApplicationRegistered', v: 1, on: receivedOn ?? submittedOn, data, texts }],
    warnings,
  );
}

export function confirmReceipt(state: Application, { on }: CommandOf<'ConfirmReceipt'>): DisclosureDecision {
  if (state.receivedOn !== null) return refuse('alreadyReceived', '条例31', { receivedOn: state.receivedOn });
  if (state.submittedOn !== null && on < state.submittedOn) return refuse('dateOrder', '条例31');
  return accept([{ type: 'ReceiptConfirmed', v: 1, on, data: {} }]);
}

export function reply(state: Application, command: CommandOf<'Reply'>): DisclosureDecision {
  const { on, outcome, documentNumber } = command;
  const stopped = obstacleToConclusion(state, on);
  if (stopped) return stopped;
  if (outcome === 'other.notCorrected')
    return refuse('ownCommand', '条例30', { command: 'CloseUncorrected' });
  if (outcome === 'other.feeUnpaid') return refuse('ownCommand', '条例42', { command: 'CloseUnpaid' });
  if (outcome === 'unavailable.stillUnclear' && !state.correction?.receivedOn)
    return refuse('correctionRequired', '条例30');
  const data = { outcome, documentNumber: documentNumber ?? null, migrated: false };
  return accept([{ type: 'ApplicationReplied', v: 1, on, data }]);
}

/** Counted under 3.6.3 (domain rule R8): the application stays received. */
export function withdraw(state: Application, { on }: CommandOf<'Withdraw'>): DisclosureDecision {
  return obstacleToConclusion(state, on) ?? accept([{ type: 'ApplicationWithdrawn', v: 1, on, data: {} }]);
}

export function split(state: Application, { on, into }: CommandOf<'SplitApplication'>): DisclosureDecision {
  const stopped = obstacleToConclusion(state, on);
  if (stopped) return stopped;
  if (new Set(into).size !== into.length) return refuse('numberTaken', '', { field: 'into' });
  return accept([{ type: 'ApplicationSplit', v: 1, on, data: { into } }]);
}

/** A reply redone on order changes no table 三 (policy redoPolicy, domain rule R12). */
export function redoReply(
  state: Application,
  { on, outcome, byOrderOf }: CommandOf<'RedoReply'>,
): DisclosureDecision {
  if (state.conclusion === null) return refuse('notConcluded', '条例36');
  if (on < state.conclusion.on) return refuse('dateOrder', '条例36', { on: state.conclusion.on });
  return accept([{ type: 'ReplyRedone', v: 1, on, data: { outcome }, texts: { byOrderOf } }]);
}

export function archive(state: Application, { on }: CommandOf<'Archive'>): DisclosureDecision {
  if (state.archived) return refuse('archived', '条例45');
  if (state.conclusion === null && state.splitInto.length === 0) return refuse('notConcluded', '条例45');
  return accept([{ type: 'ApplicationArchived', v: 1, on, data: {} }]);
}
