/** What stands in the fields of a step's form, and the command that comes of what was sent. */
import type { Fields } from '#shared/desk/execute.ts';
import type { FormFields } from '../frame/form-fields.ts';
import {
  type CommandField,
  commandFields,
  filledValues,
  typedValues,
  type Values,
} from '../look/command-fields.ts';
import { fieldsOf, type Situation, type StepField, type StepForm } from './step-form.ts';

/** What stands in the fields when the form is opened: today, and what the step suggests. */
function firstValue(field: StepField, situation: Situation): string {
  if (field.initial) return field.initial(situation);
  const [only, ...others] = field.optional ? [] : (field.choices?.(situation) ?? []);
  if (only !== undefined && others.length === 0 && field.kind !== 'suggest') return only.value;
  if (field.optional) return '';
  if (field.kind === 'date' && field.name === 'on') return situation.context.today;
  return field.kind === 'instant' ? situation.now.slice(0, 16) : '';
}

export function firstValues(fields: readonly StepField[], situation: Situation): Values {
  return Object.fromEntries(fields.map((field) => [field.name, firstValue(field, situation)]));
}

/** A blank takes a text out; a field that was not sent takes nothing out. */
export function sentAs(step: StepForm, situation: Situation, fields: FormFields) {
  const { number, events } = situation.file;
  const asks = fieldsOf(step, situation);
  const isSent = ({ name, keepsBlank }: CommandField): boolean => !keepsBlank || name in fields;
  const sent = offered(step, situation).filter(isSent);
  const typed = { ...firstValues(asks, situation), ...typedValues(sent, fields) };
  const values = filledValues(sent, typed);
  const instants = events.map(({ data }) => String(data.at ?? ''));
  const answers = commandFields(sent, values, { now: situation.now, instants });
  const command: Fields = { ...answers, ...cleared(step, values), command: step.command, case: number };
  return { asks, values, command };
}

function cleared({ clears = [] }: StepForm, values: Values): Record<string, null> {
  return Object.fromEntries(clears.filter((name) => values[name] === '').map((name) => [name, null]));
}

export function offered(step: StepForm, situation: Situation): readonly CommandField[] {
  return fieldsOf(step, situation).map((field) => ({
    ...field,
    choices: field.choices?.(situation) ?? [],
  }));
}
