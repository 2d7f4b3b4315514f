/** By schedule: each minute the tail of the figures is folded; each night every office is recounted from the log. */

import { byTheClock } from '#shared/house/called.ts';
import { deployedHouse } from '#shared/house/deployed-house.ts';
import { fromQueue } from '#shared/house/from-queue.ts';
import { sayUnprotected } from '#shared/house/protected-tables.ts';
import { checkingNotary } from '#shared/notary/check-notary.ts';
import { say } from '#shared/telling/say.ts';
import { aggregationHandler, askForAggregations } from '#shared/year/aggregate-by-queue.ts';
import { sayDrift } from '#shared/year/aggregation.ts';

const house = deployedHouse({ followsFeed: true, opens: checkingNotary });
/** Newer parts are still being written to; folding them would only get in the writers' way. */
const SETTLE_MS = 60_000;

export const fold = byTheClock(async () => {
  const oldest = await house.views.compact(SETTLE_MS);
  say('folded', { UnfoldedAge: oldest ?? 0 });
});
export const startProof = byTheClock(async () => {
  await askForAggregations(house);
  await sayUnprotected(house.archived.client, process.env);
});
export const prove = fromQueue(house, 'proof', aggregationHandler(house, sayDrift));
