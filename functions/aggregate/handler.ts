/** By schedule: each minute the tail of the figures is folded; each night every office is recounted from the log. */

import { deployedHouse } from '#shared/house/deployed-house.ts';
import { fromQueue } from '#shared/house/from-queue.ts';
import { aggregationHandler, askForAggregations } from '#shared/year/aggregate-by-queue.ts';

const house = deployedHouse({ followsFeed: true });
/** Newer parts are still being written to; folding them would only get in the writers' way. */
const SETTLE_MS = 60_000;

export async function fold(): Promise<void> {
  await house.views.compact(SETTLE_MS);
}

export async function startProof(): Promise<void> {
  await askForAggregations(house);
}

const recount = aggregationHandler(house, ({ office, drifts, brokenChains = [], notAsSealed = [] }) => {
  for (const fault of notAsSealed) console.log(JSON.stringify({ event: 'drift', office, ...fault }));
  for (const broken of brokenChains) console.log(JSON.stringify({ event: 'drift', office, ...broken }));
  for (const { year, cell, before, after, cases } of drifts)
    console.log(JSON.stringify({ event: 'drift', office, year, cell, before, after, cases }));
});

export const prove = fromQueue(house, 'proof', recount);
