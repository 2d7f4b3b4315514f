/** A function that carries long work: a message carries a job on for some seconds, and what is another's is handed on. */
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Carrying } from '#shared/jobs/carry-job.ts';
import { jobHandler } from '#shared/jobs/job-queue.ts';
import type { JobTopic } from '#shared/store/queue.ts';
import { fromQueue } from './from-queue.ts';

export function carriedBy(
  carrying: Carrying,
  topic: JobTopic,
): (event: SQSEvent, context?: Context) => Promise<SQSBatchResponse> {
  const { house } = carrying;
  const handle = jobHandler(carrying);
  return fromQueue(house, topic, async (batch) => {
    const handled = await handle(batch);
    // whoever sent a file looks at it next; what cannot be projected now the feed will
    await house.catchUp().catch(() => undefined);
    return handled;
  });
}
