/** Long work that whoever asks carries out himself, before he comes back: no function of an account does. */
import { countedCommits } from '#shared/store/verify-chains.ts';
import { byQueue, type Carrier, FEW_COMMITS, type JobHouse } from './ask-job.ts';
import { carryFor, carryToEnd } from './carry-job.ts';

/**
 * Where a small ledger is read sooner than somebody takes a message; an emulated one is small. What fails here, because
 * the store is busy perhaps, goes on by the queue, which tries as long as it is worth.
 */
export function byQueueUnlessSmall(house: JobHouse): Carrier {
  return async (job) => {
    const isSmall = job.what !== 'import' && ((await countedCommits(house.log)) ?? 0) <= FEW_COMMITS;
    const done = isSmall && (await carryFor(house, job.id, Number.POSITIVE_INFINITY).catch(() => null));
    if (!done) await byQueue(house)(job);
  };
}

/** Where nobody does: in a test, or a program that ends with its one command. */
export function inPlace(house: JobHouse): Carrier {
  return async ({ id }) => void (await carryToEnd(house, id));
}
