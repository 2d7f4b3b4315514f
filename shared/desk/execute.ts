/** One command from outside, whatever it asks, as programs and long work carry it out. */
import type { Execution, Ledger, Request } from '#shared/ledger/execution.ts';
import { signTree } from '#shared/year/sign-tree.ts';
import { signYear } from '#shared/year/sign-year.ts';
import { executeShort } from './execute-short.ts';

export type { Execution, Fault, Fields, Ledger, Request } from '#shared/ledger/execution.ts';

const SIGNERS = { own: signYear, tree: signTree };
type Signing = Ledger & { readonly signers: typeof SIGNERS };

/** A ledger is one for as long as the process runs. */
const signing = new WeakMap<Ledger, Signing>();

function withSigners(ledger: Ledger): Signing {
  const known = signing.get(ledger) ?? { ...ledger, signers: SIGNERS };
  signing.set(ledger, known);
  return known;
}

/**
 * Throws only when the store cannot be reached. After a change of the calendar the open cases have been redated, and
 * after that of a policy the recorded ones follow it.
 */
export function executeCommand(ledger: Ledger, request: Request): Promise<Execution> {
  return executeShort(withSigners(ledger), request);
}
