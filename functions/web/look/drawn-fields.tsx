/** Fields that are described as data, drawn by their kind. */
import type { FC } from 'hono/jsx';
import { RadioGroup, TickBoxes } from './choice-sets.tsx';
import type { CommandField } from './command-fields.ts';
import { DateField, MinuteField, SelectField, Suggestions, TextArea, TextField } from './fields.tsx';
import type { FormState } from './form.tsx';

type Drawn = {
  readonly fields: readonly CommandField[];
  readonly form: FormState;
  /** A required field that is still blank has the focus, else the first; after a fault its summary has it. */
  readonly focus?: boolean | undefined;
};

/** One that writes into another is not there while there is nothing to write. */
export const DrawnFields: FC<Drawn> = ({ fields: all, form, focus }) => {
  const fields = all.filter(({ fills, choices = [] }) => fills === undefined || choices.length > 0);
  // a form of what stands already is read from its beginning
  const isFilled = fields.some(({ keepsBlank }) => keepsBlank);
  const blank = isFilled ? 0 : fields.findIndex(({ name, optional }) => !optional && !form.values[name]);
  const focused = focus && form.errors.length === 0 ? Math.max(blank, 0) : -1;
  return (
    <>
      {fields.map((field, index) => (
        <OneField field={field} form={form} autofocus={index === focused} />
      ))}
    </>
  );
};

type One = { readonly field: CommandField; readonly form: FormState; readonly autofocus: boolean };

const OneField: FC<One> = ({ field, form, autofocus }) => {
  const { name, kind, label, hint, optional, when, choices = [], size, inputmode, blank, rows } = field;
  const common = { form, name, label, hint, optional, when, autofocus };
  switch (kind) {
    case 'date':
      return <DateField {...common} />;
    case 'instant':
      return <MinuteField {...common} />;
    case 'number':
      return <TextField {...common} size="short" inputmode={inputmode ?? 'decimal'} />;
    case 'area':
    case 'lines':
      return <TextArea {...common} rows={rows} />;
    case 'select':
      return (
        <SelectField
          {...common}
          choices={choices}
          blank={blank ?? (optional ? '（不选）' : undefined)}
          fills={field.fills}
        />
      );
    case 'several':
      return <TickBoxes {...common} choices={choices} />;
    case 'radio':
      return <RadioGroup {...common} choices={choices} />;
    case 'yesNo':
      return <RadioGroup {...common} choices={choices.length > 0 ? choices : YES_NO} />;
    case 'suggest':
      return (
        <div>
          <TextField {...common} size={size ?? 'medium'} list={`list-${name}`} />
          <Suggestions id={`list-${name}`} labels={choices.map(({ value }) => value)} />
        </div>
      );
    case 'text':
      return <TextField {...common} size={size} inputmode={inputmode} />;
  }
};

const YES_NO = [
  { value: 'yes', label: '是' },
  { value: 'no', label: '否' },
];
