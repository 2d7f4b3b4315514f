/**
 * Seals what was recorded: every hour, and when a function asks by the queue after a signature of a year. One at a time,
 * so that every checkpoint has one successor.
 */
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { byTheClock, type Called } from '#shared/house/called.ts';
import { deployedHouse } from '#shared/house/deployed-house.ts';
import { signAsked } from '#shared/house/deployed-notary.ts';
import { fromQueue } from '#shared/house/from-queue.ts';
import { openNotary } from '#shared/notary/open-notary.ts';
import { say } from '#shared/telling/say.ts';

const house = deployedHouse({ opens: openNotary });
const asked = fromQueue(house, 'seal', async (batch) => {
  await seal();
  for (const { body } of batch) await signAsked(house, body);
  return batch.map(() => 'done');
});

const byHour = byTheClock(seal);

export async function handler(
  event: Partial<SQSEvent> & Called,
  context?: Context,
): Promise<SQSBatchResponse | undefined> {
  const { Records } = event;
  if (Records !== undefined) return asked({ Records }, context);
  await byHour(event, context);
  return undefined;
}

async function seal(): Promise<void> {
  for (const { log, checkpoint, added } of await house.notary.seal())
    say('sealed', { log, size: checkpoint?.size ?? 0, added });
  for (const { log, anchors } of await house.notary.standing())
    for (const { anchor, fault } of anchors.filter((one) => one.fault !== null))
      say('anchorFault', { log, anchor, fault });
}
