/** Records of feeds, from the queue into the ledger. */
import { feedHandler } from '../../../functions/record-feed/record-feed.ts';
import { deployedHouse } from './deployed-house.ts';
import { fromQueue } from './from-queue.ts';

const house = deployedHouse();

export const handler = fromQueue(house, 'feed', feedHandler(house));
