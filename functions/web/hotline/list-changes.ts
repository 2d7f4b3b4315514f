/** From the form of a list to its command. */

import type { Fields } from '#shared/desk/execute.ts';
import { HOTLINE_LISTS, type ListName } from '#shared/hotline/lists.ts';
import { readDate } from '../cases/step-values.ts';
import { type FormFields, formKey, TOKEN_FIELD, textOf } from '../frame/form-fields.ts';
import { sendCommand } from '../frame/send-command.ts';
import { typedNumber } from '../frame/typed-number.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import type { Choice } from '../look/fields.tsx';
import type { FieldError } from '../look/form.tsx';

export const LIST_LABELS: Readonly<Record<ListName, string>> = {
  sources: '来源',
  types: '诉求类型和办理时限',
  topics: '事项',
  departments: '承办单位',
};
export const GROUP_CHOICES: readonly Choice[] = [
  { value: '', label: '不变（新的来源：全部事件）' },
  { value: 'other', label: '全部事件' },
  { value: '12345', label: '12345热线、全部事件' },
];
const FIELD_LABELS: Readonly<Record<string, string>> = {
  label: '名称',
  workingDays: '办理时限',
  hours: '办理时限（小时）',
  group: '计入',
  on: '自何日起',
};
const FIELDS = ['list', 'label', 'workingDays', 'hours', 'group', 'on'] as const;

export function typedEntry(sent: FormFields): Record<string, string> {
  return Object.fromEntries(FIELDS.map((name) => [name, textOf(sent, name)]));
}

/** What is wrong; nothing when it was recorded. */
export async function changeList(
  c: Ctx,
  { web, who }: { readonly web: Web; readonly who: Principal },
  sent: FormFields,
): Promise<readonly FieldError[]> {
  const done = await sendCommand(
    c,
    { web, who },
    {
      fields: commandOf(typedEntry(sent), textOf(sent, 'do')),
      key: formKey(who.user, textOf(sent, TOKEN_FIELD)),
    },
  );
  if (done.ok) return [];
  return (done.faults ?? [done]).map(({ field, code, message }) => {
    const name = FIELD_LABELS[field];
    return { field: name ? field : '', code, message: name ? `${name}：${message}` : message };
  });
}

function commandOf(values: Readonly<Record<string, string>>, action: string): Fields {
  const base = { case: HOTLINE_LISTS, ...(values.on && { on: readDate(values.on) }) };
  if (action.startsWith('policy'))
    return {
      ...base,
      command: 'SetHotlinePolicy',
      policy: 'redoWhenDissatisfied',
      value: action === 'policyOn',
    };
  const entry = { ...base, list: values.list, ...(values.label && { label: values.label }) };
  if (action === 'end') return { ...entry, command: 'EndListEntry' };
  const { group = '' } = values;
  return {
    ...entry,
    command: 'SetListEntry',
    ...numberIn(values, 'workingDays'),
    ...numberIn(values, 'hours'),
    ...(values.list === 'sources' && group !== '' && { group }),
  };
}

function numberIn(values: Readonly<Record<string, string>>, name: string): Fields {
  const typed = values[name] ?? '';
  if (typed === '') return {};
  return { [name]: typedNumber(typed) };
}
