/** What happened, in the words of a case's history; an event without its words does not compile. */
import type { AmendmentEvent } from '#shared/amendment/events.ts';
import type { AppealEvent } from '#shared/appeal/events.ts';
import type { DisclosureEvent } from '#shared/disclosure/events.ts';
import type { HandlingEvent } from '#shared/handling/events.ts';
import type { HotlineEvent } from '#shared/hotline/events.ts';
import type { RegisterEvent } from '#shared/register/events.ts';

type Names<Event extends { readonly type: string }> = Readonly<Record<Event['type'], string>>;

const DISCLOSURE: Names<DisclosureEvent> = {
  ApplicationRegistered: '登记申请',
  ApplicationCompleted: '补充登记内容',
  ReceiptConfirmed: '确认收到',
  CorrectionRequested: '告知补正',
  CorrectionReceived: '收到补正',
  CorrectionPeriodExtended: '延长补正期限',
  ThirdPartyConsulted: '征求第三方意见',
  ThirdPartyReplied: '第三方答复意见',
  OrganConsulted: '征求其他机关意见',
  OrganReplied: '其他机关答复意见',
  ReplyExtended: '延长答复期限',
  ReasonsAsked: '要求说明理由',
  ReasonsReceived: '收到理由说明',
  DelayAgreed: '确定延迟答复',
  FeeNoticeSent: '发出收费通知',
  FeePaid: '收到缴费',
  ApplicationReplied: '作出答复',
  ClosedUncorrected: '逾期不补正，不再处理',
  ClosedUnpaid: '逾期不缴费，不再处理',
  ApplicationWithdrawn: '申请人撤回',
  ApplicationSplit: '拆分办理',
  ReplyRedone: '重新作出答复',
  ReplyRevised: '自行纠正答复',
  ReplyOrdered: '被责令答复',
  ReplyOrderLifted: '不再责令答复',
  ApplicationArchived: '归档',
  PaperServed: '送达',
  LetterIssued: '制发文书',
  ReplyRedated: '因日历变动重算期限',
  PolicyApplied: '按改变后的做法',
  TextCorrected: '更正文字',
  RegistrationCorrected: '更正登记事项',
  DateCorrected: '更正日期',
  ApplicantTypeCorrected: '更正申请人类型',
  OutcomeCorrected: '更正办理结果',
  EntryVoided: '作废误登记录',
};

const HOTLINE: Names<HotlineEvent> = {
  HotlineCaseRegistered: '登记工单',
  HotlineCaseAccepted: '受理',
  HotlineCaseRejected: '不予受理',
  Dispatched: '派发承办单位',
  DispatchReturned: '退单',
  TimeLimitSet: '确定办理时限',
  HandlingExtended: '延长办理时限',
  DepartmentReplied: '承办单位答复',
  CallerAnswered: '答复诉求人',
  HotlineCaseClosed: '办结',
  FollowUpRecorded: '回访',
  HotlineCaseRedone: '重办',
  HotlineCaseSupervised: '督办',
  MergedInto: '并入其他工单',
  RedirectedToDisclosure: '转依申请公开渠道',
  LinkedToApplication: '关联申请',
  LinkedAsRepeat: '注明重复来电',
  HotlineCaseClassified: '补充分类',
  HotlineSourceNamed: '注明来源',
  TextCorrected: '更正文字',
  HotlineDateCorrected: '更正日期',
  HotlineCaseVoided: '作废误登记录',
};

const APPEAL: Names<AppealEvent> = {
  AppealOpened: '受理立案',
  AppealAnswered: '提交答复、答辩',
  AppealConcluded: '审结',
  JudgmentAppealed: '提起上诉',
  AppealApplicationLinked: '关联申请',
  OtherActAppealed: '针对其他信息公开行为',
  AppealRouteCorrected: '更正起诉方式',
  AppealCoDefendantCorrected: '更正或确认是否只是复议机关',
  TextCorrected: '更正文字',
  AppealFactCorrected: '更正程序、副本日期',
  AppealDateCorrected: '更正日期',
  AppealOutcomeCorrected: '更正结果',
  AppealRedated: '因日历变动重算期限',
  PolicyApplied: '按改变后的做法',
  DecisionEffective: '裁判、决定生效',
  AppealVoided: '作废误登记录',
  CaseRemanded: '发回重审',
  RetrialOpened: '再审',
  ReviewExtended: '复议机关延长审理期限',
  ReplyOrderStated: '写明是否责令重新答复',
  PaperServed: '送达',
};

const REGISTER: Names<RegisterEvent> = {
  InformationFormed: '信息形成或者变更',
  Published: '主动公开',
  DocumentIssued: '制发文件',
  DocumentRepealed: '废止文件',
  DecisionRecorded: '登记处理决定',
  FeeRecorded: '登记收费',
  FigureRecorded: '登记数据',
  EntryCompleted: '补充登记',
  PolicyApplied: '按改变后的做法',
  TextCorrected: '更正文字',
  EntryDateCorrected: '更正日期',
  PublicationRedated: '因日历变动重算期限',
  EntryVoided: '作废误登记录',
};

const AMENDMENT: Names<AmendmentEvent> = {
  AmendmentRequested: '收到更正申请',
  AmendmentDecided: '作出处理',
  AmendmentWithdrawn: '申请人撤回',
  TextCorrected: '更正文字',
  AmendmentDateCorrected: '更正日期',
  AmendmentDecisionCorrected: '更正处理结果',
  AmendmentVoided: '作废误登记录',
};

const HANDLING: Names<HandlingEvent> = {
  CaseAssigned: '交办',
  AccessGranted: '授权知悉',
  AccessRevoked: '撤销知悉授权',
  NoteAdded: '备注',
  FileAttached: '上传附件',
  FileScanned: '附件查毒',
  FileWithdrawn: '撤下附件',
  StepProposed: '提请审批',
  StepApproved: '批准',
  StepReturned: '退回',
  StepWithdrawn: '撤回提请',
};

const ALL: Readonly<Record<string, string>> = {
  ...HANDLING,
  ...AMENDMENT,
  ...REGISTER,
  ...APPEAL,
  ...HOTLINE,
  ...DISCLOSURE,
};

export function eventName(type: string): string {
  return ALL[type] ?? '其他记录';
}
