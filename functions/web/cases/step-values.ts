/** From what a form sent to the fields of its command, and back to what stands in the form again. */

import type { Fields } from '#shared/desk/execute.ts';
import { parseDateCell } from '#shared/intake/parse-dates.ts';
import type { CaseFile } from '#shared/ledger/case-file.ts';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import { typedNumber } from '../frame/typed-number.ts';
import type { FieldError } from '../look/form.tsx';
import type { Situation, StepField, StepForm } from './step-form.ts';

/** As typed, for the form. */
export function typedValues(form: StepForm, sent: FormFields): Record<string, string> {
  return Object.fromEntries(form.fields.map(({ name }) => [name, textOf(sent, name)]));
}

/** What stands in the fields when the form is opened: today, and what the step suggests. */
export function firstValues(form: StepForm, situation: Situation): Record<string, string> {
  return Object.fromEntries(form.fields.map((field) => [field.name, firstValue(field, situation)]));
}

function firstValue(field: StepField, situation: Situation): string {
  if (field.initial) return field.initial(situation);
  if (field.optional) return '';
  if (field.kind === 'date' && field.name === 'on') return situation.context.today;
  return field.kind === 'instant' ? situation.now.slice(0, 16) : '';
}

/** The command's fields; a blank one is left out, so that the command's own schema says what is missing. */
export function commandFields(form: StepForm, sent: FormFields, file: CaseFile): Fields {
  const fields: Record<string, unknown> = { command: form.command, case: file.number };
  for (const field of form.fields) {
    const text = textOf(sent, field.name);
    if (text !== '') fields[field.name] = readField(field, text, file.events);
  }
  return fields;
}

/** What cannot be read stays as it was typed: the schema turns it back with its code. */
export function readField(
  field: Pick<StepField, 'kind'>,
  text: string,
  earlier: CaseFile['events'] = [],
): unknown {
  switch (field.kind) {
    case 'date':
      return readDate(text);
    case 'instant':
      return readInstant(text, earlier);
    case 'number':
      return typedNumber(text);
    case 'yesNo':
      return text === 'yes' ? true : text === 'no' ? false : text;
    case 'lines':
      return text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
    default:
      return text.replaceAll('\r\n', '\n');
  }
}

/** `2026-09-18` from that or from 2026/9/18, 2026.9.18, 2026年9月18日, 20260918; anything else comes back as it is. */
export function readDate(text: string): string {
  const digits = /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  const written = digits ? `${digits[1]}-${digits[2]}-${digits[3]}` : text;
  return parseDateCell(written, { dates: 'ymd' }) ?? text;
}

/** A minute in Asia/Shanghai. In the minute of the last step that step's own second is meant, not one before it. */
function readInstant(text: string, earlier: CaseFile['events']): string {
  const minute = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.exec(text)?.[0].replace(' ', 'T');
  if (minute === undefined) return text;
  const steps = earlier.map(({ data }) => String(data.at ?? ''));
  const same = steps.filter((at) => at.startsWith(minute)).sort();
  return same.at(-1) ?? `${minute}:00.000+08:00`;
}

type Told = { readonly field: string; readonly code: string; readonly message: string };
type Fielded = { readonly fields: readonly Pick<StepField, 'name' | 'label'>[] };
/** A fault at a field of the form, or at the form as a whole. */
export function errorAt(form: Fielded, { field, code, message }: Told): FieldError {
  const known = form.fields.find(({ name }) => name === field.split('.')[0]);
  return { field: known?.name ?? '', code, message: known ? `${known.label}：${message}` : message };
}
