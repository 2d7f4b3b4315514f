/** A function that carries long work: a message carries a job on for some seconds, and what is another's is handed on. */
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { byWork } from '#shared/jobs/ask-job.ts';
import type { Carries, Carrying } from '#shared/jobs/carry-job.ts';
import { jobHandler } from '#shared/jobs/job-queue.ts';
import type { JobTopic } from '#shared/store/queue.ts';
import type { CloudHouse } from './deployed-house.ts';
import { fromQueue } from './from-queue.ts';

export const carryingFor = (house: CloudHouse, carries: Carries): Required<Carrying> => ({
  house: { ...house, people: house.accounts },
  carries,
  handOn: byWork(house),
});

export function carriedBy(
  house: CloudHouse,
  topic: JobTopic,
  carries: Carries,
): (event: SQSEvent, context?: Context) => Promise<SQSBatchResponse> {
  const handle = jobHandler(carryingFor(house, carries));
  return fromQueue(house, topic, async (batch) => {
    const handled = await handle(batch);
    // whoever sent a file looks at it next; what cannot be projected now the feed will
    await house.catchUp().catch(() => undefined);
    return handled;
  });
}
