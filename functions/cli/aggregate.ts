/** `aggregate`: what the schedule does every night, now; one JSON object an office. Exit 1 where live tables differ. */

import { everyOffice } from '#shared/ledger/office-tree.ts';
import type { House } from '#shared/store/house.ts';
import { aggregateOffice } from '#shared/year/nightly.ts';
import type { Ending } from './ending.ts';

export async function aggregate(house: House): Promise<Ending> {
  const results = [];
  for (const office of await everyOffice(house.log)) results.push(await aggregateOffice(house, office));
  await house.catchUp();
  return {
    exit: results.every(({ equal }) => equal) ? 0 : 1,
    stdout: results.map((result) => `${JSON.stringify(result)}\n`).join(''),
  };
}
