/** The switch from command to article. Each decision is one function in the file of its articles. */

import type { Calendar } from '../kernel/calendar/calendar.ts';
import { type Decision, refuse, unreachable } from '../kernel/decision.ts';
import type { DisclosureCommand } from './commands.ts';
import {
  consultOrgan,
  consultThirdParty,
  recordOrganReply,
  recordThirdPartyReply,
} from './decide-consultation.ts';
import { correctApplicantType, correctDate, correctOutcome, voidEntry } from './decide-correction.ts';
import { closeUncorrected, closeUnpaid, recordFeePayment, sendFeeNotice } from './decide-lapse.ts';
import {
  agreeDelay,
  askReasons,
  extendReply,
  recordCorrection,
  recordReasons,
  requestCorrection,
} from './decide-period.ts';
import { archive, confirmReceipt, redoReply, register, reply, split, withdraw } from './decide-reply.ts';
import type { DisclosureEvent } from './events.ts';
import type { Application } from './state.ts';

export type DisclosureDecision = Decision<DisclosureEvent>;
export type DisclosureContext = { readonly calendar: Calendar };

/** Events of a lawful command, or the refusal with its article. `state` is null before the case exists. */
export function decide(
  state: Application | null,
  command: DisclosureCommand,
  context: DisclosureContext,
): DisclosureDecision {
  if (command.name === 'RegisterApplication')
    return state === null ? register(command) : refuse('numberTaken', '条例45');
  if (state === null) return refuse('unknownCase');
  if (state.voided) return refuse('voided');
  return decideStep(state, command, context);
}

type Step = Exclude<DisclosureCommand, { name: 'RegisterApplication' }>;

function decideStep(state: Application, command: Step, context: DisclosureContext): DisclosureDecision {
  switch (command.name) {
    case 'ConfirmReceipt':
      return confirmReceipt(state, command);
    case 'RequestCorrection':
      return requestCorrection(state, command);
    case 'RecordCorrection':
      return recordCorrection(state, command);
    case 'ConsultThirdParty':
      return consultThirdParty(state, command);
    case 'RecordThirdPartyReply':
      return recordThirdPartyReply(state, command);
    case 'ConsultOrgan':
      return consultOrgan(state, command);
    case 'RecordOrganReply':
      return recordOrganReply(state, command);
    case 'ExtendReply':
      return extendReply(state, command, context);
    case 'AskReasons':
      return askReasons(state, command);
    case 'RecordReasons':
      return recordReasons(state, command);
    case 'AgreeDelay':
      return agreeDelay(state, command);
    case 'SendFeeNotice':
      return sendFeeNotice(state, command);
    case 'RecordFeePayment':
      return recordFeePayment(state, command);
    case 'Reply':
      return reply(state, command);
    case 'CloseUncorrected':
      return closeUncorrected(state, command);
    case 'CloseUnpaid':
      return closeUnpaid(state, command, context);
    case 'Withdraw':
      return withdraw(state, command);
    case 'SplitApplication':
      return split(state, command);
    case 'RedoReply':
      return redoReply(state, command);
    case 'Archive':
      return archive(state, command);
    case 'CorrectDate':
      return correctDate(state, command);
    case 'CorrectApplicantType':
      return correctApplicantType(state, command);
    case 'CorrectOutcome':
      return correctOutcome(state, command);
    case 'VoidEntry':
      return voidEntry(command);
    default:
      return unreachable(command);
  }
}
