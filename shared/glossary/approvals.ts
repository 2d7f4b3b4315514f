/** Steps that an office may want decided by a second person. */
type Approvable = {
  readonly label: string;
  /** Where the law itself asks for a second person's consent, or a leader's. */
  readonly article?: string;
  /** The commands that take the step. */
  readonly commands: readonly string[];
  /** Not where the outcome is to disclose everything. */
  readonly unlessDisclosed?: true;
};

export const APPROVABLE = {
  extension: { label: '延长答复期限', article: '条例33', commands: ['ExtendReply'] },
  refusal: {
    label: '不予公开、部分公开和其他不是全部予以公开的答复',
    commands: ['Reply', 'RedoReply', 'ReviseReply', 'CorrectOutcome'],
    unlessDisclosed: true,
  },
  reply: { label: '所有答复', commands: ['Reply', 'RedoReply', 'ReviseReply'] },
  delay: { label: '确定延迟答复', commands: ['AgreeDelay'] },
  lapse: { label: '逾期不补正、不缴费的处理', commands: ['CloseUncorrected', 'CloseUnpaid'] },
  split: { label: '拆分办理', commands: ['SplitApplication'] },
  correction: {
    label: '更正日期、申请人类型和办理结果',
    commands: ['CorrectDate', 'CorrectApplicantType', 'CorrectOutcome', 'CorrectAppealRoute'],
  },
  voiding: { label: '作废误登记录', commands: ['VoidEntry'] },
  hotlineRejection: { label: '热线工单不予受理', commands: ['RejectHotlineCase'] },
  hotlineExtension: { label: '热线工单延长办理时限', commands: ['ExtendHandling'] },
  closing: { label: '年度报告定稿', commands: ['CloseYear'] },
  restating: { label: '更正已定稿的年度报告', commands: ['RestateYear'] },
  rules: { label: '变更审批规则、限制知悉', commands: ['SetApprovals', 'SetRestriction', 'SetSeparation'] },
  rights: { label: '授予、变更审批、审计、安全管理、管理角色（含令牌）', commands: ['ChangeAccount'] },
} as const satisfies Readonly<Record<string, Approvable>>;
export type ApprovalName = keyof typeof APPROVABLE;
type ApprovableCommand = (typeof APPROVABLE)[ApprovalName]['commands'][number];

/** What each is called on the pages. */
export const APPROVABLE_COMMANDS: Readonly<Record<ApprovableCommand, string>> = {
  ExtendReply: '延长答复期限',
  Reply: '作出答复',
  RedoReply: '重新作出答复',
  ReviseReply: '自行纠正答复',
  CorrectOutcome: '更正办理结果',
  AgreeDelay: '确定延迟答复',
  CloseUncorrected: '逾期不补正，不再处理',
  CloseUnpaid: '逾期不缴费，不再处理',
  SplitApplication: '拆分办理',
  CorrectDate: '更正日期',
  CorrectApplicantType: '更正申请人类型',
  CorrectAppealRoute: '更正起诉方式',
  VoidEntry: '作废误登记录',
  RejectHotlineCase: '不予受理',
  ExtendHandling: '延长办理时限',
  CloseYear: '年度报告定稿',
  RestateYear: '更正并公布新版本',
  SetApprovals: '变更审批规则',
  SetRestriction: '变更限制知悉',
  SetSeparation: '变更三员分立',
  ChangeAccount: '变更账号、令牌的权限',
};

/** What is offered with one click: what the law has approved, and what cannot be taken back once it is out. */
export const ADVISED_APPROVALS: readonly ApprovalName[] = [
  'extension',
  'refusal',
  'voiding',
  'closing',
  'restating',
];
