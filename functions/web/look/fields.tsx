/** Fields: a label, a hint, the fault at the field, and what was typed kept. */
import type { Child, FC } from 'hono/jsx';
import { type FormState, idOf } from './form.tsx';

export type Common = {
  readonly form: FormState;
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly optional?: boolean | undefined;
  readonly autofocus?: boolean | undefined;
  /** A class on the whole, for fields that only some choices show. */
  readonly when?: string | undefined;
};
type Described = { 'aria-describedby'?: string | undefined; 'aria-invalid'?: 'true' | undefined };

export function describe({ form, name, hint }: Common): Described {
  const id = idOf(name);
  const wrong = form.errors.some((error) => error.field === name);
  const ids = [...(hint === undefined ? [] : [`${id}-hint`]), ...(wrong ? [`${id}-error`] : [])];
  return {
    'aria-describedby': ids.length === 0 ? undefined : ids.join(' '),
    'aria-invalid': wrong ? 'true' : undefined,
  };
}

export const Notes: FC<{ of: Common }> = ({ of }) => {
  const id = idOf(of.name);
  const error = of.form.errors.find((one) => one.field === of.name);
  return (
    <>
      {of.hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {of.hint}
        </p>
      )}
      {error !== undefined && (
        <p class="field-error" id={`${id}-error`} data-code={error.code}>
          {error.message}
        </p>
      )}
    </>
  );
};

export const Field: FC<{ of: Common; children?: Child }> = ({ of, children }) => {
  const wrong = of.form.errors.some((error) => error.field === of.name);
  return (
    <div class={`field${wrong ? ' field-wrong' : ''}${of.when === undefined ? '' : ` ${of.when}`}`}>
      <label for={idOf(of.name)}>
        {of.label}
        {of.optional && <span class="optional">（选填）</span>}
      </label>
      <Notes of={of} />
      {children}
    </div>
  );
};

type Text = Common & {
  readonly type?: 'text' | 'password' | 'search' | undefined;
  /** What the calendar beside the field gives. */
  readonly picks?: 'date' | 'datetime-local' | undefined;
  readonly inputmode?: 'decimal' | 'numeric' | undefined;
  readonly autocomplete?: string | undefined;
  /** How wide what is typed usually is. */
  readonly size?: 'short' | 'medium' | 'long' | undefined;
  readonly list?: string | undefined;
};

export const TextField: FC<Text> = (props) => {
  const {
    form,
    name,
    type = 'text',
    autocomplete = 'off',
    size = 'long',
    autofocus,
    list,
    inputmode,
    picks,
  } = props;
  return (
    <Field of={props}>
      <input
        id={idOf(name)}
        name={name}
        type={type}
        class={`input-${size}`}
        value={type === 'password' ? undefined : (form.values[name] ?? '')}
        autocomplete={autocomplete}
        autofocus={autofocus}
        list={list}
        inputmode={inputmode}
        data-picks={picks}
        {...describe(props)}
      />
    </Field>
  );
};

/** Offered while typing, for `list` of a field. */
export const Suggestions: FC<{ id: string; labels: readonly string[] }> = ({ id, labels }) => (
  <datalist id={id}>
    {labels.map((label) => (
      <option value={label} />
    ))}
  </datalist>
);

/** A calendar date of the office, typed or pasted as people write one; where script runs, also picked from a calendar. */
export const DateField: FC<Common> = (props) => <TextField {...props} size="short" picks="date" />;

/** A minute of the office's clock, typed likewise. */
export const MinuteField: FC<Common> = (props) => {
  const { form, name } = props;
  const shown = { ...form, values: { ...form.values, [name]: (form.values[name] ?? '').replace('T', ' ') } };
  return <TextField {...props} form={shown} size="short" picks="datetime-local" />;
};

export const TextArea: FC<Common & { readonly rows?: number | undefined }> = (props) => (
  <Field of={props}>
    <textarea
      id={idOf(props.name)}
      name={props.name}
      rows={props.rows ?? 3}
      autofocus={props.autofocus}
      {...describe(props)}
    >
      {props.form.values[props.name] ?? ''}
    </textarea>
  </Field>
);

/** `inserts`: the text that it writes into another field. */
export type Choice = {
  readonly value: string;
  readonly label: string;
  readonly group?: string | null;
  readonly inserts?: string;
};

/** The members of a closed list. */
export function choicesOf(labels: Readonly<Record<string, string>>): readonly Choice[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}

type Select = Common & {
  readonly choices: readonly Choice[];
  readonly blank?: string | undefined;
  /** The field that a choice writes into. */
  readonly fills?: string | undefined;
};

export const SelectField: FC<Select> = (props) => {
  const { form, name, choices, blank = '请选择', fills } = props;
  const chosen = form.values[name] ?? '';
  const groups = [...new Set(choices.map(({ group }) => group ?? null))];
  const option = ({ value, label, inserts }: Choice) => (
    <option value={value} selected={value === chosen} data-inserts={inserts}>
      {label}
    </option>
  );
  return (
    <Field of={props}>
      <select
        id={idOf(name)}
        name={name}
        autofocus={props.autofocus}
        data-fills={fills && idOf(fills)}
        {...describe(props)}
      >
        <option value="">{blank}</option>
        {groups.map((group) => {
          const options = choices.filter((one) => (one.group ?? null) === group).map(option);
          return group === null ? options : <optgroup label={group}>{options}</optgroup>;
        })}
      </select>
    </Field>
  );
};
