/** Every command there is, by its name, with the schema that validates it. */
import * as z from 'zod';
import { AMENDMENT_COMMANDS } from '#shared/amendment/commands.ts';
import { APPEAL_COMMANDS } from '#shared/appeal/commands.ts';
import { CALENDAR_COMMANDS } from '#shared/calendar/commands.ts';
import { disclosureCommands } from '#shared/disclosure/commands.ts';
import { APPROVALS_COMMANDS } from '#shared/handling/approvals.ts';
import { HANDLING_COMMANDS } from '#shared/handling/commands.ts';
import { HOTLINE_COMMANDS } from '#shared/hotline/commands.ts';
import { LISTS_COMMANDS } from '#shared/hotline/lists-commands.ts';
import { numberField } from '#shared/kernel/command-fields.ts';
import { OFFICE_COMMANDS } from '#shared/ledger/office-commands.ts';
import { LETTERS_COMMANDS } from '#shared/letters/commands.ts';
import { PERSONAL_COMMANDS } from '#shared/personal/commands.ts';
import { RETENTION_COMMANDS } from '#shared/personal/retention.ts';
import { POLICIES_COMMANDS } from '#shared/policies/policies.ts';
import { REGISTER_COMMANDS } from '#shared/register/commands.ts';
import { YEAR_COMMANDS } from '#shared/year/year-commands.ts';

const SCHEMAS: readonly Readonly<Record<string, z.ZodObject>>[] = [
  disclosureCommands,
  HOTLINE_COMMANDS,
  APPEAL_COMMANDS,
  REGISTER_COMMANDS,
  AMENDMENT_COMMANDS,
  HANDLING_COMMANDS,
  PERSONAL_COMMANDS,
  RETENTION_COMMANDS,
  APPROVALS_COMMANDS,
  CALENDAR_COMMANDS,
  LISTS_COMMANDS,
  LETTERS_COMMANDS,
  POLICIES_COMMANDS,
  YEAR_COMMANDS,
  OFFICE_COMMANDS,
];
const NAMES = [...new Set(SCHEMAS.flatMap(Object.keys))];

/** Any object that names a command is let in; its kind reads the rest and says what is wrong. */
export const anyCommand = z.looseObject({ command: z.string().max(100) });

/** The valid bodies by name: names such as CorrectDate belong to several kinds of case. */
export function commandSchemas(): ReadonlyMap<string, readonly z.ZodObject[]> {
  return new Map(
    NAMES.map((name) => [
      name,
      SCHEMAS.flatMap((schemas) => {
        const schema = schemas[name];
        if (schema === undefined) return [];
        const named = { command: z.literal(name), case: numberField.optional() };
        return [z.object({ ...named, ...schema.shape })];
      }),
    ]),
  );
}
