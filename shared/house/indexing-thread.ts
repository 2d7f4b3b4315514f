/** A second thread of a rebuild: fills the index anew, while the first one fills the read models. */
import { parentPort, workerData } from 'node:worker_threads';
import { answering, ofThread } from '#shared/store/sqlite/asked-thread.ts';
import { openLocalSearch } from './local-search.ts';
import { openLocalLedger } from './open-ledger.ts';

const { folder }: { readonly folder: string } = workerData;

answering(ofThread(parentPort), async () => {
  const ledger = await openLocalLedger(folder, { empty: true });
  const search = openLocalSearch(ledger, { note: () => undefined });
  try {
    await search.rebuild();
  } finally {
    search.close();
    ledger.log.close();
  }
  return null;
});
