/** The names by which a person may mean an event of the history. */
import type { Application, DatedStep } from './application.ts';
import type { DisclosureCommandName } from './commands.ts';
import type { StepType } from './events.ts';

/** Corrections and letters have no place in the order of steps. */
type OtherName = 'CorrectDate' | 'CorrectApplicantType' | 'CorrectOutcome' | 'VoidEntry' | 'IssueLetter';
type StepCommand = Exclude<DisclosureCommandName, OtherName>;

/** What each command records. */
const EVENT_OF_COMMAND: { readonly [Name in StepCommand]: StepType } = {
  RegisterApplication: 'ApplicationRegistered',
  ConfirmReceipt: 'ReceiptConfirmed',
  RequestCorrection: 'CorrectionRequested',
  RecordCorrection: 'CorrectionReceived',
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
  Archive: 'ApplicationArchived',
};

/** The steps a name may mean: none when it means nothing here. */
export function named(state: Application, name: string): readonly DatedStep[] {
  const id = idOf(state, name);
  if (id !== null) return state.steps.filter((step) => step.id === id);
  const type = Object.hasOwn(EVENT_OF_COMMAND, name) ? EVENT_OF_COMMAND[name as StepCommand] : name;
  return state.steps.filter((step) => step.event.type === type);
}

function idOf({ steps, receivedOn, receivedBy, conclusion }: Application, name: string): string | null {
  if (name === 'receivedOn') return receivedOn === null ? null : receivedBy;
  if (name === 'decidedOn' || name === 'outcome') return conclusion?.from ?? null;
  return steps.some((step) => step.id === name) ? name : null;
}
