/** The commands that every kind of case which is handled takes, as they come from outside. */
import * as z from 'zod';
import {
  type CommandsOf,
  labelField as label,
  numberField as number,
  textField as text,
  typed,
} from '#shared/kernel/command-fields.ts';

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
  /** The content was put aside before: the command says where, and what it is. */
  AttachFile: z.object({
    case: number,
    file: typed(64).min(1),
    kind: typed(64).min(1),
    type: typed(200).min(1),
    bytes: z.int().min(1),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    ref: typed(300).min(1),
    scan: typed(64).min(1).optional(),
    name: typed(300).regex(/\S/),
    note: note.optional(),
  }),
  WithdrawFile: z.object({ case: number, file: typed(64).min(1), reason: text }),
} as const;

export type HandlingCommand = CommandsOf<typeof HANDLING_COMMANDS>;
export type HandlingCommandOf<Name extends HandlingCommand['command']> = Extract<
  HandlingCommand,
  { readonly command: Name }
>;
