/** A dry run is the import itself, on a ledger of its own above the real one: it says what the import will say. */
import type { Accounts } from '#shared/store/accounts.ts';
import type { BlobStore } from '#shared/store/blobs.ts';
import type { Clock, EventLog } from '#shared/store/ports.ts';
import { whatIfLog } from '#shared/store/sqlite/what-if.ts';
import type { ImportRequest } from './import-result.ts';

type Ledger = {
  readonly log: EventLog;
  readonly clock: Clock;
  readonly people?: Pick<Accounts, 'find' | 'list'>;
  readonly blobs?: BlobStore;
};

const FORGETFUL: BlobStore = {
  put: async () => {},
  putOnce: async () => true,
  get: async () => null,
  list: async () => ({ items: [], next: null }),
  remove: async () => {},
};

/** `run` on the ledger itself, or where it is only to be tried out, on one that nothing stays of. */
export async function onLedger<Own extends Ledger, T>(
  ledger: Own,
  { dryRun, slice }: Pick<ImportRequest, 'dryRun' | 'slice'>,
  run: (ledger: Own | Ledger) => Promise<T>,
): Promise<T> {
  if (!dryRun) return run(ledger);
  const log = whatIfLog(ledger.log, ledger.clock, await slice?.triedBefore());
  try {
    const { clock, people } = ledger;
    const said = await run({ log, clock, blobs: FORGETFUL, ...(people && { people }) });
    if (slice !== undefined) slice.tried(log.triedHere());
    return said;
  } finally {
    log.close();
  }
}
