/** The commands on the register: the fields of the import rows (contract §2, §2.1). */
import * as z from 'zod';
import type { PlainDate } from '../kernel/plain-date.ts';
import { DECISION_KINDS, DOCUMENT_KINDS, MEDIA } from './events.ts';

const date = z.iso.date() as unknown as z.ZodType<PlainDate>;
/** Text is recorded as typed; spaces alone are no text. */
const text = z.string().max(100_000).regex(/\S/);
const number = z.string().trim().min(1).max(100);
/** The entry is named by `case` as everywhere, or by `number` as in a row. */
const named = { case: number.optional(), number: number.optional() };
const count = z.int().min(0);

export const REGISTER_COMMANDS = {
  Publish: z.object({
    command: z.literal('Publish'),
    ...named,
    publishedOn: date,
    medium: z.enum(MEDIA),
    column: number.optional(),
    title: text.optional(),
    url: text.optional(),
  }),
  IssueDocument: z.object({
    command: z.literal('IssueDocument'),
    ...named,
    kind: z.enum(DOCUMENT_KINDS),
    title: text.optional(),
    issuedOn: date,
  }),
  RepealDocument: z.object({
    command: z.literal('RepealDocument'),
    ...named,
    repealedOn: date.optional(),
    on: date.optional(),
  }),
  RecordDecision: z.object({
    command: z.literal('RecordDecision'),
    ...named,
    kind: z.enum(DECISION_KINDS),
    decidedOn: date,
    count: count.optional(),
  }),
  RecordFee: z.object({
    command: z.literal('RecordFee'),
    ...named,
    receivedOn: date,
    amount: z.number(),
    item: number.optional(),
  }),
  RecordFigure: z.object({
    command: z.literal('RecordFigure'),
    ...named,
    recordedOn: date,
    name: number,
    count,
    unit: number,
    source: text.optional(),
  }),
  CorrectDate: z.object({
    command: z.literal('CorrectDate'),
    case: number,
    event: text,
    on: date,
    reason: text,
  }),
  CorrectOutcome: z.object({
    command: z.literal('CorrectOutcome'),
    case: number,
    on: date,
    outcome: text,
    reason: text,
  }),
  VoidEntry: z.object({ command: z.literal('VoidEntry'), case: number, on: date, reason: text }),
} as const;

export type RegisterCommandName = keyof typeof REGISTER_COMMANDS;
export type RegisterCommandOf<N extends RegisterCommandName> = z.infer<(typeof REGISTER_COMMANDS)[N]>;
export type RegisterCommand = { [N in RegisterCommandName]: RegisterCommandOf<N> }[RegisterCommandName];
