/** A command back in the form it was typed in: what `commandFields` made of the form, undone. */
import type { Fields } from '#shared/desk/execute.ts';
import type { Values } from '../look/command-fields.ts';
import type { StepField } from './step-form.ts';

/** What cannot be a field of the form is left out. */
export function typedAgain(fields: readonly StepField[], command: Fields | null): Values {
  const typed = fields.flatMap(({ name, kind, place = name }) => {
    const value = place.split('.').reduce<unknown>(within, command);
    const text = textOf(value);
    return text === null ? [] : [[name, kind === 'instant' ? text.slice(0, MINUTE) : text]];
  });
  return Object.fromEntries(typed);
}

/** `2026-11-23T09:30` */
const MINUTE = 16;

function within(whole: unknown, part: string): unknown {
  return typeof whole === 'object' && whole !== null ? Reflect.get(whole, part) : undefined;
}

function textOf(value: unknown): string | null {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(String).join('\n');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
