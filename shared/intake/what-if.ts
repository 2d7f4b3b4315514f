/** A dry run is the import itself, on a ledger of its own above the real one: it says what the import will say. */
import type { Clock, EventLog } from '#shared/store/ports.ts';
import { whatIfLog } from '#shared/store/sqlite/what-if.ts';

type Ledger = { readonly log: EventLog; readonly clock: Clock };

/** `run` on the ledger itself, or where it is only to be tried out, on one that nothing stays of. */
export async function onLedger<Own extends Ledger, T>(
  ledger: Own,
  { dryRun }: { readonly dryRun: boolean },
  run: (ledger: Own | Ledger) => Promise<T>,
): Promise<T> {
  if (!dryRun) return run(ledger);
  const log = whatIfLog(ledger.log, ledger.clock);
  try {
    return await run({ log, clock: ledger.clock });
  } finally {
    log.close();
  }
}
