/** The names by which a person may mean an event of the history. */
import { stepNamed } from '#shared/kernel/procedure.ts';
import type { Application, DatedStep } from './application.ts';
import type { DisclosureCommandName } from './commands.ts';
import type { StepType } from './events.ts';

/** Corrections and letters have no place in the order of steps. */
type OtherName =
  | 'CorrectText'
  | 'CorrectFact'
  | 'CorrectDate'
  | 'CorrectApplicantType'
  | 'CorrectOutcome'
  | 'VoidEntry'
  | 'IssueLetter';
type StepCommand = Exclude<DisclosureCommandName, OtherName>;

/** What each command records. */
export const EVENT_OF_COMMAND: { readonly [Name in StepCommand]: StepType } = {
  RegisterApplication: 'ApplicationRegistered',
  ConfirmReceipt: 'ReceiptConfirmed',
  RequestCorrection: 'CorrectionRequested',
  RecordCorrection: 'CorrectionReceived',
  ExtendCorrection: 'CorrectionPeriodExtended',
  ConsultThirdParty: 'ThirdPartyConsulted',
  RecordThirdPartyReply: 'ThirdPartyReplied',
  ConsultOrgan: 'OrganConsulted',
  RecordOrganReply: 'OrganReplied',
  ExtendReply: 'ReplyExtended',
  AskReasons: 'ReasonsAsked',
  RecordReasons: 'ReasonsReceived',
  AgreeDelay: 'DelayAgreed',
  SendFeeNotice: 'FeeNoticeSent',
  RecordFeePayment: 'FeePaid',
  Reply: 'ApplicationReplied',
  CloseUncorrected: 'ClosedUncorrected',
  CloseUnpaid: 'ClosedUnpaid',
  Withdraw: 'ApplicationWithdrawn',
  SplitApplication: 'ApplicationSplit',
  RedoReply: 'ReplyRedone',
  ReviseReply: 'ReplyRevised',
  Archive: 'ApplicationArchived',
  RecordService: 'PaperServed',
};

/** `receivedOn`, `decidedOn` and `outcome`, the columns of an import, mean the step that settles them now. */
export function named(state: Application, name: string): DatedStep | undefined {
  const { receivedBy: receivedOn, conclusion } = state;
  const decidedOn = conclusion?.from ?? '';
  const columns: Readonly<Record<string, string>> = { receivedOn, decidedOn, outcome: decidedOn };
  return stepNamed(
    state.steps,
    Object.hasOwn(columns, name) ? (columns[name] ?? '') : name,
    EVENT_OF_COMMAND,
  );
}
