/**
 * The fields of a form as data: what was typed becomes the fields of a command, each read by its kind, and what the
 * command refuses is shown at its field.
 */
import type { Fields } from '#shared/desk/execute.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { type FormFields, textOf, valuesOf } from '../frame/form-fields.ts';
import type { Choice } from './fields.tsx';
import type { FieldError } from './form.tsx';
import { type Moment, readDate, readInstant } from './typed-date.ts';

export type CommandField = {
  readonly name: string;
  readonly kind:
    | 'date'
    | 'instant'
    | 'text'
    | 'suggest'
    | 'area'
    | 'select'
    | 'radio'
    | 'number'
    | 'yesNo'
    | 'lines'
    /** Any of the choices, ticked; as typed they are lines. */
    | 'several';
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
  readonly choices?: readonly Choice[];
  /** Where it stands in the command, when not under its own name: `applicant.type`. */
  readonly place?: string;
  /** Another field of the command that this one answers as well: its faults are told here. */
  readonly settles?: string;
  /** How wide what is typed usually is, when that is not what its kind says. */
  readonly size?: 'short' | 'medium' | 'long';
  readonly rows?: number;
  readonly inputmode?: 'decimal' | 'numeric';
  /** A blank one is sent: what stood there is taken out. */
  readonly keepsBlank?: boolean;
  /** The label of the empty choice. */
  readonly blank?: string;
  /** A class on the whole, for fields that only some choices show. */
  readonly when?: string;
  /** The field that its choice writes into (`Choice.inserts`); the command itself knows nothing of it. */
  readonly fills?: string;
};
type Named = Pick<CommandField, 'name' | 'label' | 'place' | 'settles'>;
type Read = Pick<CommandField, 'name' | 'kind' | 'place' | 'fills' | 'keepsBlank'>;
export type Values = Readonly<Record<string, string>>;

/** As typed, for the form. */
export function typedValues(
  fields: readonly (Pick<CommandField, 'name'> & Partial<Pick<CommandField, 'kind'>>)[],
  sent: FormFields,
): Values {
  const typed = ({ name, kind }: (typeof fields)[number]): string =>
    kind === 'several' ? valuesOf(sent, name).join('\n') : textOf(sent, name).replaceAll('\r\n', '\n');
  return Object.fromEntries(fields.map((field) => [field.name, typed(field)]));
}

/** As typed, with the text of what was chosen for a field that was left empty: where script runs it stands there already. */
export function filledValues(fields: readonly CommandField[], values: Values): Values {
  const filled = fields.flatMap(({ name, fills, choices = [] }) => {
    const text = choices.find(({ value }) => value === values[name])?.inserts;
    return fills === undefined || text === undefined || values[fills] ? [] : [[fills, text] as const];
  });
  return { ...values, ...Object.fromEntries(filled) };
}

/** The command's fields; a blank one is left out, so that the command's own schema says what is missing. */
export function commandFields(fields: readonly Read[], values: Values, moment: Moment): Fields {
  const command: Record<string, unknown> = {};
  const parts: Record<string, Record<string, unknown>> = {};
  for (const { name, kind, place = name, fills, keepsBlank } of fields) {
    const text = values[name] ?? '';
    if ((text === '' && !keepsBlank) || fills !== undefined) continue;
    const value = readField(kind, text, moment);
    const [whole = place, ...within] = place.split('.');
    const inner = within.join('.');
    if (inner !== '') parts[whole] = { ...parts[whole], [inner]: value };
    command[whole] = parts[whole] ?? value;
  }
  return command;
}

/** What cannot be read stays as typed, for the schema to refuse with its code. */
function readField(kind: CommandField['kind'], text: string, moment: Moment): unknown {
  switch (kind) {
    case 'date':
      return readDate(text, dateOfInstant(moment.now));
    case 'instant':
      return readInstant(text, moment);
    case 'number':
      return typedNumber(text);
    case 'yesNo':
      return text === 'yes' ? true : text === 'no' ? false : text;
    case 'lines':
    case 'several':
      return text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
    default:
      return text;
  }
}

/** Half- or full-width digits, with a decimal point. */
const NUMBER = /^-?\d{1,15}(?:\.\d{1,6})?$/;

/** Anything else comes back as typed, for the schema to refuse at its field; `0x0a` and `1e3` are not numbers. */
export function typedNumber(typed: string): number | string {
  const plain = typed
    .trim()
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  return NUMBER.test(plain) ? Number(plain) : typed;
}

/** One fault of a command, or all of them, one a field. */
type Refused = FieldError & { readonly faults?: readonly FieldError[] };

export function errorsAt(fields: readonly Named[], refused: Refused): FieldError[] {
  return (refused.faults ?? [refused]).map((fault) => errorAt(fields, fault));
}

/** A fault at its field of the form, or at the form as a whole. */
export function errorAt(fields: readonly Named[], { field, code, message }: FieldError): FieldError {
  const known = fields.find(
    ({ name, place = name, settles }) =>
      place === field || place === field.split('.')[0] || settles === field,
  );
  return known === undefined
    ? { field: '', code, message }
    : { field: known.name, code, message: `${known.label}：${message}` };
}
