/** From the registration form to the command, and what would come of it: the day of receipt and the reply date. */

import type { Fields } from '#shared/desk/execute.ts';
import type { Application } from '#shared/disclosure/application.ts';
import type { Explanation } from '#shared/disclosure/explanation.ts';
import { disclosureKind } from '#shared/disclosure/kind.ts';
import { refusalText } from '#shared/glossary/refusals.ts';
import type { FieldFault } from '#shared/kernel/kind.ts';
import type { Instant, PlainDate } from '#shared/kernel/plain-date.ts';
import type { RefusalCode } from '#shared/kernel/refusal-code.ts';
import { parseFor } from '#shared/ledger/parse-command.ts';
import { contextFor } from '#shared/ledger/prepare.ts';
import { explainApplication } from '#shared/redating/explain-case.ts';
import type { LogReader } from '#shared/store/ports.ts';
import { readDate } from '../cases/step-values.ts';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import type { FieldError } from '../look/form.tsx';

/** The form's fields in their order, and where each goes in the command. */
const PLACES = {
  channel: 'channel',
  submittedOn: 'submittedOn',
  signedForOn: 'signedForOn',
  confirmedOn: 'confirmedOn',
  applicantType: 'applicant.type',
  applicantName: 'applicant.name',
  identity: 'applicant.identity',
  contact: 'applicant.contact',
  agent: 'applicant.agent',
  subject: 'subject',
  description: 'description',
  deliveryForm: 'deliveryForm',
} as const;
type RegistrationField = keyof typeof PLACES;
const FIELDS = Object.keys(PLACES) as RegistrationField[];

export const FIELD_LABELS: Readonly<Record<RegistrationField, string>> = {
  channel: '申请渠道',
  submittedOn: '提交日期',
  signedForOn: '签收日期',
  confirmedOn: '双方确认日期',
  applicantType: '申请人类型',
  applicantName: '申请人',
  identity: '身份证明',
  contact: '联系方式',
  agent: '代理人',
  subject: '申请内容',
  description: '内容描述',
  deliveryForm: '提供方式',
};

/** 条例31: which dates a channel knows besides the day of submission. The others are not asked and not sent on. */
const DATES: Readonly<Record<string, readonly RegistrationField[]>> = {
  inPerson: [],
  post: ['signedForOn', 'confirmedOn'],
  online: ['confirmedOn'],
  fax: ['confirmedOn'],
};

export function typed(sent: FormFields): Record<string, string> {
  return Object.fromEntries(FIELDS.map((name) => [name, textOf(sent, name)]));
}

export function commandOf(values: Readonly<Record<string, string>>): Fields {
  const asked = DATES[values.channel ?? ''] ?? ['signedForOn', 'confirmedOn'];
  const fields: Record<string, unknown> = { command: 'RegisterApplication' };
  const applicant: Record<string, string> = {};
  for (const name of FIELDS) {
    const text = values[name] ?? '';
    const isUnasked = (name === 'signedForOn' || name === 'confirmedOn') && !asked.includes(name);
    if (text === '' || isUnasked) continue;
    const [first, inner] = PLACES[name].split('.');
    if (inner !== undefined) applicant[inner] = text;
    else fields[first ?? name] = name.endsWith('On') ? readDate(text) : text.replaceAll('\r\n', '\n');
  }
  return { ...fields, applicant };
}

/** Faults of the command at the fields of the form. */
export function formErrors(faults: readonly FieldFault[]): FieldError[] {
  return faults.map(({ field, code, message }) => {
    const name = FIELDS.find((one) => PLACES[one] === field);
    return { field: name ?? '', code, message: name ? `${FIELD_LABELS[name]}：${message}` : message };
  });
}

export type Preview =
  | { readonly ok: true; readonly due: Explanation }
  | { readonly ok: false; readonly faults: readonly FieldFault[] };

/** What registering would come to, without registering: the rules are asked, nothing is written. */
export async function previewOf(
  log: LogReader,
  { office, values, today }: { office: string; values: Readonly<Record<string, string>>; today: PlainDate },
): Promise<Preview> {
  const parsed = parseFor(disclosureKind, 'RegisterApplication', commandOf(values));
  if (!parsed.ok) return { ok: false, faults: parsed.faults ?? [parsed] };
  const context = await contextFor(log, disclosureKind, { office, today });
  const decision = disclosureKind.decide(null, parsed.command.value, context);
  if (!decision.ok) return { ok: false, faults: [faultOf(decision.refusal)] };
  const place = { id: '1.1', version: 1, recordedAt: '' as Instant, actor: NOBODY };
  const state = decision.events.reduce<Application | null>(
    (so, event) => disclosureKind.evolve(so, { ...event, ...place }),
    null,
  );
  if (state === null) throw new Error('registering leaves no application');
  return { ok: true, due: await explainApplication(log, { office, state, on: today }) };
}

const NOBODY = { user: '', role: '', via: 'form' } as const;

function faultOf({
  code,
  facts,
}: {
  code: RefusalCode;
  facts?: Readonly<Record<string, unknown>>;
}): FieldFault {
  return { field: String(facts?.field ?? ''), code, message: refusalText(code, facts) };
}
