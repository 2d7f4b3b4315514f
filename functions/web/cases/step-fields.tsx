/** The fields of a step, drawn by their kind. */
import type { FC } from 'hono/jsx';
import { DateField, RadioGroup, SelectField, TextArea, TextField } from '../look/fields.tsx';
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
        <OneField field={field} form={form} situation={situation} autofocus={index === focus} />
      ))}
    </>
  );
};

type One = {
  readonly field: StepField;
  readonly form: FormState;
  readonly situation: Situation;
  readonly autofocus: boolean;
};

const OneField: FC<One> = ({ field, form, situation, autofocus }) => {
  const { name, label, hint, optional } = field;
  const common = { form, name, label, hint, optional, autofocus };
  const choices = field.choices?.(situation) ?? [];
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
    case 'text':
      return <TextField {...common} />;
  }
};

const YES_NO = [
  { value: 'yes', label: '是' },
  { value: 'no', label: '否' },
];
