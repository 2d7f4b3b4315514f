/** The commands that every kind of case which is handled takes, as they come from outside. */
import * as z from 'zod';
import { ATTACHMENT_KINDS } from '#shared/glossary/attachments.ts';
import {
  type CommandsOf,
  labelField as label,
  numberField as number,
  textField as text,
  typed,
} from '#shared/kernel/command-fields.ts';
import type { JsonObject } from '#shared/kernel/parse-json.ts';

/** Looked at character by character: a pattern that repeats a group gives up on a file of some megabytes. */
const base64 = z
  .string()
  .min(1)
  .refine((text) => text.length % 4 === 0 && !/[^A-Za-z0-9+/=]/.test(text), 'badChoice')
  .meta({ contentEncoding: 'base64' });
const note = typed(4000).regex(/\S/);

/** `step`: the event that proposed it, by its id. */
const step = typed(20).min(1);
export const DECIDING_COMMANDS = {
  /** Carries the proposed step out, on the case as it stands now. */
  ApproveStep: z.object({ command: z.literal('ApproveStep'), case: number, step }),
  ReturnStep: z.object({ command: z.literal('ReturnStep'), case: number, step, reason: text }),
  /** By whoever proposed it. */
  WithdrawStep: z.object({ command: z.literal('WithdrawStep'), case: number, step }),
} as const;
export const isDecision = (name: string): boolean => Object.hasOwn(DECIDING_COMMANDS, name);
export type DecidingCommand = CommandsOf<typeof DECIDING_COMMANDS>;

/**
 * How a step that waits for approval reaches its case: the command itself is sent, and the office's setting makes it a
 * proposal. Nobody sends this one.
 */
export type ProposeStep = {
  readonly command: typeof PROPOSE;
  /** As it was typed. */
  readonly proposed: JsonObject;
};
export const PROPOSE = 'ProposeStep';

export const HANDLING_COMMANDS = {
  /** What is left out stays, null takes it away. A hotline case is given to a department by Dispatch. */
  AssignCase: z.object({
    case: number,
    department: label.nullable().optional(),
    /** The name of an account of the office. */
    person: label.nullable().optional(),
    note: note.optional(),
  }),
  /** To know of a case that few know of (限制知悉); `person` is the name of an account of the office. */
  GrantAccess: z.object({ case: number, person: label, reason: text }),
  RevokeAccess: z.object({ case: number, person: label, reason: text }),
  AddNote: z.object({ case: number, text: note }),
  /** `content` is the file in base64. It is put aside and sealed; of what the file is, its bytes are asked. */
  AttachFile: z.object({
    case: number,
    paper: z.enum(ATTACHMENT_KINDS),
    name: typed(200).regex(/\S/),
    content: base64,
    note: note.optional(),
  }),
  WithdrawFile: z.object({ case: number, file: typed(64).min(1), reason: text }),
  ...DECIDING_COMMANDS,
} as const;

export type HandlingCommand = CommandsOf<typeof HANDLING_COMMANDS> | ProposeStep;
export type HandlingCommandOf<Name extends HandlingCommand['command']> = Extract<
  HandlingCommand,
  { readonly command: Name }
>;
