/** The fields of a step, drawn by their kind. */
import type { FC } from 'hono/jsx';
import { type Choice, DateField, RadioGroup, SelectField, TextArea, TextField } from '../look/fields.tsx';
import type { FormState } from '../look/form.tsx';
import type { Situation, StepField, StepForm } from './step-form.ts';

type Props = { readonly step: StepForm; readonly form: FormState; readonly situation: Situation };

/** A required field that is still blank has the focus, else the first. */
export const StepFields: FC<Props> = ({ step, form, situation }) => {
  const blank = step.fields.findIndex(({ name, optional }) => !optional && !form.values[name]);
  const focus = form.errors.length > 0 ? -1 : Math.max(blank, 0);
  return (
    <>
      {step.fields.map((field, index) => (
        <OneField
          field={field}
          form={form}
          choices={field.choices?.(situation) ?? []}
          autofocus={index === focus}
        />
      ))}
    </>
  );
};

/** A field as far as it is drawn, with the choices it offers. */
export type FieldOffer = {
  readonly field: Pick<StepField, 'name' | 'kind' | 'label' | 'hint' | 'optional'>;
  readonly form: FormState;
  readonly choices: readonly Choice[];
  readonly autofocus: boolean;
};

export const OneField: FC<FieldOffer> = ({ field, form, choices, autofocus }) => {
  const { name, label, hint, optional } = field;
  const common = { form, name, label, hint, optional, autofocus };
  switch (field.kind) {
    case 'date':
      return <DateField {...common} />;
    case 'instant':
      return <TextField {...common} type="datetime-local" size="short" />;
    case 'number':
      return <TextField {...common} size="short" inputmode="decimal" />;
    case 'area':
    case 'lines':
      return <TextArea {...common} />;
    case 'select':
      return <SelectField {...common} choices={choices} blank={optional ? '（不选）' : undefined} />;
    case 'radio':
      return <RadioGroup {...common} choices={choices} />;
    case 'yesNo':
      return <RadioGroup {...common} choices={choices.length > 0 ? choices : YES_NO} />;
    case 'suggest':
      return <Suggested field={field} form={form} choices={choices} autofocus={autofocus} />;
    case 'text':
      return <TextField {...common} />;
  }
};

/** Typed freely, with what the office's list knows offered while typing. */
const Suggested: FC<FieldOffer> = ({ field: { name, label, hint, optional }, form, choices, autofocus }) => (
  <div>
    <TextField {...{ form, name, label, hint, optional, autofocus }} size="medium" list={`list-${name}`} />
    <datalist id={`list-${name}`}>
      {choices.map(({ value }) => (
        <option value={value} />
      ))}
    </datalist>
  </div>
);

const YES_NO = [
  { value: 'yes', label: '是' },
  { value: 'no', label: '否' },
];
