/** The written notices of arts. 30–42: their kinds, and the names by which a template asks for facts. */
import { OUTCOMES, type Outcome } from '#shared/glossary.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';

export const LETTER_KINDS = [
  'receipt',
  'correction',
  'extension',
  'thirdParty',
  'organ',
  'fee',
  'reply',
] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];
export const LETTER_LABELS: Readonly<Record<LetterKind, string>> = {
  receipt: '登记回执',
  correction: '补正告知书',
  extension: '延期答复告知书',
  thirdParty: '征求第三方意见函',
  organ: '征求机关意见函',
  fee: '收费通知书',
  reply: '答复书',
};

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
  '撤回日期',
] as const;
/** Known to the office, not to the case. */
const OFFICE_FACTS = [
  '机关名称',
  '文号',
  '成文日期',
  '联系人',
  '联系电话',
  '联系地址',
  '缴费方式',
  '复议机关',
  '人民法院',
  '救济告知',
] as const;
/** Typed by the person who issues the letter. */
export const TYPED_FACTS = [
  '提供方式',
  '获取途径',
  '理由',
  '不予公开部分',
  '检索情况',
  '负责机关',
  '在先答复',
  '补充说明',
] as const;
export type CaseFact = (typeof CASE_FACTS)[number];
type OfficeFact = (typeof OFFICE_FACTS)[number];
export type TypedFact = (typeof TYPED_FACTS)[number];
export type Fact = CaseFact | OfficeFact | TypedFact;
export const FACTS: readonly Fact[] = [...CASE_FACTS, ...OFFICE_FACTS, ...TYPED_FACTS];
export type Facts = Partial<Readonly<Record<Fact, string>>>;
