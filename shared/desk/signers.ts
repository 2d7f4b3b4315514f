/**
 * Who reads the whole ledger and signs a year: the report of an office, or of a tree. Handed in to whoever carries out
 * commands, so that a function which leaves signing to a job need not carry it (ADR 74); and what carries out nothing
 * else (ADR 89).
 */
import { type Execution, fault, type Ledger, type Request } from '#shared/ledger/execution.ts';
import { misnamed } from '#shared/ledger/parse-command.ts';
import { signTree } from '#shared/year/sign-tree.ts';
import { signYear } from '#shared/year/sign-year.ts';
import { executeOfYear } from '#shared/year/year-proposals.ts';
import { barredIn, isHeld } from './held.ts';

export const SIGNERS = { own: signYear, tree: signTree };

/** As `executeCommand` does it, where the command is known to be of a year. */
export async function executeSigning(ledger: Ledger, request: Request): Promise<Execution> {
  const unnamed = misnamed(request.fields);
  if (unnamed !== null) return unnamed;
  const held = await isHeld(ledger, request);
  const year = () => executeOfYear({ ...ledger, signers: SIGNERS }, request, held);
  return barredIn(request, held) ?? year() ?? fault('command', 'unknownCommand');
}
