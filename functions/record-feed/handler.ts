/** Records of feeds, from the queue into the ledger. */
import { feedHandler } from '#shared/feeds/record-feed.ts';
import { deployedHouse } from '#shared/house/deployed-house.ts';
import { fromQueue } from '#shared/house/from-queue.ts';

const house = deployedHouse();

export const handler = fromQueue(house, 'feed', feedHandler(house));
