/** What the form of art. 29 asks, with the dates of art. 31 that belong to the channel chosen. */
import { CHANNEL_LABELS } from '#shared/glossary/choices.ts';
import type { CommandField } from '../look/command-fields.ts';
import { choicesOf } from '../look/fields.tsx';
import { DELIVERY_FORMS } from '../wording/terms.ts';
import { APPLICANT_CHOICES } from './choices.ts';

export const CHANNEL: CommandField = {
  name: 'channel',
  kind: 'radio',
  label: '申请渠道',
  choices: choicesOf(CHANNEL_LABELS),
};
/** Which are shown follows the channel in the stylesheet; without that all are shown, with their condition. */
export const DATES: readonly CommandField[] = [
  { name: 'submittedOn', kind: 'date', label: '提交日期', hint: '当面递交、寄出或网上提交之日' },
  {
    name: 'signedForOn',
    kind: 'date',
    label: '签收日期',
    hint: '挂号信、特快专递由本机关签收之日，即收到日期',
    optional: true,
    when: 'when-signed',
  },
  {
    name: 'confirmedOn',
    kind: 'date',
    label: '双方确认日期',
    hint: '平信、网络、传真以双方确认之日为收到日期；尚未确认的留空',
    optional: true,
    when: 'when-confirmed',
  },
];
export const APPLICANT: readonly CommandField[] = [
  {
    name: 'applicantType',
    place: 'applicant.type',
    kind: 'select',
    label: '申请人类型',
    choices: APPLICANT_CHOICES,
  },
  { name: 'applicantName', place: 'applicant.name', kind: 'text', label: '姓名或名称' },
  {
    name: 'identity',
    place: 'applicant.identity',
    kind: 'text',
    label: '身份证明',
    hint: '证件号码或统一社会信用代码',
    optional: true,
  },
  {
    name: 'contact',
    place: 'applicant.contact',
    kind: 'text',
    label: '联系方式',
    hint: '电话、地址或电子邮箱',
    optional: true,
  },
];
export const AGENT: CommandField = {
  name: 'agent',
  place: 'applicant.agent',
  kind: 'text',
  label: '代理人',
  size: 'medium',
  optional: true,
};
export const REQUEST: readonly CommandField[] = [
  { name: 'subject', kind: 'text', label: '申请内容', hint: '名称、文号或者便于查询的其他特征' },
  { name: 'description', kind: 'area', label: '内容描述', optional: true },
  {
    name: 'deliveryForm',
    kind: 'select',
    label: '提供方式',
    choices: DELIVERY_FORMS.map((value) => ({ value, label: value })),
    blank: '不限',
    optional: true,
  },
];
export const FIELDS: readonly CommandField[] = [CHANNEL, ...DATES, ...APPLICANT, AGENT, ...REQUEST];
