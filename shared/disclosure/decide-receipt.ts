/** Arts. 29 and 31: registering an application and the day it counts as received. */
import type { ApplicantType } from '#shared/glossary.ts';
import { accept, refuse, type Warning } from '#shared/kernel/decision.ts';
import { hasWrongCheckDigit } from '#shared/kernel/identity-number.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Application } from './application.ts';
import { enter } from './enter.ts';
import type { CommandOf, DisclosureContext, DisclosureDecision } from './step.ts';

/** 条例 art. 31: the day of receipt follows from the channel; null while the office and the applicant have not confirmed. */
function receiptDay(command: CommandOf<'RegisterApplication'>): PlainDate | null {
  if (command.channel === 'inPerson') return command.submittedOn; // art. 31(1): the day it is handed in
  if (command.channel === 'post') return command.signedForOn ?? command.confirmedOn ?? null; // art. 31(2)
  return command.confirmedOn ?? null; // art. 31(3): internet and fax, the day both sides confirm
}

/** The day it was received; submitted, while that is not known. */
export function openedOn(command: CommandOf<'RegisterApplication'>): PlainDate {
  return receiptDay(command) ?? command.submittedOn;
}

export function register(command: CommandOf<'RegisterApplication'>): DisclosureDecision {
  const { channel, submittedOn, signedForOn, confirmedOn, applicant, subject, description, deliveryForm } =
    command;
  for (const [field, day] of Object.entries({ signedForOn, confirmedOn }))
    if (day !== undefined && day < submittedOn) return refuse('dateOrder', '条例31', { field });
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
  const event = { type: 'ApplicationRegistered' as const, v: 1, on: receivedOn ?? submittedOn, data, texts };
  return accept([event], applicantWarnings(applicant));
}

function applicantWarnings({
  type,
  identity,
  contact,
}: CommandOf<'RegisterApplication'>['applicant']): Warning[] {
  const incomplete = identity === undefined || contact === undefined;
  return [...(incomplete ? [{ code: 'incompleteArt29' as const }] : []), ...identityWarnings(type, identity)];
}

/** Never the number itself: warnings are shown, logged and handed to programs. */
export function identityWarnings(type: ApplicantType, identity: string | undefined): Warning[] {
  const holder = type === 'naturalPerson' ? 'person' : 'organisation';
  const wrong = identity !== undefined && hasWrongCheckDigit(identity, holder);
  return wrong ? [{ code: 'checkDigit', facts: { field: 'identity' } }] : [];
}

export function confirmReceipt(
  state: Application,
  { on }: CommandOf<'ConfirmReceipt'>,
  context: DisclosureContext,
): DisclosureDecision {
  if (state.receivedOn !== null) return refuse('alreadyReceived', '条例31', { receivedOn: state.receivedOn });
  if (state.submittedOn !== null && on < state.submittedOn)
    return refuse('dateOrder', '条例31', { field: 'on' });
  return enter(state, { type: 'ReceiptConfirmed', v: 1, on, data: {} }, { context });
}
