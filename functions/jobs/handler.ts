/** Long work: a message carries a job on for some seconds; by the clock, what lost its carrier is asked for again. */
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { byTheClock, type Called } from '#shared/house/called.ts';
import { deployedHouse } from '#shared/house/deployed-house.ts';
import { fromQueue } from '#shared/house/from-queue.ts';
import { askAgain, jobHandler } from '#shared/jobs/job-queue.ts';
import { checkingNotary } from '#shared/notary/check-notary.ts';

const house = deployedHouse({ opens: checkingNotary });
const working = { ...house, people: house.accounts };
const handle = jobHandler(working);
const carry = fromQueue(house, 'job', async (batch) => {
  const handled = await handle(batch);
  // whoever sent a file looks at it next; what cannot be projected now the feed will
  await house.catchUp().catch(() => undefined);
  return handled;
});
const byFiveMinutes = byTheClock(async () => void (await askAgain(working)));

export async function handler(
  event: Partial<SQSEvent> & Called,
  context?: Context,
): Promise<SQSBatchResponse | undefined> {
  const { Records } = event;
  if (Records !== undefined) return carry({ Records }, context);
  await byFiveMinutes(event, context);
  return undefined;
}
