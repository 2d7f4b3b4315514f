/** A step of a case as a form: which command it is, what it asks, and whether it is lawful on a day. */

import type { Fields } from '#shared/desk/execute.ts';
import type { AttachmentKind } from '#shared/glossary/attachments.ts';
import type { Context } from '#shared/kernel/kind.ts';
import { addDays, dateOfInstant, type Instant, type PlainDate } from '#shared/kernel/plain-date.ts';
import type { CaseFile } from '#shared/ledger/case-file.ts';
import { parseFor } from '#shared/ledger/parse-command.ts';
import type { House } from '#shared/store/house.ts';
import type { CommandField } from '../look/command-fields.ts';
import type { Choice } from '../look/fields.tsx';

/** What a field of a step may look at when it offers choices or a first value. */
export type Situation<State = unknown> = {
  readonly file: CaseFile<State>;
  readonly context: Context;
  readonly now: Instant;
  /** The accounts of the office that a case may be given to. */
  readonly people?: readonly string[];
};

/**
 * A field that may look at the case for its choices and its first value; it is named as in the command. Written as
 * methods, so that the forms of a kind can be listed with those that serve any kind.
 */
export type StepField<State = unknown> = Omit<CommandField, 'choices'> & {
  choices?(situation: Situation<State>): readonly Choice[];
  initial?(situation: Situation<State>): string;
  /** A number under which the step could be lawful, where the field begins empty. */
  readonly likely?: number | string;
};

export type Suggestion = { readonly values: Readonly<Record<string, string>>; readonly note: string };

export type StepForm<State = unknown> = {
  readonly command: string;
  readonly title: string;
  /** One line on what it is for, with its article. */
  readonly about: string;
  /** `remedy` mends what was recorded, `beside` is about who has the case and what is kept with it; the others move it on. */
  readonly group: 'step' | 'remedy' | 'beside';
  readonly fields: readonly StepField<State>[];
  /** Further fields that only the case can tell; they stand before the reason. */
  more?(situation: Situation<State>): readonly StepField<State>[];
  /** It holds texts of the case that its page half hides. */
  readonly inFull?: boolean;
  /** A command under which the step could be lawful, where its fields do not tell; null where there is none. */
  probe?(situation: Situation<State>): Fields | null;
  /** What must be seen before it is saved, such as a date that moves with it: in words, shown once; null for nothing. */
  shows?(house: House, situation: Situation<State>, command: Fields): Promise<string | null>;
  /** What other cases tell about this one: first values, and a line that says where they come from. */
  suggest?(house: House, situation: Situation<State>): Promise<Suggestion | null>;
  /** What paper is usually filed with it: the form takes files. */
  readonly files?: AttachmentKind;
  /** The most that may be attached, in MB, where it is known. */
  readonly most?: number;
  /** What the letter is called that may go out with it. */
  readonly letter?: string | null;
  readonly danger?: boolean;
  /** What is said where the step waits for the approval of a second account. */
  readonly waits?: string;
  /** Fields that a blank takes away: what stood there no longer does. */
  readonly clears?: readonly string[];
};

export function fieldsOf({ fields, more }: StepForm, situation: Situation): readonly StepField[] {
  const own = more?.(situation) ?? [];
  const at = fields.findIndex(({ name }) => name === 'reason');
  return at === -1 ? [...fields, ...own] : [...fields.slice(0, at), ...own, ...fields.slice(at)];
}

/** `late`: not lawful today, but on an earlier day, so that a step can still be entered that was taken then. */
export type Lawful = 'now' | 'late' | null;

export function lawfulness(form: StepForm, situation: Situation): Lawful {
  const { today } = situation.context;
  if (isLawful(form, situation, today)) return isOvertaken(form, situation) ? 'late' : 'now';
  return earlierDays(situation).some((day) => isLawful(form, situation, day)) ? 'late' : null;
}

/** Of a case that ended today: what was lawful only before it did, and would not be tomorrow. */
function isOvertaken(form: StepForm, situation: Situation): boolean {
  const { file, context } = situation;
  if (file.kind.mendable?.(file.state).isConcluded !== true) return false;
  const tomorrow = addDays(context.today, 1);
  return !isLawful(form, { ...situation, context: { ...context, today: tomorrow } }, tomorrow);
}

/** Days worth asking about: those on which something happened to the case, and the day after each. */
function earlierDays({ file, context }: Situation): PlainDate[] {
  const days = file.events.flatMap(({ on }) => [on, addDays(on, 1)]);
  return [...new Set(days)].filter((day) => day < context.today);
}

/** Asks the rules themselves, with the likeliest answers in the fields. */
function isLawful(form: StepForm, situation: Situation, day: PlainDate): boolean {
  const { file, context } = situation;
  if (form.probe !== undefined) {
    const asked = form.probe(situation);
    return asked !== null && mayDo(file, { command: form.command, ...asked }, context);
  }
  const answers = form.fields.map((field) => likelyAnswers(field, situation, day));
  if (answers.some((one) => one.length === 0)) return false;
  return combinations(answers).some((values) => {
    const asked = Object.fromEntries(form.fields.map(({ name }, index) => [name, values[index]]));
    return mayDo(file, { command: form.command, ...asked }, context);
  });
}

/** Whether the rules would carry out a command on the case as it stands. */
function mayDo(file: CaseFile, fields: Fields, context: Context): boolean {
  const parsed = parseFor(file.kind, String(fields.command), { case: file.number, ...fields });
  return parsed.ok && file.kind.decide(file.state, parsed.command.value, context).ok;
}

/** Other dates than the step's own may have to lie after it. Every choice of a select is tried, since each may have a rule of its own. */
function likelyAnswers(field: StepField, situation: Situation, day: PlainDate): readonly unknown[] {
  switch (field.kind) {
    case 'date':
      return field.name === 'on' ? [day] : field.optional ? [undefined] : [day, addDays(day, 15)];
    case 'instant':
      return [field.name === 'at' ? instantOn(day, situation.now) : `${field.initial?.(situation)}:00+08:00`];
    case 'number':
      return [field.likely ?? Number(field.initial?.(situation) ?? 1)];
    case 'yesNo':
      return [field.optional ? undefined : true];
    case 'lines':
      return [[`${situation.file.number}-1`, `${situation.file.number}-2`]];
    case 'select':
    case 'radio':
      return field.optional ? [undefined] : (field.choices?.(situation) ?? []).map(({ value }) => value);
    default:
      return field.optional ? [field.likely] : ['—'];
  }
}

function instantOn(day: PlainDate, now: Instant): string {
  return day === dateOfInstant(now) ? now : `${day}T23:59:00.000+08:00`;
}

function combinations(answers: readonly (readonly unknown[])[]): unknown[][] {
  return answers.reduce<unknown[][]>(
    (so, values) => so.flatMap((one) => values.map((value) => [...one, value])),
    [[]],
  );
}
