/** From the form of a list to its command. */

import type { Fields } from '#shared/desk/execute.ts';
import { HOTLINE_LISTS, type ListName } from '#shared/hotline/lists.ts';
import { type FormFields, TOKEN_FIELD, textOf } from '../frame/form-fields.ts';
import { sendCommand } from '../frame/send-command.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import {
  type CommandField,
  commandFields,
  errorsAt,
  typedValues,
  type Values,
} from '../look/command-fields.ts';
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
const FIELDS: readonly CommandField[] = [
  { name: 'label', kind: 'text', label: '名称' },
  { name: 'workingDays', kind: 'number', label: '办理时限' },
  { name: 'hours', kind: 'number', label: '办理时限（小时）' },
  { name: 'group', kind: 'select', label: '计入' },
  { name: 'on', kind: 'date', label: '自何日起' },
];

export function typedEntry(sent: FormFields): Values {
  return typedValues([{ name: 'list' }, ...FIELDS], sent);
}

/** What is wrong; nothing when it was recorded. */
export async function changeList(
  c: Ctx,
  by: { readonly web: Web; readonly who: Principal },
  sent: FormFields,
): Promise<readonly FieldError[]> {
  const fields = commandOf(typedEntry(sent), textOf(sent, 'do'));
  const done = await sendCommand(c, by, { fields, token: textOf(sent, TOKEN_FIELD) });
  return done.ok ? [] : errorsAt(FIELDS, done);
}

function commandOf(values: Values, action: string): Fields {
  const from = (names: readonly string[]): Fields => ({
    case: HOTLINE_LISTS,
    ...commandFields(
      FIELDS.filter(({ name }) => names.includes(name)),
      values,
    ),
  });
  if (action.startsWith('policy')) {
    const value = action === 'policyOn';
    return { ...from(['on']), command: 'SetHotlinePolicy', policy: 'redoWhenDissatisfied', value };
  }
  const { list = '' } = values;
  if (action === 'end') return { ...from(['label', 'on']), list, command: 'EndListEntry' };
  const asked = ['label', 'workingDays', 'hours', 'on'];
  return { ...from(list === 'sources' ? [...asked, 'group'] : asked), list, command: 'SetListEntry' };
}
