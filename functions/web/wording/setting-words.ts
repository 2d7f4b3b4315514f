/** What an office settles for itself, change by change: what each is called, and what it says. */
import { APPROVABLE } from '#shared/glossary/approvals.ts';
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import type { ListName } from '#shared/hotline/lists.ts';
import type { Json } from '#shared/kernel/event.ts';
import type { FiledEvent } from '#shared/ledger/case-file.ts';
import { sectionNumeral } from '#shared/reporting/document.ts';
import type { SettingKind } from '#shared/trail/settings-trail.ts';
import { textLabel } from './event-facts.ts';
import { valueText } from './policy-applied-words.ts';
import { POLICY_WORDS } from './policy-words.ts';
import { labelOf, own } from './word.ts';

export const SETTING_LABELS: Readonly<Record<SettingKind, string>> = {
  policies: '政策设置',
  approvals: '审批设置',
  calendar: '工作日历',
  letters: '文书设置',
  lists: '热线设置',
  office: '机关信息',
  retention: '保管期限',
};

const NAMES: Readonly<Record<string, string>> = {
  PolicySet: '改变做法',
  ApprovalsSet: '改变需要审批的步骤',
  SeparationSet: '启用、停用三员分立',
  RestrictionSet: '启用、停用限制知悉',
  RetentionSet: '设定保管期限',
  SignInRulesSet: '改变登录设置',
  CalendarYearLoaded: '载入年度放假安排',
  ExtraDayAdded: '添加本机关特殊日',
  ExtraDayRemoved: '撤销本机关特殊日',
  LetterSettingsChanged: '改变文书设置',
  LetterTemplateSet: '换上本机关的文书模板',
  LetterTemplateReset: '恢复系统自带的文书模板',
  TemplateWritten: '改写年度报告的固定文字',
  ListEntrySet: '设置选项',
  ListEntryEnded: '停用选项',
  AnswerTemplateSet: '设置答复模板',
  AnswerTemplateEnded: '停用答复模板',
  HotlinePolicySet: '改变热线做法',
  OfficeAdded: '新增机关',
  OfficeRenamed: '机关更名',
  OfficeDescribed: '填写机关信息',
  OfficeMarkedAsSample: '标为示例机关',
  OfficePlaced: '调整隶属关系',
  OfficeMerged: '并入其他机关',
};

export function settingName(type: string): string {
  return own(NAMES, type) ?? '其他设置';
}

const FIELDS: Readonly<Record<string, string>> = {
  year: '年度',
  notice: '通知',
  daysOff: '放假',
  makeUp: '上班',
  date: '日期',
  organName: '机关名称',
  reviewOrgan: '行政复议机关',
  court: '人民法院',
  numberWord: '机关代字',
  payment: '缴费方式',
  layout: '版式',
  template: '模板',
  digest: '模板的 SHA-256',
  text: '文字',
  label: '选项',
  list: '清单',
  workingDays: '工作日',
  hours: '小时',
  name: '名称',
  shortName: '简称',
  superior: '上级机关',
  parent: '隶属',
  into: '并入',
  office: '机关',
  separated: '三员分立',
  restricted: '限制知悉',
  idleMinutes: '停用多少分钟后须重新登录',
  ownPasswordAtOnce: '首次登录即须更换密码',
  passwords: '可以用密码登录',
};

export const LIST_LABELS: Readonly<Record<ListName, string>> = {
  sources: '来源',
  types: '诉求类型和办理时限',
  topics: '事项',
  subdistricts: '街道',
  departments: '承办单位',
};
const YES_NO: Readonly<Record<string, readonly [string, string]>> = {
  separated: ['已启用', '已停用'],
  restricted: ['已启用', '已停用'],
};

/** One line a field; a field that has no words here is left to the export. */
export function settingFacts({ type, data, texts = {} }: FiledEvent): readonly string[] {
  const typed = Object.entries(texts).map(([field, text]) => {
    const label = labelOf(TYPED, field);
    return `${label === '' ? field : label}：${text}`;
  });
  return [...toldIn(type, data), ...typed];
}

const TYPED: Readonly<Record<string, string>> = Object.fromEntries(
  (['reason', 'contactPerson', 'contactPhone', 'contactAddress', 'payment', 'answer', 'title'] as const).map(
    (field) => [field, textLabel(field)],
  ),
);

type Data = FiledEvent['data'];

function toldIn(type: string, data: Data): readonly string[] {
  if (type === 'PolicySet') return policyLines(data);
  if (type === 'ApprovalsSet') return [`需要审批：${approvalText(data.steps)}`];
  if (type === 'RetentionSet') return [periodLine(data)];
  if (type === 'TemplateWritten' && typeof data.section === 'number')
    return [`第${sectionNumeral(data.section)}部分：${data.text ?? '恢复系统自带的文字'}`];
  return Object.entries(data).flatMap(([field, value]) => {
    const label = labelOf(FIELDS, field);
    return label === '' || value === null || value === '' ? [] : [`${label}：${told(field, value)}`];
  });
}

export const gradeText = (grade: string): string => (grade === 'permanent' ? '永久' : `${grade} 年`);

function periodLine({ kind, outcome, grade, source }: Data): string {
  const of = [labelOf(KIND_LABELS, kind), outcome].filter(Boolean).join('，');
  return `${of}：${gradeText(String(grade))}（${source}）`;
}

function policyLines({ policy, value, reach }: Data): readonly string[] {
  const words = own<{ readonly label: string }>(POLICY_WORDS, String(policy));
  const told = `${words?.label ?? String(policy)}：${valueText(policy, String(value))}`;
  return [told, reach === 'fromNow' ? '对以后登记的' : '对未定稿的各年度'];
}

/** The steps by their labels; 无 where none waits. */
export function approvalText(steps: Json | undefined): string {
  const named = (Array.isArray(steps) ? steps : []).map(
    (name) => own<{ readonly label: string }>(APPROVABLE, String(name))?.label ?? String(name),
  );
  return named.length === 0 ? '无' : named.join('、');
}

function told(field: string, value: Json): string {
  const [yes, no] = YES_NO[field] ?? ['是', '否'];
  if (typeof value === 'boolean') return value ? yes : no;
  return field === 'list' ? (own<string>(LIST_LABELS, String(value)) ?? plain(value)) : plain(value);
}

function plain(value: Json): string {
  if (Array.isArray(value)) return value.map(String).join('、');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
