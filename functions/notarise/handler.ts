/**
 * Seals what was recorded: every hour, and when a function asks by the queue after a signature of a year. One at a time,
 * so that every checkpoint has one successor.
 */
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { deployedHouse } from '#shared/house/deployed-house.ts';
import { signAsked } from '#shared/house/deployed-notary.ts';
import { fromQueue } from '#shared/house/from-queue.ts';

const house = deployedHouse();
const asked = fromQueue(house, 'seal', async (batch) => {
  await seal();
  for (const { body } of batch) await signAsked(house, body);
  return batch.map(() => 'done');
});

export async function handler(event: Partial<SQSEvent>): Promise<SQSBatchResponse | undefined> {
  if (event.Records !== undefined) return asked({ Records: event.Records });
  await seal();
  return undefined;
}

/** An alarm listens for the first line that does not come, and for the second. */
async function seal(): Promise<void> {
  for (const { log, checkpoint, added } of await house.notary.seal())
    console.log(JSON.stringify({ event: 'sealed', log, size: checkpoint?.size ?? 0, added }));
  for (const { log, anchors } of await house.notary.standing())
    for (const { anchor, fault } of anchors.filter((one) => one.fault !== null))
      console.log(JSON.stringify({ event: 'anchorFault', log, anchor, fault }));
}
