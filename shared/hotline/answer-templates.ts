/** Texts that an office answers with again and again: named, offered for one type or topic or for all. No personal data. */
import * as z from 'zod';
import { dateField, labelField, typed } from '#shared/kernel/command-fields.ts';
import { accept, type Decision, refuse } from '#shared/kernel/decision.ts';
import type { DomainEvent } from '#shared/kernel/event.ts';

/** `type` is its key; null: offered for every type, or topic. `text` may hold {编号} {承办单位} {日期}. */
export type AnswerTemplate = {
  readonly name: string;
  readonly text: string;
  readonly type: string | null;
  readonly topic: string | null;
};
/** By name, in the order entered. */
export type AnswerTemplates = ReadonlyMap<string, AnswerTemplate>;
export const NO_ANSWERS: AnswerTemplates = new Map();

type AnswerTemplateSet = DomainEvent<'AnswerTemplateSet', AnswerTemplate>;
type AnswerTemplateEnded = DomainEvent<'AnswerTemplateEnded', { readonly name: string }>;
export type AnswerEvent = AnswerTemplateSet | AnswerTemplateEnded;

const LONGEST = 4000;

/** `Set` adds a template or changes the one of that name. */
export const ANSWER_COMMANDS = {
  SetAnswerTemplate: z.object({
    on: dateField,
    name: labelField,
    text: typed(LONGEST).regex(/\S/),
    type: labelField.optional(),
    topic: labelField.optional(),
  }),
  EndAnswerTemplate: z.object({ on: dateField, name: labelField }),
} as const;

type Command<Name extends keyof typeof ANSWER_COMMANDS> = z.output<(typeof ANSWER_COMMANDS)[Name]>;

export function withAnswer(answers: AnswerTemplates, event: AnswerEvent): AnswerTemplates {
  const next = new Map(answers);
  if (event.type === 'AnswerTemplateSet') next.set(event.data.name, event.data);
  else next.delete(event.data.name);
  return next;
}

/** `type` as it is keyed. */
export function setAnswer(
  answers: AnswerTemplates,
  { on, name, text, ...about }: Command<'SetAnswerTemplate'>,
  type: string | null,
): Decision<AnswerEvent> {
  const topic = about.topic ?? null;
  const before = answers.get(name);
  if (before?.text === text && before.type === type && before.topic === topic)
    return refuse('unchanged', '', { field: 'name' });
  return accept([{ type: 'AnswerTemplateSet', v: 1, on, data: { name, text, type, topic } }]);
}

export function endAnswer(
  answers: AnswerTemplates,
  { on, name }: Command<'EndAnswerTemplate'>,
): Decision<AnswerEvent> {
  return answers.has(name)
    ? accept([{ type: 'AnswerTemplateEnded', v: 1, on, data: { name } }])
    : refuse('badChoice', '', { field: 'name' });
}

type Asked = { readonly type: string | null; readonly topic: string | null };

/** Those that suit a case: what is made for its topic or type before what is made for all. */
export function answersFor(answers: AnswerTemplates, { type, topic }: Asked): readonly AnswerTemplate[] {
  const rank = (one: AnswerTemplate): number => Number(one.topic !== null) * 2 + Number(one.type !== null);
  return [...answers.values()]
    .filter((one) => one.type === null || one.type === type)
    .filter((one) => one.topic === null || one.topic === topic)
    .toSorted((a, b) => rank(b) - rank(a));
}

/** The text with what is known of the case in its places; a place for what is not known yet stays as it stands. */
export function filledIn(text: string, known: Readonly<Record<string, string | null>>): string {
  return text.replace(/\{([^{}]+)\}/g, (place, name: string) =>
    Object.hasOwn(known, name) ? (known[name] ?? place) : place,
  );
}
