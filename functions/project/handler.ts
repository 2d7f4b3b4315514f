/** Projects the ledger's change feed, and cases asked to be projected again, into the read models. */

import { deployedHouse } from '#shared/house/deployed-house.ts';
import { fromQueue } from '#shared/house/from-queue.ts';
import { fromStream } from '#shared/house/from-stream.ts';
import { projectHandler } from '#shared/views/project-changes.ts';

const house = deployedHouse();

export const handler = fromStream(house);
export const again = fromQueue(house, 'project', projectHandler(house));
