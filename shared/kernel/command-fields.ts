/** The fields commands are made of, and the corrections every kind of case knows. */
import * as z from 'zod';
import { type Instant, type PlainDate, parseInstant, parsePlainDate } from './plain-date.ts';
import { LONGEST_LINE, LONGEST_TEXT } from './text-fields.ts';
import { caseNumber, isWritable, labelIn } from './written.ts';

/** A calendar day, 1900 to 2999; `badDate` where there is none such. */
export const dateField = z.iso
  .date()
  .refine((text) => parsePlainDate(text) !== null, 'badDate') as unknown as z.ZodType<PlainDate>;

/** RFC 3339 with an offset, read into Asia/Shanghai. */
export const instantField = z.iso
  .datetime({ offset: true })
  .overwrite((text) => parseInstant(text) ?? text) as unknown as z.ZodType<Instant>;

/** Text is recorded as typed; spaces alone are no text. */
export const textField = typed(LONGEST_TEXT).regex(/\S/);

/** One that stands in a line of a list: a subject, a title, an address. */
export const lineField = typed(LONGEST_LINE).regex(/\S/);

/** Any text of at most so many characters that a document can hold. */
export function typed(longest: number): z.ZodString {
  return z.string().max(longest).refine(isWritable, 'badCharacter');
}

/** Numbers as their identity is compared. The blank one asks for the next of the office's rule. */
export const numberOrBlank = z.string().overwrite(caseNumber).max(100).refine(isWritable, 'badCharacter');

export const numberField = numberOrBlank.min(1);

/** Printed labels keep their full-width characters. */
export const labelField = z.string().overwrite(labelIn).min(1).max(100).refine(isWritable, 'badCharacter');

/** `event` names the event whose date is corrected: its id, or the name of its step. */
export const CORRECTION_COMMANDS = {
  CorrectDate: z.object({ case: numberField, event: textField, on: dateField, reason: textField }),
  CorrectOutcome: z.object({ case: numberField, on: dateField, outcome: textField, reason: textField }),
  VoidEntry: z.object({ case: numberField, on: dateField, reason: textField }),
} as const;

/** A command after its schema: its name beside its fields. */
export type CommandOf<Schemas extends Readonly<Record<string, z.ZodType>>, Name extends keyof Schemas> = {
  readonly command: Name;
} & z.output<Schemas[Name]>;
export type CommandsOf<Schemas extends Readonly<Record<string, z.ZodType>>> = {
  [Name in keyof Schemas]: CommandOf<Schemas, Name>;
}[keyof Schemas];
