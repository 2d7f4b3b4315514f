/** A recorder in a process of its own, to be killed: `node recorder.ts FOLDER [dynamodb]`. Says `ready`, and `idle` when the queue is empty. */
import { setTimeout } from 'node:timers/promises';
import { feedHandler } from '#shared/feeds/record-feed.ts';
import { openCloudHouse } from '#shared/house/open-cloud-house.ts';
import { openLocalHouse } from '#shared/house/open-house.ts';
import { drain, PACE } from '#shared/store/consume.ts';

const [, , folder = '', engine = 'sqlite'] = process.argv;
const house = engine === 'dynamodb' ? await openCloudHouse({ folder }) : await openLocalHouse(folder);
process.stdout.write('ready\n');
// what a killed recorder had on lease comes again after two seconds
const pace = { ...PACE, leaseSeconds: 2 };
for (;;) {
  const taken = await drain(house, 'feed', { handler: feedHandler(house), pace });
  if (taken === 0 && (await house.queue.depth('feed')) === 0) break;
  await setTimeout(50);
}
house.close();
process.stdout.write('idle\n');
