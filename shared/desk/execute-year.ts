/** What is of a year among the commands, and whoever carries nothing else out (ADR 89). */
import * as z from 'zod';
import { numberOrBlank } from '#shared/kernel/command-fields.ts';
import { type Execution, type Fault, fault, type Ledger, type Request } from '#shared/ledger/execution.ts';
import { parseCommand } from '#shared/ledger/parse-command.ts';
import { executeYearCommand, isYearCommand, type Signers } from '#shared/year/year-commands.ts';
import { decideYear, isYearDecision, proposeYear } from '#shared/year/year-proposals.ts';
import { barredIn, isHeld } from './held.ts';

/** Without `signers` no command is taken that signs a year. */
export type Carrying = Ledger & { readonly signers?: Signers };

/** What every command is called and about: a list of one number, or `true`, is no number, whatever it reads like. */
const NAMING = z.object({
  command: z.string(),
  case: numberOrBlank.optional(),
  number: numberOrBlank.optional(),
});

/** Null where it has a name, and says soundly what it is about. */
export function misnamed({ fields }: Request): Fault | null {
  const naming = parseCommand({ naming: NAMING }, [], ['naming', fields]);
  if (naming.ok) return null;
  return naming.field === 'command' ? fault('command', 'unknownCommand') : naming;
}

/** Null where it is of no year. `held`: it waits for a second person. */
export function ofYear(
  { log, clock, notary, signers }: Carrying,
  request: Request,
  held: boolean,
): Promise<Execution> | null {
  const { fields } = request;
  // a signature is held against what was sealed, and is sealed itself
  const signing = { log, clock, ...(notary && { notary }), ...(signers && { signers }) };
  if (isYearDecision(fields)) return decideYear(signing, request);
  if (!isYearCommand(String(fields.command))) return null;
  return (held ? proposeYear : executeYearCommand)(signing, request);
}

/** As `executeCommand` does it, where it is known beforehand that the command is of a year. */
export async function executeOfYear(ledger: Carrying, request: Request): Promise<Execution> {
  const fault = misnamed(request);
  if (fault !== null) return fault;
  const held = await isHeld(ledger, request);
  return barredIn(request, held) ?? ofYear(ledger, request, held) ?? NOT_OF_YEAR;
}

const NOT_OF_YEAR = fault('command', 'unknownCommand');
