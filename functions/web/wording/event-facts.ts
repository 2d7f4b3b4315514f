/** What an event holds, as lines of a history: every field in words, by its type. */
import type { DomainEvent, TextField } from '#shared/kernel/event.ts';
import { AMENDMENT_WORDS } from './amendment-words.ts';
import { APPEAL_WORDS } from './appeal-words.ts';
import { DISCLOSURE_WORDS } from './disclosure-words.ts';
import { eventName } from './event-names.ts';
import { HANDLING_WORDS } from './handling-words.ts';
import { HOTLINE_WORDS } from './hotline-words.ts';
import { replaced } from './mending-words.ts';
import { REGISTER_WORDS } from './register-words.ts';
import { own, type Word } from './word.ts';

/** Each table is typed by its events; a stored event is looked up by name alone. */
const WORDS = {
  ...HANDLING_WORDS,
  ...AMENDMENT_WORDS,
  ...REGISTER_WORDS,
  ...APPEAL_WORDS,
  ...HOTLINE_WORDS,
  ...DISCLOSURE_WORDS,
} as Readonly<Record<string, Readonly<Record<string, Word<unknown>>>>>;

/** Free text is shown as typed; null for what is shown elsewhere. */
const TEXT_LABELS: Readonly<Record<TextField, string | null>> = {
  applicantName: '申请人',
  identity: '身份证明',
  contact: '联系方式',
  agent: '代理人',
  subject: '申请内容',
  description: '内容描述',
  items: '需要补正的事项',
  party: '第三方',
  organ: '机关',
  reason: '理由',
  approvedBy: '批准人',
  byOrderOf: '依据',
  document: null,
  caller: '诉求人',
  court: '法院',
  otherAct: '针对的行为',
  title: '标题',
  source: '出处',
  contactPerson: '联系人',
  contactPhone: '联系电话',
  contactAddress: '联系地址',
  emails: '收件人',
  payment: '缴费方式',
  file: '文件名',
  evidence: '证据材料',
  postNumber: '邮件号码',
  receiver: '签收人',
  address: '地址',
  departmentReply: '办理情况',
  answer: '答复内容',
  settlement: '办结情况',
  feedback: '回访情况',
  note: '说明',
  name: '文件名',
  digest: null,
  proposed: null,
  whyCorrected: '更正理由',
};

export function textLabel(field: TextField): string {
  return TEXT_LABELS[field] ?? '';
}

type FactLine = { readonly key: string; readonly label: string; readonly text: string };
/** `before`: the texts that this event put right, as they read until then. */
type Told = Pick<DomainEvent, 'data' | 'texts'> & {
  readonly type: string;
  readonly before?: Readonly<Record<string, string>> | undefined;
};
/** What the events of the case are called, by id. */
type Named = { readonly id: string; readonly type: string; readonly on: string };

/** The fields of an event that have something to say: data first, then the unsealed texts. */
export function factsOf(
  { type, data, texts = {}, before }: Told,
  history: readonly Named[] = [],
): readonly FactLine[] {
  const words = own(WORDS, type) ?? {};
  const eventNamed = (id: string): string => {
    const event = history.find((one) => one.id === id);
    return event === undefined ? '以前的一步' : `${eventName(event.type)}（${event.on}）`;
  };
  const told = Object.entries(words).map(([key, word]) => {
    const value = data[key];
    const isSaid = word !== null && value !== undefined && value !== null && value !== '';
    return { key, label: word?.label ?? '', text: isSaid ? word.text(value, { data, eventNamed }) : '' };
  });
  const typed = Object.entries(texts).flatMap(([key, text]) => {
    const label = own(TEXT_LABELS, key) ?? '';
    const line = { key, label, text: label === '' ? '' : text };
    return before === undefined ? [line] : replaced(line, before[key]);
  });
  return [...told, ...typed].filter(({ text }) => text !== '');
}
