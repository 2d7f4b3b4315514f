/** What an office says of itself: the one name that its reports, letters and pages bear. */
import * as z from 'zod';
import { isColour, isReadable } from '#shared/kernel/colour.ts';
import { nameField } from '#shared/kernel/name-fields.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { type Execution, fault, type Ledger, type Request } from './execution.ts';
import { nameOfOffice, officeStream, profileOf } from './office-name.ts';
import { describeOffice, type OfficeSaid } from './office-tree.ts';
import { parseCommand } from './parse-command.ts';

const text = nameField(100).trim();

/** What is left out stays as it is. `shortName` and `superior` may be cleared with ''; a name is only changed. */
export const OFFICE_COMMANDS = {
  DescribeOffice: z.object({
    command: z.literal('DescribeOffice'),
    name: text.min(1).optional(),
    shortName: text.optional(),
    superior: text.optional(),
    /** `#rrggbb`, on which white words can be read; '' for that of the product. */
    brand: z
      .string()
      .toLowerCase()
      .refine((brand) => brand === '' || isColour(brand), 'badColour')
      .refine((brand) => !isColour(brand) || isReadable(brand), 'lowContrast')
      .optional(),
  }),
} as const;

export function isOfficeCommand(name: string): boolean {
  return Object.hasOwn(OFFICE_COMMANDS, name);
}

/** As `executeCommand`. Said again it changes nothing, so that no key is needed. */
export async function executeOfficeCommand(ledger: Ledger, request: Request): Promise<Execution> {
  const { office: id, actor, fields } = request;
  const parsed = parseCommand(OFFICE_COMMANDS, [], [String(fields.command), fields]);
  if (!parsed.ok) return parsed;
  const known = await profileOf(ledger.log, id);
  if (known === null) return fault('office', 'badChoice');
  const {
    name,
    shortName = known.shortName,
    superior = known.superior,
    brand = known.brand,
  } = parsed.command.value;
  const isNaming = fields.name !== undefined && name !== (await nameOfOffice(ledger.log, id));
  const said: OfficeSaid = {
    ...(isNaming && name !== undefined && { name }),
    ...(shortName !== known.shortName && { shortName }),
    ...(superior !== known.superior && { superior }),
    ...(brand !== known.brand && { brand }),
  };
  const version = async () => (await ledger.log.history(officeStream(id))).length;
  if (Object.keys(said).length === 0)
    return { ok: true, outcome: 'duplicate', number: id, version: await version(), warnings: [] };
  const on = dateOfInstant(ledger.clock.now());
  const refused = await describeOffice(ledger, { id, actor, on, said });
  if (refused !== null) return fault('name', refused === 'officeUnnamed' ? refused : 'badChoice');
  return { ok: true, outcome: 'recorded', number: id, version: await version(), warnings: [] };
}
