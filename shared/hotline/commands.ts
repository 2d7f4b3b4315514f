/** The commands on hotline cases as they come from outside. */

import * as z from 'zod';
import { SATISFACTIONS } from '#shared/glossary/choices.ts';
import {
  CORRECTION_COMMANDS,
  dateField as date,
  instantField as instant,
  labelField as label,
  numberField as number,
  textField as text,
} from '#shared/kernel/command-fields.ts';

export const HOTLINE_COMMANDS = {
  RegisterHotlineCase: z.object({
    command: z.literal('RegisterHotlineCase'),
    case: number.optional(),
    at: instant,
    source: label,
    type: label,
    topic: label.optional(),
    caller: text.optional(),
    contact: text.optional(),
    description: text.optional(),
  }),
  AcceptHotlineCase: z.object({ command: z.literal('AcceptHotlineCase'), case: number, at: instant }),
  RejectHotlineCase: z.object({
    command: z.literal('RejectHotlineCase'),
    case: number,
    at: instant,
    reason: text,
  }),
  Dispatch: z.object({ command: z.literal('Dispatch'), case: number, at: instant, department: label }),
  ReturnDispatch: z.object({ command: z.literal('ReturnDispatch'), case: number, at: instant, reason: text }),
  ExtendHandling: z.object({
    command: z.literal('ExtendHandling'),
    case: number,
    at: instant,
    dueAt: instant,
    reason: text,
  }),
  ReplyToCaller: z.object({ command: z.literal('ReplyToCaller'), case: number, at: instant }),
  CloseHotlineCase: z.object({ command: z.literal('CloseHotlineCase'), case: number, at: instant }),
  RecordFollowUp: z.object({
    command: z.literal('RecordFollowUp'),
    case: number,
    at: instant,
    satisfaction: z.enum(SATISFACTIONS),
  }),
  Redo: z.object({ command: z.literal('Redo'), case: number, at: instant, reason: text }),
  Supervise: z.object({ command: z.literal('Supervise'), case: number, at: instant }),
  MergeInto: z.object({ command: z.literal('MergeInto'), case: number, at: instant, into: number }),
  RedirectToDisclosure: z.object({ command: z.literal('RedirectToDisclosure'), case: number, at: instant }),
  /** The written application has arrived: `application` is its number. */
  LinkApplication: z.object({
    command: z.literal('LinkApplication'),
    case: number,
    at: instant,
    application: number,
  }),
  ClassifyHotlineCase: z.object({
    command: z.literal('ClassifyHotlineCase'),
    case: number,
    on: date,
    type: label.optional(),
    topic: label.optional(),
  }),
  ...CORRECTION_COMMANDS,
} as const;

export type HotlineCommandName = keyof typeof HOTLINE_COMMANDS;
export type HotlineCommandOf<N extends HotlineCommandName> = z.infer<(typeof HOTLINE_COMMANDS)[N]>;
export type HotlineCommand = { [N in HotlineCommandName]: HotlineCommandOf<N> }[HotlineCommandName];
