/** The commands on hotline cases as they come from outside. */

import * as z from 'zod';
import { SATISFACTIONS } from '#shared/glossary/choices.ts';
import {
  CORRECTION_COMMANDS,
  type CommandOf,
  type CommandsOf,
  dateField as date,
  instantField as instant,
  labelField as label,
  numberField as number,
  textField as text,
} from '#shared/kernel/command-fields.ts';
import { MENDING_COMMANDS } from '#shared/kernel/correct-text.ts';
import { filledName } from '#shared/kernel/name-fields.ts';

export const HOTLINE_COMMANDS = {
  RegisterHotlineCase: z.object({
    case: number.optional(),
    at: instant,
    source: label,
    type: label,
    topic: label.optional(),
    subdistrict: label.optional(),
    address: filledName('address').optional(),
    caller: filledName('caller').optional(),
    contact: filledName('contact').optional(),
    description: text.optional(),
  }),
  AcceptHotlineCase: z.object({ case: number, at: instant }),
  RejectHotlineCase: z.object({ case: number, at: instant, reason: text }),
  Dispatch: z.object({ case: number, at: instant, department: label }),
  ReturnDispatch: z.object({ case: number, at: instant, reason: text }),
  ExtendHandling: z.object({ case: number, at: instant, dueAt: instant, reason: text }),
  /** `text`: what the department has done and says. The one that has the case in hand, where none is named. */
  RecordDepartmentReply: z.object({ case: number, at: instant, department: label.optional(), text }),
  /** `text`: what the caller was told. */
  ReplyToCaller: z.object({ case: number, at: instant, text: text.optional() }),
  /** `text`: how it was settled. */
  CloseHotlineCase: z.object({ case: number, at: instant, text: text.optional() }),
  /** `text`: what the caller said. */
  RecordFollowUp: z.object({
    case: number,
    at: instant,
    satisfaction: z.enum(SATISFACTIONS),
    text: text.optional(),
  }),
  Redo: z.object({ case: number, at: instant, reason: text }),
  Supervise: z.object({ case: number, at: instant }),
  MergeInto: z.object({ case: number, at: instant, into: number }),
  /** `of`: an earlier call about the same, which need not be open any more. */
  LinkRepeat: z.object({ case: number, on: date.optional(), of: number }),
  RedirectToDisclosure: z.object({ case: number, at: instant }),
  /** The written application has arrived: `application` is its number. */
  LinkApplication: z.object({ case: number, at: instant, application: number }),
  ClassifyHotlineCase: z.object({
    case: number,
    on: date,
    type: label.optional(),
    topic: label.optional(),
    subdistrict: label.optional(),
  }),
  /** Where the case came from. */
  CorrectFact: z.object({ case: number, on: date.optional(), source: label, reason: text }),
  ...MENDING_COMMANDS,
  ...CORRECTION_COMMANDS,
} as const;

export type HotlineCommandOf<N extends keyof typeof HOTLINE_COMMANDS> = CommandOf<typeof HOTLINE_COMMANDS, N>;
export type HotlineCommand = CommandsOf<typeof HOTLINE_COMMANDS>;
