/** From command to article. Each decision is one function in the file of its articles. */
import { refuse } from '#shared/kernel/decision.ts';
import type { Application } from './application.ts';
import type { DisclosureCommand, DisclosureCommandName } from './commands.ts';
import {
  consultOrgan,
  consultThirdParty,
  recordOrganReply,
  recordThirdPartyReply,
} from './decide-consultation.ts';
import { correctApplicantType, correctDate, correctOutcome, voidEntry } from './decide-correction.ts';
import { closeUncorrected, closeUnpaid, recordFeePayment, sendFeeNotice } from './decide-lapse.ts';
import { issueLetter } from './decide-letter.ts';
import {
  agreeDelay,
  askReasons,
  extendReply,
  recordCorrection,
  recordReasons,
  requestCorrection,
} from './decide-period.ts';
import { confirmReceipt, register } from './decide-receipt.ts';
import { archive, redoReply, reply, split, withdraw } from './decide-reply.ts';
import type { DisclosureContext, DisclosureDecision } from './disclosure-decision.ts';
import type { CommandOf } from './step.ts';

type StepName = Exclude<DisclosureCommandName, 'RegisterApplication'>;
type Decider<Name extends StepName> = (
  state: Application,
  command: CommandOf<Name>,
  context: DisclosureContext,
) => DisclosureDecision;

/** Typed over every command: a new one without its rule does not compile. */
const STEPS: { readonly [Name in StepName]: Decider<Name> } = {
  ConfirmReceipt: confirmReceipt,
  RequestCorrection: requestCorrection,
  RecordCorrection: recordCorrection,
  ConsultThirdParty: consultThirdParty,
  RecordThirdPartyReply: recordThirdPartyReply,
  ConsultOrgan: consultOrgan,
  RecordOrganReply: recordOrganReply,
  ExtendReply: extendReply,
  AskReasons: askReasons,
  RecordReasons: recordReasons,
  AgreeDelay: agreeDelay,
  SendFeeNotice: sendFeeNotice,
  RecordFeePayment: recordFeePayment,
  Reply: reply,
  CloseUncorrected: closeUncorrected,
  CloseUnpaid: closeUnpaid,
  Withdraw: withdraw,
  SplitApplication: split,
  RedoReply: redoReply,
  Archive: archive,
  IssueLetter: issueLetter,
  CorrectDate: correctDate,
  CorrectApplicantType: correctApplicantType,
  CorrectOutcome: correctOutcome,
  VoidEntry: (_state, command, context) => voidEntry(command, context),
};

/** Events of a lawful command, or the refusal with its article. `state` is null before the case exists. */
export function decide(
  state: Application | null,
  command: DisclosureCommand,
  context: DisclosureContext,
): DisclosureDecision {
  if (command.name === 'RegisterApplication')
    return state === null ? register(command, context) : refuse('numberTaken', '条例45');
  if (state === null) return refuse('unknownCase');
  if (state.voided) return refuse('voided');
  return step(command.name, { state, command, context });
}

type Asked<Name extends StepName> = {
  readonly state: Application;
  readonly command: CommandOf<Name>;
  readonly context: DisclosureContext;
};

function step<Name extends StepName>(
  name: Name,
  { state, command, context }: Asked<Name>,
): DisclosureDecision {
  return STEPS[name](state, command, context);
}
