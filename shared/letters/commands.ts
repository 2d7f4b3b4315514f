/** Commands on an office's letters. */

import * as z from 'zod';
import { REMEDIES } from '#shared/glossary/remedies.ts';
import { OUTCOMES } from '#shared/glossary.ts';
import { type CommandsOf, typed } from '#shared/kernel/command-fields.ts';
import { nameField } from '#shared/kernel/name-fields.ts';
import { LAYOUTS } from './events.ts';

const word = nameField(100).trim();
const remedy = z.enum(REMEDIES);

export const LETTERS_COMMANDS = {
  SetLetterSettings: z.object({
    organName: word.optional(),
    reviewOrgan: word.optional(),
    court: word.optional(),
    /** What stands before 〔year〕 in a 文号, without the letter's own character: 示政数公开. */
    numberWord: word.max(30).optional(),
    payment: typed(1000).trim().optional(),
    contactPerson: word.optional(),
    contactPhone: word.optional(),
    contactAddress: nameField(300).trim().optional(),
    /** GB/T 9704-2012: the form of a letter (信函), or the one with the red head (文件). */
    layout: z.enum(LAYOUTS).optional(),
    remedies: z.partialRecord(z.enum(OUTCOMES), remedy).optional(),
  }),
  SetLetterTemplate: z.object({
    template: typed(100).min(1),
    digest: z.string().length(64),
    document: z.base64().min(1).max(300_000),
  }),
  ResetLetterTemplate: z.object({ template: typed(100).min(1) }),
};
export type LettersCommand = CommandsOf<typeof LETTERS_COMMANDS>;
