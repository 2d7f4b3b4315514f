/** The changes of a calendar as forms: what each asks, and the command it becomes. */

import { EXTRA_DAY_CAUSES, type ExtraDayCause } from '#shared/calendar/events.ts';
import type { Fields } from '#shared/desk/execute.ts';
import { refusalText } from '#shared/glossary/refusals.ts';
import type { ExtraDay } from '#shared/kernel/calendar/calendar.ts';
import type { RefusalCode } from '#shared/kernel/refusal-code.ts';
import { noticeFaultText, readNotice } from '#shared/redating/read-notice.ts';
import { readDate } from '../cases/step-values.ts';
import type { Choice } from '../look/fields.tsx';
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
export const CAUSE_CHOICES: readonly Choice[] = EXTRA_DAY_CAUSES.map((value) => ({
  value,
  label: CAUSE_LABELS[value],
}));
export const DAY_KIND_CHOICES: readonly Choice[] = (['holiday', 'makeUpWorkingDay'] as const).map(
  (value) => ({
    value,
    label: DAY_KIND_LABELS[value],
  }),
);

export type ChangeKind = 'AddExtraDay' | 'RemoveExtraDay' | 'LoadCalendarYear';
export type Values = Readonly<Record<string, string>>;
export const TITLES: Readonly<Record<ChangeKind, string>> = {
  AddExtraDay: '添加本机关特殊日',
  RemoveExtraDay: '撤销本机关特殊日',
  LoadCalendarYear: '载入年度放假安排',
};
/** The fields each form has, with their labels. */
export const FIELDS: Readonly<Record<ChangeKind, Readonly<Record<string, string>>>> = {
  AddExtraDay: { date: '日期', kind: '改为', cause: '原因', reason: '说明' },
  RemoveExtraDay: { date: '日期', reason: '说明' },
  LoadCalendarYear: { year: '年度', notice: '通知内容' },
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

/** The command of what was typed; a blank field is left out, so that the command's own schema says what is missing. */
export function commandOf(kind: ChangeKind, values: Values): Changing {
  if (kind === 'LoadCalendarYear') return noticeCommand(values);
  const filled = Object.keys(FIELDS[kind]).filter((name) => (values[name] ?? '') !== '');
  const fields = Object.fromEntries(filled.map((name) => [name, values[name] ?? '']));
  return {
    ok: true,
    fields: { command: kind, ...fields, ...(fields.date && { date: readDate(fields.date) }) },
  };
}

function noticeCommand({ year = '', notice = '' }: Values): Changing {
  if (!/^\d{4}$/.test(year))
    return { ok: false, errors: [errorAt('LoadCalendarYear', { field: 'year', code: 'badNumber' })] };
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
export function errorAt(
  kind: ChangeKind,
  { field, code }: { readonly field: string; readonly code: RefusalCode },
): FieldError {
  const name = kind === 'LoadCalendarYear' && field !== 'year' ? 'notice' : field;
  const label = FIELDS[kind][name];
  const words = OWN_WORDS[`${kind} ${name} ${code}`] ?? refusalText(code);
  return label === undefined
    ? { field: '', code, message: words }
    : { field: name, code, message: `${label}：${words}` };
}
