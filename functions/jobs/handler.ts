/** Long work: a message carries a job on for some seconds; by the clock, what lost its carrier is asked for again. */
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { deployedHouse } from '#shared/house/deployed-house.ts';
import { fromQueue } from '#shared/house/from-queue.ts';
import { askAgain, jobHandler } from '#shared/jobs/job-queue.ts';

const house = deployedHouse();
const working = { ...house, people: house.accounts };
const carry = fromQueue(house, 'job', jobHandler(working));

export async function handler(event: Partial<SQSEvent>): Promise<SQSBatchResponse | undefined> {
  if (event.Records !== undefined) return carry({ Records: event.Records });
  await askAgain(working);
  return undefined;
}
