/** The form under each list, and its command: an entry added or changed, or no longer offered, from a day on. */

import type { Child, FC } from 'hono/jsx';
import type { Fields } from '#shared/desk/execute.ts';
import { HOTLINE_LISTS, type ListName } from '#shared/hotline/lists.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
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
import { type Choice, Suggestions } from '../look/fields.tsx';
import { Button, type FieldError, type FormState } from '../look/form.tsx';

type Props = { readonly list: ListName; readonly form: FormState; readonly labels: readonly string[] };

/** One of the two. */
const LIMITS = [
  ['workingDays', '办理时限（工作日）'],
  ['hours', '或者（小时）'],
] as const;

export const EntryFields: FC<Props> = ({ list, form, labels }) => {
  const at = { list, form };
  const value = (name: string): string => form.values[name] ?? '';
  return (
    <div class="inline-form">
      <Labelled {...at} name="label" label="名称">
        <input
          id={idOf(at, 'label')}
          name="label"
          value={value('label')}
          list={`l-${list}`}
          autocomplete="off"
        />
      </Labelled>
      <Suggestions id={`l-${list}`} labels={labels} />
      {list === 'types' &&
        LIMITS.map(([name, label]) => (
          <Labelled {...at} name={name} label={label}>
            <input id={idOf(at, name)} name={name} inputmode="numeric" value={value(name)} />
          </Labelled>
        ))}
      {list === 'sources' && (
        <Labelled {...at} name="group" label="计入">
          <Groups id={idOf(at, 'group')} chosen={value('group')} />
        </Labelled>
      )}
      <Labelled {...at} name="on" label="自何日起">
        <input id={idOf(at, 'on')} name="on" value={value('on')} class="input-short" />
      </Labelled>
      <Buttons />
    </div>
  );
};

const Buttons: FC = () => (
  <>
    <Button name="do" value="set">
      增加或修改
    </Button>
    <Button kind="secondary" name="do" value="end">
      停用
    </Button>
  </>
);

type At = { readonly list: ListName; readonly form: FormState };

/** Ids carry the list's name, as each field is on the page four times; in the form with errors they are those the error summary links to. */
function idOf({ list, form }: At, name: string): string {
  return form.errors.length > 0 ? `f-${name}` : `f-${list}-${name}`;
}

const Labelled: FC<At & { name: string; label: string; children?: Child }> = (props) => {
  const { name, label, form, children } = props;
  const error = form.errors.find(({ field }) => field === name);
  return (
    <div class={`field${error ? ' field-wrong' : ''}`}>
      <label for={idOf(props, name)}>{label}</label>
      {error && (
        <p class="field-error" data-code={error.code}>
          {error.message}
        </p>
      )}
      {children}
    </div>
  );
};

const Groups: FC<{ id: string; chosen: string }> = ({ id, chosen }) => (
  <select id={id} name="group">
    {GROUP_CHOICES.map(({ value, label }) => (
      <option value={value} selected={value === chosen}>
        {label}
      </option>
    ))}
  </select>
);

export const PolicyFields: FC<{ on: string; redo: boolean }> = ({ on, redo }) => (
  <>
    <input type="hidden" name="do" value={redo ? 'policyOff' : 'policyOn'} />
    <input type="hidden" name="on" value={on} />
  </>
);

export const LIST_LABELS: Readonly<Record<ListName, string>> = {
  sources: '来源',
  types: '诉求类型和办理时限',
  topics: '事项',
  departments: '承办单位',
};
const GROUP_CHOICES: readonly Choice[] = [
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
  const fields = commandOf(typedEntry(sent), { action: textOf(sent, 'do'), now: by.web.house.clock.now() });
  const done = await sendCommand(c, by, { fields, token: textOf(sent, TOKEN_FIELD) });
  return done.ok ? [] : errorsAt(FIELDS, done);
}

function commandOf(values: Values, { action, now }: { action: string; now: Instant }): Fields {
  const from = (names: readonly string[]): Fields => ({
    case: HOTLINE_LISTS,
    ...commandFields(
      FIELDS.filter(({ name }) => names.includes(name)),
      values,
      { now },
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
