/** The commands on the register: the fields of the import rows. */

import * as z from 'zod';
import { DECISION_KINDS, DOCUMENT_KINDS, MEDIA } from '#shared/glossary/choices.ts';
import {
  CORRECTION_COMMANDS,
  type CommandOf,
  type CommandsOf,
  dateField as date,
  labelField as label,
  lineField as line,
  numberField as number,
  textField as text,
} from '#shared/kernel/command-fields.ts';
import { MENDING_COMMANDS } from '#shared/kernel/correct-text.ts';

/** The entry is named by `case` as everywhere, or by `number` as in a row. */
const named = { case: number.optional(), number: number.optional() };
const count = z.int().min(0);

export const REGISTER_COMMANDS = {
  /** Without `publishedOn` it is information that becomes public and has not been published yet (条例26). */
  Publish: z.object({
    ...named,
    publishedOn: date.optional(),
    /** The day it came about or changed. */
    formedOn: date.optional(),
    /** The last day, where another law sets it, and which (`reason`). */
    publishBy: date.optional(),
    reason: text.optional(),
    medium: z.enum(MEDIA).optional(),
    column: label.optional(),
    title: line.optional(),
    url: line.optional(),
  }),
  PublishAwaited: z.object({
    ...named,
    publishedOn: date,
    medium: z.enum(MEDIA),
    column: label.optional(),
    url: line.optional(),
  }),
  IssueDocument: z.object({
    ...named,
    kind: z.enum(DOCUMENT_KINDS),
    title: line.optional(),
    issuedOn: date,
  }),
  RepealDocument: z.object({ ...named, repealedOn: date.optional(), on: date.optional() }),
  RecordDecision: z.object({
    ...named,
    kind: z.enum(DECISION_KINDS),
    decidedOn: date,
    count: count.optional(),
    /** Of licences, how many of them refuse one (policy licenceRefusals). */
    refused: count.optional(),
  }),
  RecordFee: z.object({ ...named, receivedOn: date, amount: z.number(), item: label.optional() }),
  RecordFigure: z.object({
    ...named,
    recordedOn: date,
    name: label,
    count,
    unit: label,
    source: line.optional(),
  }),
  /** Of a publication: where it stands. What stands in a statutory table is voided and recorded anew. */
  CorrectFact: z.object({
    ...named,
    on: date.optional(),
    medium: z.enum(MEDIA).optional(),
    column: label.optional(),
    url: line.optional(),
    reason: text,
  }),
  ...MENDING_COMMANDS,
  ...CORRECTION_COMMANDS,
} as const;

export type RegisterCommandOf<N extends keyof typeof REGISTER_COMMANDS> = CommandOf<
  typeof REGISTER_COMMANDS,
  N
>;
export type RegisterCommand = CommandsOf<typeof REGISTER_COMMANDS>;
