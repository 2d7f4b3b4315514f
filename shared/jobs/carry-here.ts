/** Long work that whoever asks carries out himself, before he comes back: no function of an account does. */
import { isOfFile } from '#shared/store/jobs.ts';
import { countedCommits } from '#shared/store/verify-chains.ts';
import { byQueue, type Carrier, FEW_COMMITS, type SigningHouse } from './ask-job.ts';
import { carryFor, carryToEnd } from './carry-job.ts';
import { everyJob } from './every-job.ts';

/**
 * Where a small ledger is read sooner than somebody takes a message; an emulated one is small. What fails here, because
 * the store is busy perhaps, goes on by the queue, which tries as long as it is worth.
 */
export function byQueueUnlessSmall(house: SigningHouse): Carrier {
  return async (job) => {
    const isSmall = !isOfFile(job) && ((await countedCommits(house.log)) ?? 0) <= FEW_COMMITS;
    const carried = () => carryFor(everyJob(house), job.id, Number.POSITIVE_INFINITY);
    const done = isSmall && (await carried().catch(() => null));
    if (!done) await byQueue(house)(job);
  };
}

/** Where nobody does: in a test, or a program that ends with its one command. */
export function inPlace(house: SigningHouse): Carrier {
  return async ({ id }) => void (await carryToEnd(everyJob(house), id));
}
