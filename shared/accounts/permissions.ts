/** Who may carry out which command, by form and by API alike. */
import { ROLES, type Role } from '#shared/store/accounts.ts';

export const EVERYONE: readonly Role[] = ROLES;
/** Those who enter what comes in. */
export const CLERKS: readonly Role[] = ['intake', 'officer', 'admin'];
/** Those who decide. */
export const OFFICERS: readonly Role[] = ['officer', 'admin'];
/** Those who mend what could not be carried out, and those who look at what was done. */
export const READERS_OF_FAILURES: readonly Role[] = ['officer', 'auditor', 'admin'];
export const ADMINS: readonly Role[] = ['admin'];
/** Those who read what was done and read by whom. */
export const AUDITORS: readonly Role[] = ['auditor'];
/** Those who decide what others have proposed. */
export const APPROVERS: readonly Role[] = ['approver', 'admin'];
/** Those who take an import back: where voiding waits for approval, only one who approves. */
export const TAKING_BACK: readonly Role[] = ['officer', 'approver', 'admin'];
/** Those by whom a step that waits may be proposed, decided or taken back. */
export const DECIDERS: readonly Role[] = ['intake', 'officer', 'approver', 'admin'];

const APPROVER_COMMANDS = ['ApproveStep', 'ReturnStep', 'ApproveErasure', 'RefuseErasure'];

/** What the counter may enter; every other command is an officer's. An auditor carries out none. */
const INTAKE_COMMANDS = [
  'RegisterApplication',
  'ConfirmReceipt',
  'RecordCorrection',
  // of a case that is not concluded, which the rules see to
  'CorrectText',
  'CorrectFact',
  'RequestAmendment',
  'RecordThirdPartyReply',
  'RecordOrganReply',
  'RecordReasons',
  'RecordFeePayment',
  'RegisterHotlineCase',
  'AcceptHotlineCase',
  'RejectHotlineCase',
  'Dispatch',
  // a question is answered while the caller is on the line
  'RecordDepartmentReply',
  'ReplyToCaller',
  'CloseHotlineCase',
  'MergeInto',
  'LinkRepeat',
  'RedirectToDisclosure',
  'RecordFollowUp',
  'OpenAppeal',
  'AssignCase',
  'AddNote',
  'AttachFile',
  'WithdrawFile',
  'WithdrawStep',
];

/** What settles how everything else is counted, and what signs in the name of the office. */
const ADMIN_COMMANDS = [
  'LoadCalendarYear',
  'AddExtraDay',
  'RemoveExtraDay',
  'CloseYear',
  'RestateYear',
  'DescribeOffice',
  'SetLetterSettings',
  'SetLetterTemplate',
  'ResetLetterTemplate',
  'SetPolicy',
  'SetApprovals',
  'SetRetention',
];

export function rolesFor(command: string): readonly Role[] {
  if (ADMIN_COMMANDS.includes(command)) return ADMINS;
  if (APPROVER_COMMANDS.includes(command)) return APPROVERS;
  return INTAKE_COMMANDS.includes(command) ? CLERKS : OFFICERS;
}
