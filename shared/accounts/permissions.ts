/**
 * Who may do what: rights by roles, in one place. Every route, command of the API and section of the header names one of
 * these sets; tests walk them, and `docs/rights.md` has them as tables.
 */
import { isRuleDecision } from '#shared/handling/rules.ts';
import { keysOf } from '#shared/kernel/keys.ts';
import type { Role } from '#shared/store/accounts.ts';

/** Each right with the roles that have it, in the order of the roles. */
export const MATRIX = {
  enter: ['intake', 'officer', 'approver', 'reporter', 'auditor', 'security', 'accounts', 'admin'],
  read: ['intake', 'officer', 'approver', 'reporter', 'auditor', 'admin'],
  register: ['intake', 'officer', 'admin'],
  handle: ['officer', 'admin'],
  failures: ['officer', 'auditor', 'admin'],
  approve: ['approver', 'admin'],
  takeBack: ['officer', 'approver', 'admin'],
  persons: ['officer', 'approver', 'admin'],
  write: ['officer', 'reporter', 'admin'],
  report: ['reporter', 'admin'],
  settings: ['reporter', 'admin'],
  audit: ['auditor'],
  seals: ['auditor', 'admin'],
  accounts: ['accounts', 'admin'],
  security: ['security', 'admin'],
  second: ['auditor', 'security', 'accounts', 'admin'],
  oversee: ['auditor', 'security', 'accounts', 'admin'],
  propose: ['intake', 'officer', 'approver', 'reporter', 'admin'],
  command: ['intake', 'officer', 'approver', 'reporter', 'auditor', 'security', 'accounts', 'admin'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type Right = keyof typeof MATRIX;

/** What each right lets somebody do, as the page of the rights says it. */
export const RIGHT_WORDS: Readonly<Record<Right, string>> = {
  enter: '登录、使用说明、自己的账号',
  read: '查看案件、清单、统计和年度报告',
  register: '登记来件，接听、答复来电',
  handle: '办理全部步骤、制发文书、批量导入',
  failures: '查看未能处理的记录和撤下的附件',
  approve: '批准、退回别人提请的步骤',
  takeBack: '撤回导入（作废须经审批的，限审批、管理）',
  persons: '答复个人查阅、更正、删除的请求，查看涉及的记录',
  write: '撰写年度报告的文字，存入别的单位的报告',
  report: '年度报告定稿和更正',
  settings: '业务设置：机关信息、工作日历、政策、文书、提醒',
  audit: '查看审计记录',
  seals: '查看存证，下载存证点、公钥和证明',
  accounts: '人员账号、接口令牌、推送来源',
  security: '安全设置：审批规则、三员分立、限制知悉和授权',
  second: '复核别人提请的权限、安全设置变更',
  oversee: '查看权限和安全设置',
  propose: '提请、撤回步骤',
  command: '通过接口提交命令（各命令另有所需权限）',
};

type Roles = readonly Role[];
/** Whoever is signed in. */
export const SIGNED_IN: Roles = MATRIX.enter;
/** Those who look at cases and figures. */
export const EVERYONE: Roles = MATRIX.read;
/** Those who enter what comes in. */
export const CLERKS: Roles = MATRIX.register;
/** Those who decide. */
export const OFFICERS: Roles = MATRIX.handle;
/** Those who mend what could not be carried out, and those who look at what was done. */
export const READERS_OF_FAILURES: Roles = MATRIX.failures;
/** Those who read what was done and read by whom. */
export const AUDITORS: Roles = MATRIX.audit;
/** Those who see what is sealed, and take the proof of it along. */
export const READERS_OF_SEALS: Roles = MATRIX.seals;
/** Those who decide what others have proposed. */
export const APPROVERS: Roles = MATRIX.approve;
/** Those who take an import back: where voiding waits for approval, only one who approves. */
export const TAKING_BACK: Roles = MATRIX.takeBack;
/** Those who answer people about their own data. */
export const ANSWERERS: Roles = MATRIX.persons;
/** Those by whom a step that waits may be proposed, decided or taken back. */
export const DECIDERS: Roles = MATRIX.propose;
/** Those who write the annual report. */
export const WRITERS: Roles = MATRIX.write;
/** Those who sign it. */
export const REPORTERS: Roles = MATRIX.report;
/** Those who settle how everything is counted, and what the office says of itself. */
export const SETTLERS: Roles = MATRIX.settings;
/** Those who let people and programs in. */
export const ADMINS: Roles = MATRIX.accounts;
/** Those who settle what needs a second person, and who may know of what. */
export const GUARDS: Roles = MATRIX.security;
/** Those by whom a change of rights or of the rules themselves may be decided. */
export const SECONDS: Roles = MATRIX.second;
/** Those who look at rights and rules. */
export const OVERSEERS: Roles = MATRIX.oversee;
/** Those who may send commands at all; each command has its own. */
export const COMMANDERS: Roles = MATRIX.command;

/** What the counter may enter; every command that is named nowhere here is an officer's. An auditor carries out none. */
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
];

const COMMANDS: Partial<Readonly<Record<Right, readonly string[]>>> = {
  register: INTAKE_COMMANDS,
  approve: ['ApproveStep', 'ReturnStep', 'ApproveErasure', 'RefuseErasure'],
  propose: ['WithdrawStep'],
  write: ['WriteSection', 'WriteTemplate'],
  // what signs in the name of the office
  report: ['CloseYear', 'RestateYear'],
  // what settles how everything else is counted
  settings: [
    'LoadCalendarYear',
    'AddExtraDay',
    'RemoveExtraDay',
    'DescribeOffice',
    'SetLetterSettings',
    'SetLetterTemplate',
    'ResetLetterTemplate',
    'SetPolicy',
  ],
  security: [
    'SetApprovals',
    'SetSeparation',
    'SetRestriction',
    'GrantAccess',
    'RevokeAccess',
    'SetRetention',
  ],
};

export const RIGHTS: readonly Right[] = keysOf(MATRIX);

/** The right that a command needs. */
export function rightFor(command: string): Right {
  return RIGHTS.find((right) => COMMANDS[right]?.includes(command)) ?? 'handle';
}

/** For a command as it is sent: a change of rules or rights is decided by others than a step of a case. */
export function rolesAsking(fields: { readonly command?: unknown; readonly kind?: unknown }): Roles {
  return isRuleDecision(fields) ? SECONDS : rolesFor(String(fields.command));
}

export function rolesFor(command: string): Roles {
  return MATRIX[rightFor(command)];
}
