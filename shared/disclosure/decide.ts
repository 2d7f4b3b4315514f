/** From command to article. Each decision is one function in the file of its articles. */
import { accept } from '#shared/kernel/decision.ts';
import { decider } from '#shared/kernel/procedure.ts';
import type { Application } from './application.ts';
import type { DisclosureCommand } from './commands.ts';
import {
  consultOrgan,
  consultThirdParty,
  recordOrganReply,
  recordThirdPartyReply,
} from './decide-consultation.ts';
import { correctApplicantType, correctOutcome, correctStepDate } from './decide-correction.ts';
import { closeUncorrected, closeUnpaid, recordFeePayment, sendFeeNotice } from './decide-lapse.ts';
import { correctFact, correctTextOf } from './decide-mending.ts';
import {
  agreeDelay,
  askReasons,
  extendCorrection,
  extendReply,
  recordCorrection,
  recordReasons,
  requestCorrection,
} from './decide-period.ts';
import { confirmReceipt, register } from './decide-receipt.ts';
import { archive, redoReply, reply, reviseReply, split, withdraw } from './decide-reply.ts';
import { issueLetter, recordServiceOf } from './decide-service.ts';
import type { DisclosureEvent } from './events.ts';
import type { DisclosureContext } from './step.ts';

export const decide = decider<
  Application,
  DisclosureCommand,
  'RegisterApplication',
  DisclosureContext,
  DisclosureEvent
>({
  opening: { RegisterApplication: register },
  later: {
    ConfirmReceipt: confirmReceipt,
    RequestCorrection: requestCorrection,
    RecordCorrection: recordCorrection,
    ExtendCorrection: extendCorrection,
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
    ReviseReply: reviseReply,
    Archive: archive,
    IssueLetter: issueLetter,
    RecordService: recordServiceOf,
    CorrectText: correctTextOf,
    CorrectFact: correctFact,
    CorrectDate: correctStepDate,
    CorrectApplicantType: correctApplicantType,
    CorrectOutcome: correctOutcome,
    VoidEntry: (_, { on, reason }) =>
      accept([{ type: 'EntryVoided', v: 1, on, data: {}, texts: { reason } }]),
  },
});
