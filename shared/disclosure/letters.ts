/** The written notices of arts. 30–42: their kinds, and the names by which a template asks for facts. */
import { OUTCOMES, type Outcome } from '#shared/glossary.ts';
import { keysOf } from '#shared/kernel/keys.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';

/** In the order of the law. */
export const LETTER_LABELS = {
  intake: '收件回执',
  receipt: '登记回执',
  correction: '补正告知书',
  correctionExtension: '延长补正期限告知书',
  extension: '延期答复告知书',
  thirdParty: '征求第三方意见函',
  organ: '征求机关意见函',
  reasons: '说明理由通知书',
  delay: '延迟答复告知书',
  fee: '收费通知书',
  reply: '答复书',
  thirdPartyDecision: '公开决定告知书',
  transfer: '转送申请函',
  serviceSheet: '送达回证',
} as const;
export type LetterKind = keyof typeof LETTER_LABELS;
export const LETTER_KINDS = keysOf(LETTER_LABELS);

/** What stands above its text. */
export const LETTER_TITLES: Readonly<Record<LetterKind, string>> = {
  intake: '政府信息公开申请收件回执',
  receipt: '政府信息公开申请登记回执',
  correction: '政府信息公开申请补正告知书',
  correctionExtension: '政府信息公开申请延长补正期限告知书',
  extension: '政府信息公开申请延期答复告知书',
  thirdParty: '政府信息公开征求第三方意见函',
  organ: '关于征求政府信息公开意见的函',
  reasons: '政府信息公开申请说明理由通知书',
  delay: '政府信息公开申请延迟答复告知书',
  fee: '政府信息公开信息处理费收费通知书',
  reply: '政府信息公开申请答复书',
  thirdPartyDecision: '政府信息公开决定告知书',
  transfer: '关于转送政府信息公开申请的函',
  serviceSheet: '送达回证',
};
/** The title of a reply that tells that an application is given up. */
export const NO_LONGER_TITLE = '政府信息公开申请不再处理告知书';

/** A reply has a template for each row of table 三: the law asks each for other words. */
export type TemplateName = Exclude<LetterKind, 'reply'> | `reply.${Outcome}`;
export const TEMPLATE_NAMES: readonly TemplateName[] = [
  ...LETTER_KINDS.filter((kind) => kind !== 'reply'),
  ...OUTCOMES.map((outcome) => `reply.${outcome}` as const),
];

/** A letter that was issued. `about` is the id of the event it tells of; `number` is the 文号 as printed. */
export type IssuedLetter = {
  readonly kind: LetterKind;
  readonly about: string;
  readonly number: string;
  readonly on: PlainDate;
  readonly template: string;
  /** The number of the letter in whose place it went out. */
  readonly replaces: string | null;
  readonly event: string;
};

/** What a template may ask for. The names are what a clerk types between double braces in Word. */
const CASE_FACTS = [
  '申请编号',
  '申请人',
  '称谓',
  '代理人',
  '收到日期',
  '申请渠道',
  '申请内容',
  '答复期限',
  '补正告知日期',
  '补正事项',
  '补正期限',
  '补正经过',
  '延长的补正期限',
  '延长补正理由',
  '延长工作日',
  '延期理由',
  '批准人',
  '延长后期限',
  '第三方',
  '征求意见机关',
  '征求意见期限',
  '计费方式',
  '计费标准',
  '计费过程',
  '收费金额',
  '收费金额大写',
  '缴费期限',
  '缴费后计算',
  '要求说明理由日期',
  '理由说明日期',
  '未说明理由',
  '延迟答复期限',
  '延迟理由',
  '撤回日期',
  '收件事项',
  '待确认',
  '共同制作',
  '非共同制作',
  '已主动公开',
  '可以公开',
  '告知获取',
  '不予公开情形',
  '依据条款',
  '法律禁止公开',
  '无法提供情形',
  '无法提供条款',
  '信息不存在',
  '非本机关负责',
  '部分转送',
  '另有规定',
  '征求意见日期',
  '第三方不同意日期',
  '公共利益',
  '理由不成立',
  '重新答复',
  '责令履行',
  '自行纠正',
  '纠正理由',
  '责令依据',
  '原答复日期',
  '原答复文号',
  '答复日期',
  '答复文号',
  '送达文书',
  '送达文书文号',
  '受送达人',
  '送达方式',
  '送达日期',
  '送达情况',
] as const;
/** Known to the office, not to the case. */
const OFFICE_FACTS = [
  '机关名称',
  '文号',
  '成文日期',
  '联系人',
  '联系电话',
  '联系地址',
  '联系方式',
  '缴费方式',
  '复议机关',
  '人民法院',
  '救济告知',
] as const;
/** Given by the person who issues the letter, where the case does not hold them. */
export const TYPED_FACTS = [
  '收件日期',
  '收到材料',
  '是否共同制作',
  '数量频次情况',
  '说明理由期限',
  '答复依据',
  '提供方式',
  '获取途径',
  '获取时间',
  '不予公开部分',
  '禁止公开的规定',
  '无法提供部分',
  '无法提供的理由',
  '理由',
  '检索情况',
  '负责机关',
  '在先答复',
  '责令文书',
  '责令日期',
  '公开的依据',
  '决定公开的内容',
  '公开的理由',
  '转送机关',
  '转送材料',
  '补充说明',
] as const;
type CaseFact = (typeof CASE_FACTS)[number];
type OfficeFact = (typeof OFFICE_FACTS)[number];
export type TypedFact = (typeof TYPED_FACTS)[number];
export type Fact = CaseFact | OfficeFact | TypedFact;
export const FACTS: readonly Fact[] = [...CASE_FACTS, ...OFFICE_FACTS, ...TYPED_FACTS];
export type Facts = Partial<Readonly<Record<Fact, string>>>;
