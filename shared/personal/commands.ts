/** The commands on requests about somebody's own data (个人信息保护法 arts. 44–50). */
import * as z from 'zod';
import { ERASURE_GROUNDS, REQUEST_KINDS, REQUEST_OUTCOMES } from '#shared/glossary/personal.ts';
import {
  type CommandOf,
  type CommandsOf,
  dateField as date,
  numberField as number,
  textField as text,
} from '#shared/kernel/command-fields.ts';
import { RECORD_KINDS } from '#shared/kernel/event.ts';
import { keysOf } from '#shared/kernel/keys.ts';
import { filledName } from '#shared/kernel/name-fields.ts';

/** Cases of one request: a month's proposal has no more either. */
export const MOST_CASES = 500;

export const PERSONAL_COMMANDS = {
  ReceivePersonRequest: z.object({
    case: number.optional(),
    on: date,
    asks: z.enum(keysOf(REQUEST_KINDS)),
    name: filledName('applicantName').optional(),
    identity: filledName('identity').optional(),
    contact: filledName('contact').optional(),
    reason: text.optional(),
    /** Of an erasure. */
    ground: z.enum(keysOf(ERASURE_GROUNDS)).optional(),
    cases: z.array(z.object({ kind: z.enum(RECORD_KINDS), number })).max(MOST_CASES),
  }),
  AnswerPersonRequest: z.object({
    case: number,
    on: date,
    outcome: z.enum(keysOf(REQUEST_OUTCOMES)),
    reason: text.optional(),
  }),
  /** Another account than the one that received it. */
  ApproveErasure: z.object({ case: number }),
  RefuseErasure: z.object({ case: number, reason: text }),
} as const;

type Schemas = typeof PERSONAL_COMMANDS;
export type PersonalCommandOf<Name extends keyof Schemas> = CommandOf<Schemas, Name>;
export type PersonalCommand = CommandsOf<Schemas>;
