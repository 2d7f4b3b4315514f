/** One command from outside, whatever it asks, as programs and long work carry it out. */
import type { Execution, Ledger, Request } from '#shared/ledger/execution.ts';
import { executeShort } from './execute-short.ts';
import { SIGNERS } from './signers.ts';

export type { Execution, Fault, Fields, Ledger, Request } from '#shared/ledger/execution.ts';

/**
 * Throws only when the store cannot be reached. After a change of the calendar the open cases have been redated, and
 * after that of a policy the recorded ones follow it.
 */
export function executeCommand(ledger: Ledger, request: Request): Promise<Execution> {
  return executeShort({ ...ledger, signers: SIGNERS }, request);
}
