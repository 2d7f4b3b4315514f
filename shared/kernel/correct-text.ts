/** The command by which a text is put right, the same for every kind of case: one text, or several with one reason. */
import * as z from 'zod';
import { dateField, numberField, textField, typed } from './command-fields.ts';
import { accept, type Decision, nothingNew, refuse } from './decision.ts';
import { type Recorded, TEXT_FIELDS, type TextField } from './event.ts';
import { isKeyOf } from './keys.ts';
import type { Asking } from './kind.ts';
import { correctedTexts, type EntryText, type Mendable, type TextCorrected } from './mending.ts';
import { isPlainName, LONGEST_NAMES } from './name-fields.ts';
import type { PlainDate } from './plain-date.ts';
import { stepNamed } from './procedure.ts';
import type { RefusalCode } from './refusal-code.ts';
import { LONGEST_TEXT, longestOf } from './text-fields.ts';

/** Documents that went out are replaced by others, not rewritten; why something was corrected stays said. */
const KEPT: readonly TextField[] = ['document', 'file', 'whyCorrected'];
/** What such an event holds stays as it was written: a letter that went out, a correction, what stands beside the case. */
const KEPT_EVENTS: readonly string[] = [
  ...['LetterIssued', 'TextCorrected'],
  ...['CaseAssigned', 'NoteAdded', 'FileAttached', 'FileWithdrawn'],
  ...['StepProposed', 'StepApproved', 'StepReturned', 'StepWithdrawn'],
];
/** Texts that may be supplied to a step that was entered without, and taken out of it. */
const OPTIONAL: Readonly<Record<string, readonly TextField[]>> = {
  PaperServed: ['postNumber', 'receiver'],
  CallerAnswered: ['answer'],
  HotlineCaseClosed: ['settlement'],
  FollowUpRecorded: ['feedback'],
};

/**
 * `field` and `value`, or several in `texts`: by the name of the field (`identity`), with the event before it where it is
 * a step's (`2.1/items`, `RequestCorrection/items`). A value of '' takes the text out.
 */
export const MENDING_COMMANDS = {
  CorrectText: z.object({
    case: numberField,
    on: dateField.optional(),
    event: typed(100).min(1).optional(),
    field: z.enum(TEXT_FIELDS).optional(),
    value: typed(LONGEST_TEXT).optional(),
    texts: z.record(typed(150), typed(LONGEST_TEXT)).optional(),
    reason: textField,
  }),
} as const;
type CorrectText = z.infer<typeof MENDING_COMMANDS.CorrectText>;

/** `at`: the field of the command that says it. */
type Change = {
  readonly at: string;
  readonly event: string | undefined;
  readonly field: string;
  readonly value: string | undefined;
};
/** A text of the step `event`, with its type and its day. */
type StepText = EntryText & { readonly event: string; readonly type: string; readonly on: PlainDate };
type Found = { readonly event: string; readonly text: string; readonly required: boolean };
type Mending = { readonly event: string; readonly field: TextField; readonly value: string };
type Context = Asking & { readonly today: PlainDate };

/** `names` leads from commands to their events, as in CorrectDate. */
export function correctText(
  mendable: Mendable & { readonly names: Readonly<Record<string, string>> },
  command: Omit<CorrectText, 'case'>,
  context: Context,
): Decision<TextCorrected> {
  if (context.role === 'intake' && mendable.isConcluded) return refuse('notAllowed');
  const changes = changesOf(command);
  if (changes.length === 0) return refuse('required', '', { field: 'texts' });
  const mendings: Mending[] = [];
  for (const change of changes) {
    const judged = judge(mendable, change, context.history ?? []);
    if (typeof judged === 'string')
      return refuse(judged, '', { field: change.at, ...mostOf(change, judged) });
    if (judged !== null) mendings.push(judged);
  }
  return recording(mendings, { on: command.on ?? context.today, why: command.reason });
}

/** What was brought with a correction belongs to the registration. */
export function supplyTexts(
  { opening, entry }: Mendable,
  texts: Readonly<Partial<Record<TextField, string | undefined>>>,
  on: PlainDate,
): readonly TextCorrected[] {
  const brought = entry.flatMap(({ field, text }) => {
    const value = texts[field];
    return value === undefined || isSame(value, text) ? [] : [{ event: opening, field, value }];
  });
  const made = recording(brought, { on });
  return made.ok ? made.events.map((event) => ({ ...event, data: { ...event.data, supplied: true } })) : [];
}

