/** The changes of a calendar as forms: what each asks, and the command it becomes. */

import { EXTRA_DAY_CAUSES, type ExtraDayCause } from '#shared/calendar/events.ts';
import type { Fields } from '#shared/desk/execute.ts';
import { refusalText } from '#shared/glossary/refusals.ts';
import type { ExtraDay } from '#shared/kernel/calendar/calendar.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { RefusalCode } from '#shared/kernel/refusal-code.ts';
import { noticeFaultText, readNotice } from '#shared/redating/read-notice.ts';
import { type CommandField, commandFields, errorAt, type Values } from '../look/command-fields.ts';
import type { FieldError } from '../look/form.tsx';

export const PATH = '/calendar';

export const CAUSE_LABELS: Readonly<Record<ExtraDayCause, string>> = {
  typhoon: '台风等灾害性天气',
  epidemic: '疫情',
  order: '上级要求',
  other: '其他',
};
export const DAY_KIND_LABELS: Readonly<Record<ExtraDay['kind'], string>> = {
  holiday: '不上班，不计入期限',
  makeUpWorkingDay: '上班，计入期限',
};
export type ChangeKind = 'AddExtraDay' | 'RemoveExtraDay' | 'LoadCalendarYear';
export const TITLES: Readonly<Record<ChangeKind, string>> = {
  AddExtraDay: '添加本机关特殊日',
  RemoveExtraDay: '撤销本机关特殊日',
  LoadCalendarYear: '载入年度放假安排',
};
const DAY_KINDS = ['holiday', 'makeUpWorkingDay'] as const;
const DATE: CommandField = { name: 'date', kind: 'date', label: '日期' };
const REASON: CommandField = { name: 'reason', kind: 'area', label: '说明' };
/** The fields each form has. */
export const FIELDS: Readonly<Record<ChangeKind, readonly CommandField[]>> = {
  AddExtraDay: [
    DATE,
    {
      name: 'kind',
      kind: 'radio',
      label: '改为',
      choices: DAY_KINDS.map((value) => ({ value, label: DAY_KIND_LABELS[value] })),
    },
    {
      name: 'cause',
      kind: 'select',
      label: '原因',
      choices: EXTRA_DAY_CAUSES.map((value) => ({ value, label: CAUSE_LABELS[value] })),
    },
    { ...REASON, hint: '例如通知的文号和内容。' },
  ],
  RemoveExtraDay: [DATE, { ...REASON, hint: '为什么撤销，例如误录。' }],
  LoadCalendarYear: [
    { name: 'year', kind: 'text', label: '年度', size: 'short', inputmode: 'numeric' },
    {
      name: 'notice',
      kind: 'area',
      label: '通知内容',
      rows: 12,
      hint: '粘贴国务院办公厅通知的正文即可，也可逐行写“放假 2027-02-05~2027-02-11”“上班 2027-01-30”。',
    },
  ],
};
/** Where a form is found and posted to. */
export const ACTIONS: Readonly<Record<ChangeKind, (values: Values) => string>> = {
  AddExtraDay: () => `${PATH}/days`,
  RemoveExtraDay: ({ date }) => `${PATH}/days/${date}/remove`,
  LoadCalendarYear: () => `${PATH}/load`,
};

type Changing =
  | { readonly ok: true; readonly fields: Fields }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

export function commandOf(kind: ChangeKind, values: Values, now: Instant): Changing {
  if (kind === 'LoadCalendarYear') return noticeCommand(values);
  return { ok: true, fields: { command: kind, ...commandFields(FIELDS[kind], values, { now }) } };
}

function noticeCommand({ year = '', notice = '' }: Values): Changing {
  if (!/^\d{4}$/.test(year))
    return { ok: false, errors: [changeError('LoadCalendarYear', { field: 'year', code: 'badNumber' })] };
  const read = readNotice(notice, Number(year));
  if (read.ok) return { ok: true, fields: { command: 'LoadCalendarYear', ...read.notice } };
  const message = `通知内容：${noticeFaultText(read)}`;
  return { ok: false, errors: [{ field: 'notice', code: read.code, message }] };
}

const OWN_WORDS: Readonly<Record<string, string>> = {
  'AddExtraDay date unchanged': '这一天本来就是这样，不必登记',
  'LoadCalendarYear notice badDate': '所列日期有不属于这一年的，或者调休上班的日子不是周末',
  'LoadCalendarYear notice conflict': '有一天既放假又上班',
};

/** The form field a fault belongs to; all days of a notice share one field. */
export function changeError(
  kind: ChangeKind,
  { field, code }: { readonly field: string; readonly code: RefusalCode },
): FieldError {
  const name = kind === 'LoadCalendarYear' && field !== 'year' ? 'notice' : field;
  const message = OWN_WORDS[`${kind} ${name} ${code}`] ?? refusalText(code);
  return errorAt(FIELDS[kind], { field: name, code, message });
}
