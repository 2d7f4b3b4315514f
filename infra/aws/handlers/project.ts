/** The change feed of the ledger, and cases that somebody asked to project anew, into the read models. */
import { projectHandler } from '../../../functions/project/project-changes.ts';
import { deployedHouse } from './deployed-house.ts';
import { fromQueue } from './from-queue.ts';
import { fromStream } from './from-stream.ts';

const house = deployedHouse();

export const handler = fromStream(house);
export const again = fromQueue(house, 'project', projectHandler(house));
