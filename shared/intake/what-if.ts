/** A dry run is the import itself, on a ledger of its own above the real one: it says what the import will say. */
import type { Accounts } from '#shared/store/accounts.ts';
import type { Clock, EventLog } from '#shared/store/ports.ts';
import { whatIfLog } from '#shared/store/sqlite/what-if.ts';

type Ledger = { readonly log: EventLog; readonly clock: Clock; readonly people?: Pick<Accounts, 'find'> };

/** `run` on the ledger itself, or where it is only to be tried out, on one that nothing stays of. */
export async function onLedger<Own extends Ledger, T>(
  ledger: Own,
  { dryRun }: { readonly dryRun: boolean },
  run: (ledger: Own | Ledger) => Promise<T>,
): Promise<T> {
  if (!dryRun) return run(ledger);
  const log = whatIfLog(ledger.log, ledger.clock);
  try {
    const { clock, people } = ledger;
    return await run({ log, clock, ...(people && { people }) });
  } finally {
    log.close();
  }
}
