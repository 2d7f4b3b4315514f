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

/** Looked at character by character: a pattern that repeats a group gives up on a file of some megabytes. */
const base64 = z
  .string()
  .min(1)
  .refine((text) => text.length % 4 === 0 && !/[^A-Za-z0-9+/=]/.test(text), 'badChoice')
  .meta({ contentEncoding: 'base64' });
const note = typed(4000).regex(/\S/);

export const HANDLING_COMMANDS = {
  /** What is left out stays, null takes it away. A hotline case is given to a department by Dispatch. */
  AssignCase: z.object({
    case: number,
    department: label.nullable().optional(),
    /** The name of an account of the office. */
    person: label.nullable().optional(),
    note: note.optional(),
  }),
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
} as const;

export type HandlingCommand = CommandsOf<typeof HANDLING_COMMANDS>;
export type HandlingCommandOf<Name extends HandlingCommand['command']> = Extract<
  HandlingCommand,
  { readonly command: Name }
>;
