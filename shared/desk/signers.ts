/**
 * Who reads the whole ledger and signs a year: what is in force of every office, or all of a tree. Handed in to whoever
 * carries out commands, so that a function which leaves signing to a job need not carry it (ADR 74).
 */
import type { Execution, Ledger, Request } from '#shared/ledger/execution.ts';
import { signTree } from '#shared/year/sign-tree.ts';
import { signYear } from '#shared/year/sign-year.ts';
import { executeOfYear } from './execute-year.ts';

export const SIGNERS = { own: signYear, tree: signTree };

/** A command of a year, signing among them; any other is unknown. */
export function executeSigning(ledger: Ledger, request: Request): Promise<Execution> {
  return executeOfYear({ ...ledger, signers: SIGNERS }, request);
}
