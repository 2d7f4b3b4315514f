/** The forms under each list: an entry added, one that is there changed or no longer offered, many pasted at once. */

import type { Child, FC } from 'hono/jsx';
import type { ListName } from '#shared/hotline/lists.ts';
import { type Choice, Suggestions, TextArea } from '../look/fields.tsx';
import { Button, type FormState } from '../look/form.tsx';
import { LIST_LABELS } from '../wording/setting-words.ts';

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
      <Buttons changing={value('was') !== ''} />
    </div>
  );
};

/** An entry that is there is changed or ended; nothing can be ended without saying which. */
const Buttons: FC<{ changing: boolean }> = ({ changing }) =>
  changing ? (
    <>
      <Button name="do" value="change">
        保存修改
      </Button>
      <Button kind="secondary" name="do" value="end">
        停用
      </Button>
    </>
  ) : (
    <Button name="do" value="set">
      增加
    </Button>
  );

/** Names one a line, as they are copied from a table or a text. */
export const ManyFields: FC<{ list: ListName; form: FormState; on: string }> = ({ list, form, on }) => (
  <>
    <TextArea form={form} name="labels" label={`${LIST_LABELS[list]}，每行一个`} rows={6} />
    <input type="hidden" name="on" value={form.values.on ?? on} />
    <Button kind="secondary" name="do" value="many">
      全部增加
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

const GROUP_CHOICES: readonly Choice[] = [
  { value: '', label: '不变（新的来源：全部事件）' },
  { value: 'other', label: '全部事件' },
  { value: '12345', label: '12345热线、全部事件' },
];
