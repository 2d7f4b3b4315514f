/** The commands on requests to correct a record about oneself (条例41). */
import * as z from 'zod';
import { AMENDMENT_DECISIONS, CHANNELS } from '#shared/glossary/choices.ts';
import { APPLICANT_TYPES } from '#shared/glossary.ts';
import {
  CORRECTION_COMMANDS,
  type CommandOf,
  type CommandsOf,
  dateField as date,
  lineField as line,
  numberField as number,
  textField as text,
} from '#shared/kernel/command-fields.ts';
import { MENDING_COMMANDS } from '#shared/kernel/correct-text.ts';
import { filledName } from '#shared/kernel/name-fields.ts';

const applicant = z.object({
  type: z.enum(APPLICANT_TYPES),
  name: filledName('applicantName'),
  identity: filledName('identity').optional(),
  contact: filledName('contact').optional(),
  agent: filledName('agent').optional(),
});

export const AMENDMENT_COMMANDS = {
  RequestAmendment: z.object({
    case: number.optional(),
    on: date,
    channel: z.enum(CHANNELS).optional(),
    applicant,
    /** The record, and what in it is said not to be so. */
    subject: line,
    description: text,
    evidence: text,
  }),
  DecideAmendment: z.object({
    case: number,
    on: date,
    decision: z.enum(AMENDMENT_DECISIONS),
    /** The organ that may correct it, where this one may not. */
    organ: filledName('organ').optional(),
    reason: text.optional(),
  }),
  WithdrawAmendment: z.object({ case: number, on: date }),
  ...MENDING_COMMANDS,
  ...CORRECTION_COMMANDS,
} as const;

type Schemas = typeof AMENDMENT_COMMANDS;
export type AmendmentCommandOf<Name extends keyof Schemas> = CommandOf<Schemas, Name>;
export type AmendmentCommand = CommandsOf<Schemas>;