function changesOf({ event, field, value, texts = {} }: Omit<CorrectText, 'case'>): readonly Change[] {
  const several = Object.entries(texts).map(([key, text]): Change => {
    const cut = key.lastIndexOf('/');
    const of = cut === -1 ? undefined : key.slice(0, cut);
    return { at: `texts.${key}`, event: of, field: key.slice(cut + 1), value: text };
  });
  return field === undefined ? several : [{ at: 'value', event, field, value }, ...several];
}

const mostIn = (field: string): number =>
  isKeyOf(LONGEST_NAMES, field) ? LONGEST_NAMES[field] : longestOf(field);

function mostOf({ field }: Change, code: RefusalCode): { readonly most?: number } {
  return code === 'tooLong' ? { most: mostIn(field) } : {};
}

/** Null where the text reads so already. */
function judge(
  of: Parameters<typeof correctText>[0],
  { event, field: name, value }: Change,
  history: readonly Recorded[],
): Mending | RefusalCode | null {
  const field = TEXT_FIELDS.find((one) => one === name && !KEPT.includes(one));
  if (field === undefined) return 'badChoice';
  if (value === undefined) return 'required';
  const found = textNamed(of, { event, field }, history);
  if (typeof found === 'string') return found;
  if (isSame(value, found.text)) return null;
  if (found.required && value.trim() === '') return 'required';
  if (value.length > mostIn(field)) return 'tooLong';
  if (isKeyOf(LONGEST_NAMES, field) && !isPlainName(value)) return 'badCharacter';
  return { event: found.event, field, value: value.trim() === '' ? '' : value };
}

/** A field of the registration is meant of it whoever says it, since what came later only completed it. */
function textNamed(
  { opening, entry, names }: Parameters<typeof correctText>[0],
  { event, field }: { readonly event: string | undefined; readonly field: TextField },
  history: readonly Recorded[],
): Found | RefusalCode {
  const own = entry.find((one) => one.field === field);
  if (own !== undefined) return { event: opening, text: own.text, required: own.required };
  const events = sinceOpening(opening, history);
  const step = event === undefined ? undefined : stepNamed(events, event, names);
  if (event !== undefined && step === undefined) return 'unknownEvent';
  const of = stepTexts({ opening, entry }, history).filter((one) => one.field === field);
  const found =
    step === undefined ? of.findLast(({ text }) => text !== '') : of.find((one) => one.event === step.id);
  return found ?? (step === undefined ? 'unknownEvent' : 'noSuchText');
}

function sinceOpening(opening: string, history: readonly Recorded[]): readonly Recorded[] {
  const from = history.findIndex(({ id }) => id === opening);
  return correctedTexts(history).slice(Math.max(from, 0));
}

/** What was said at the steps of a case and can be put right, in the order recorded; '' where it was left out. */
export function stepTexts(
  { opening, entry }: Pick<Mendable, 'opening' | 'entry'>,
  history: readonly Recorded[],
): readonly StepText[] {
  const ofEntry = entry.map(({ field }) => field);
  return sinceOpening(opening, history)
    .filter(({ type }) => !KEPT_EVENTS.includes(type))
    .flatMap(({ id, type, on, texts = {} }) => {
      const mayLack = OPTIONAL[type] ?? [];
      const named = TEXT_FIELDS.filter((field) => texts[field] !== undefined || mayLack.includes(field));
      return named
        .filter((field) => !KEPT.includes(field) && !ofEntry.includes(field))
        .map((field) => ({
          ...{ event: id, type, on, field },
          ...{ text: texts[field] ?? '', required: !mayLack.includes(field) },
        }));
    });
}

/** Forms send line ends of their own and no blanks around a text. */
function isSame(one: string, other: string): boolean {
  const plain = (text: string): string => text.replaceAll('\r\n', '\n').trim();
  return plain(one) === plain(other);
}

/** One event for each event whose texts are mended. */
function recording(
  mendings: readonly Mending[],
  { on, why }: { readonly on: PlainDate; readonly why?: string },
): Decision<TextCorrected> {
  if (mendings.length === 0) return nothingNew();
  const ids = [...new Set(mendings.map(({ event }) => event))];
  const events = ids.map((id): TextCorrected => {
    const own = mendings.filter(({ event }) => event === id);
    const texts = Object.fromEntries(own.map(({ field, value }) => [field, value]));
    const data = { event: id, fields: own.map(({ field }) => field) };
    return { type: 'TextCorrected', v: 1, on, data, texts: { ...texts, ...(why && { whyCorrected: why }) } };
  });
  return accept(events);
}
