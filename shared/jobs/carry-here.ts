/** Long work that whoever asks carries out himself, before he comes back: no function of an account does. */
import { isOrdered } from '#shared/store/verify-chains.ts';
import type { JobHouse } from './ask-job.ts';
import { byQueue, type Carrier } from './ask-job.ts';
import { carryToEnd } from './carry-job.ts';

/** Commits that are read in a moment. */
const FEW_COMMITS = 3000;

/** Where a small ledger is read sooner than somebody takes a message; an emulated one is small. */
export function byQueueUnlessSmall(house: JobHouse): Carrier {
  const { log } = house;
  return async (job) => {
    const size = isOrdered(log) ? (await log.head())?.position : 0;
    const isSmall = job.what !== 'import' && (size ?? 0) <= FEW_COMMITS;
    await (isSmall ? inPlace(house) : byQueue(house))(job);
  };
}

/** Where nobody does: in a test, or a program that ends with its one command. */
export function inPlace(house: JobHouse): Carrier {
  return async ({ id }) => void (await carryToEnd(house, id));
}
