/**
 * Readings of the ledger made in a process beside the one that answers, on a connection of its own: however much was
 * recorded, nobody else waits for them.
 */
import { partsOf, prepared } from '#shared/store/passes.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { isOrdered } from '#shared/store/verify-chains.ts';
import type { HeavyWork } from './heavy-work.ts';

/** Read and understood in a few hundredths of a second. */
const FEW_COMMITS = 2000;

/** The same log; where it is small, or the engine is no file of `folder`, as it was. */
export function readingBeside(
  log: EventLog,
  { folder, heavy }: { readonly folder: string; readonly heavy: HeavyWork },
): EventLog {
  if (!isOrdered(log)) return log;
  return prepared(log, {
    once: (_, make) => make(),
    parts: async (all) => {
      if (((await log.head())?.position ?? 0) <= FEW_COMMITS) return partsOf(log, all);
      const asked = all.map(({ name, wanted }) => ({ name, wanted }));
      return heavy.run({ name: 'passes', of: { folder, asked }, by: 'ledger' });
    },
  });
}
