/** What an event holds, as lines of a history: labels for its fields, words for its values. */

import { LETTER_LABELS } from '../../../shared/disclosure/letters.ts';
import { APPLICANT_TYPE_LABELS, OUTCOME_LABELS, TABLE4_COLUMN_LABELS } from '../../../shared/glossary.ts';
import { redatingFacts } from './redating-facts.ts';
import { CHANNEL_LABELS } from './terms.ts';

const LABELS: Readonly<Record<string, string>> = {
  channel: '申请渠道',
  submittedOn: '提交日期',
  signedForOn: '签收日期',
  confirmedOn: '双方确认日期',
  receivedOn: '收到日期',
  applicantType: '申请人类型',
  applicantName: '申请人',
  identity: '身份证明',
  contact: '联系方式',
  agent: '代理人',
  subject: '申请内容',
  description: '内容描述',
  deliveryForm: '提供方式',
  splitFrom: '由此件拆分',
  into: '拆分为',
  respondBy: '补正期限',
  items: '需要补正的事项',
  party: '第三方',
  organ: '机关',
  consents: '是否同意公开',
  workingDays: '工作日数',
  approvedBy: '批准人',
  reason: '理由',
  takenBack: '撤回的导入',
  until: '约定答复日期',
  basis: '计费方式',
  quantity: '数量',
  amountFen: '金额（元）',
  outcome: '办理结果',
  outcomeOn: '结果日期',
  documentNumber: '文号',
  byOrderOf: '依据',
  event: '更正的步骤',
  to: '更正为',
  type: '类型',
  kind: '类别',
  number: '编号',
  source: '来源',
  topic: '事项',
  department: '承办单位',
  dueAt: '办理时限',
  satisfaction: '满意度',
  caller: '诉求人',
  application: '关联申请',
  court: '法院',
  otherAct: '针对的行为',
  route: '起诉方式',
  means: '结案方式',
  coDefendant: '共同被告',
  title: '标题',
  column: '栏目',
  medium: '渠道',
  url: '网址',
  count: '数量',
  name: '名称',
  unit: '单位',
};

/** Not for a history: bookkeeping, and documents that are opened elsewhere. */
const HIDDEN = [
  'migrated',
  'sourceAssumed',
  'countAssumed',
  'sealed',
  'consultation',
  'group',
  'document',
  'at',
  'cells',
  'about',
  'template',
  'provisional',
];

const VALUES: Readonly<Record<string, string>> = {
  ...CHANNEL_LABELS,
  ...APPLICANT_TYPE_LABELS,
  perItem: '按件计收',
  perPage: '按量计收',
  review: '行政复议',
  suit: '行政诉讼',
  direct: '未经复议直接起诉',
  afterReview: '复议后起诉',
  satisfied: '满意',
  fairlySatisfied: '基本满意',
  dissatisfied: '不满意',
  unreached: '未接通',
  unrated: '未评价',
  consultation: '咨询',
  assistance: '求助',
  complaint: '投诉',
  report: '举报',
  suggestion: '建议',
  praise: '表扬',
  licence: '行政许可',
  penalty: '行政处罚',
  coercion: '行政强制',
  regulation: '规章',
  normativeDocument: '行政规范性文件',
  website: '网站',
  wechat: '微信公众号',
  media: '媒体报道',
  video: '视频',
};

/** A choice in its printed words; anything else as it is. */
export function valueText(key: string, value: unknown): string {
  if (value === true) return '是';
  if (value === false) return '否';
  if (key === 'amountFen' || key === 'fen') return (Number(value) / 100).toFixed(2);
  if (Array.isArray(value)) return value.join('、');
  const text = String(value);
  if (key === 'dueAt') return text.slice(0, 16).replace('T', ' ');
  if (key === 'outcome') return outcomeText(text);
  if (key === 'kind' && text in LETTER_LABELS) return LETTER_LABELS[text as keyof typeof LETTER_LABELS];
  return CODED.includes(key) ? (VALUES[text] ?? (text === 'other' ? '其他' : text)) : text;
}

/** Fields whose values are keys; free text that happens to look like a key stays as typed. */
const CODED = ['channel', 'applicantType', 'type', 'kind', 'basis', 'route', 'satisfaction', 'medium'];

/** The leaf of table 三 with the heading it stands under, or the column of table 四. */
export function outcomeText(outcome: string): string {
  const term = (OUTCOME_LABELS as Readonly<Record<string, { label: string; group: string | null }>>)[outcome];
  if (term === undefined)
    return (TABLE4_COLUMN_LABELS as Readonly<Record<string, string>>)[outcome] ?? outcome;
  const plain = (text: string): string => text.replace(/^（[一二三四五六七]）|^\d+\.|（[^）]*）$/g, '');
  return term.group === null ? plain(term.label) : `${plain(term.group)}：${plain(term.label)}`;
}

export type FactLine = { readonly key: string; readonly label: string; readonly text: string };

/** The fields of an event that say something, data first, then the opened texts. */
export function factsOf(event: {
  readonly data: Readonly<Record<string, unknown>>;
  readonly texts?: Readonly<Record<string, string>>;
}): readonly FactLine[] {
  const redated = redatingFacts(event.data);
  if (redated !== null) return redated;
  const said = { ...event.data, ...event.texts };
  return Object.entries(said)
    .filter(([key, value]) => !HIDDEN.includes(key) && value !== null && value !== '')
    .map(([key, value]) => ({ key, label: LABELS[key] ?? key, text: valueText(key, value) }));
}

export function labelOf(key: string): string {
  return LABELS[key] ?? key;
}
