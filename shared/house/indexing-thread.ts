/** A thread of a rebuild: fills the index anew from what it is told by the one that reads the log for the read models. */
import { parentPort, workerData } from 'node:worker_threads';
import { answering, ofThread } from '#shared/store/sqlite/asked-thread.ts';
import { openLocalSearch } from './local-search.ts';
import { openLocalLedger } from './open-ledger.ts';

const { folder }: { readonly folder: string } = workerData;

async function begun() {
  const ledger = await openLocalLedger(folder, { empty: true });
  const search = openLocalSearch(ledger, { note: () => undefined });
  const filling = search.fill();
  const discard = (): void => {
    for (const one of [filling.discard, search.close, ledger.log.close]) one();
  };
  return { filling, discard };
}

const opened = begun();
// what could not be taken is missing from all that comes after it
let taken: Promise<unknown> = opened;

answering(ofThread(parentPort), async (question: string) => {
  const { filling, discard } = await opened;
  if (question === 'discard') return discard();
  taken = taken.then(() => (question === 'end' ? filling.end() : filling.take(JSON.parse(question))));
  await taken;
});
