/** The situations an application can be in, and every step there is, each with fields that could be lawful. */
import type { DisclosureCommand, DisclosureCommandName } from '#shared/disclosure/commands.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import {
  asked,
  consulted,
  corrected,
  does,
  extended,
  noticed,
  paid,
  received,
  replied,
} from './application-desk.ts';

/** A Tuesday in the middle of every reply period below. */
export const THAT_DAY = dateOf('2026-11-24');
const RECEIVED = received('2026-11-05');
const unconfirmed = does('RegisterApplication', {
  channel: 'online',
  submittedOn: '2026-11-05',
  subject: '规划图',
  applicant: { type: 'naturalPerson', name: '赵一', identity: '身份证', contact: '电话' },
});
const reasonsAsked = does('AskReasons', { on: '2026-11-10' });
const reasonsGiven = does('RecordReasons', { on: '2026-11-12' });
const organAsked = does('ConsultOrgan', { on: '2026-11-10', organ: '市档案馆' });

export const SITUATIONS: Readonly<Record<string, readonly DisclosureCommand[]>> = {
  unregistered: [],
  unconfirmed: [unconfirmed],
  processing: [RECEIVED],
  overdue: [received('2026-09-01')],
  correctionAwaited: [RECEIVED, asked('2026-11-10', '2026-12-01')],
  correctionLapsed: [RECEIVED, asked('2026-11-10', '2026-11-20')],
  corrected: [RECEIVED, asked('2026-11-10', '2026-12-01'), corrected('2026-11-18')],
  thirdPartyAsked: [RECEIVED, consulted('2026-11-10')],
  organAsked: [RECEIVED, organAsked],
  extended: [RECEIVED, extended('2026-11-20')],
  reasonsAsked: [RECEIVED, reasonsAsked],
  reasonsGiven: [RECEIVED, reasonsAsked, reasonsGiven],
  delayAgreed: [
    RECEIVED,
    reasonsAsked,
    reasonsGiven,
    does('AgreeDelay', { on: '2026-11-13', until: '2027-01-15', reason: '数量过大' }),
  ],
  feeAwaited: [RECEIVED, noticed('2026-11-10')],
  feeLapsed: [received('2026-10-08'), noticed('2026-10-12')],
  feePaid: [RECEIVED, noticed('2026-11-10'), paid('2026-11-18')],
  replied: [RECEIVED, replied('2026-11-20')],
  archived: [RECEIVED, replied('2026-11-20'), does('Archive', { on: '2026-11-23' })],
  closedUncorrected: [
    RECEIVED,
    asked('2026-11-10', '2026-11-19'),
    does('CloseUncorrected', { on: '2026-11-20' }),
  ],
  closedUnpaid: [received('2026-10-08'), noticed('2026-10-12'), does('CloseUnpaid', { on: '2026-11-20' })],
  withdrawn: [RECEIVED, does('Withdraw', { on: '2026-11-20' })],
  split: [RECEIVED, does('SplitApplication', { on: '2026-11-20', into: ['乙-1', '乙-2'] })],
  voided: [RECEIVED, does('VoidEntry', { on: '2026-11-20', reason: '误录' })],
};

type StepName = Exclude<
  DisclosureCommandName,
  | 'CorrectText'
  | 'CorrectFact'
  | 'CorrectDate'
  | 'CorrectApplicantType'
  | 'CorrectOutcome'
  | 'VoidEntry'
  | 'IssueLetter'
  | 'RegisterApplication'
>;
const on = THAT_DAY;
const FIELDS: { readonly [Name in StepName]: object } = {
  ConfirmReceipt: { on },
  RequestCorrection: { on, items: '文号', respondBy: '2026-12-15' },
  RecordCorrection: { on },
  ExtendCorrection: { on, until: '2026-12-20', reason: '出差在外' },
  ConsultThirdParty: { on, party: '某厂' },
  RecordThirdPartyReply: { on, party: '某公司', consents: true },
  ConsultOrgan: { on, organ: '市规划局' },
  RecordOrganReply: { on, organ: '市档案馆' },
  ExtendReply: { on, workingDays: 20, approvedBy: '负责人', reason: '量大' },
  AskReasons: { on },
  RecordReasons: { on },
  AgreeDelay: { on, until: '2027-02-01', reason: '数量过大' },
  SendFeeNotice: { on, receivedOn: on, basis: 'perPage', quantity: 250 },
  RecordFeePayment: { on, amount: 4700 },
  Reply: { on, outcome: 'disclosed' },
  CloseUncorrected: { on },
  CloseUnpaid: { on },
  Withdraw: { on },
  SplitApplication: { on, into: ['丙-1', '丙-2'] },
  RedoReply: { on, outcome: 'disclosed', byOrderOf: '复议决定' },
  ReviseReply: { on, outcome: 'disclosed', reason: '原答复有误' },
  Archive: { on },
  RecordService: { on, step: '2.1', way: 'post' },
};

export const STEPS: readonly DisclosureCommand[] = Object.entries(FIELDS).map(([name, fields]) =>
  does(name as StepName, fields),
);

export function stepNamed(name: string): DisclosureCommand {
  const step = STEPS.find((one) => one.command === name);
  if (step === undefined) throw new Error(`no step ${name}`);
  return step;
}
