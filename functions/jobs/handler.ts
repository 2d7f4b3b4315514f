/**
 * Long work: files of rows and reports, and walks over every case. By the clock, what lost its carrier is asked for again,
 * whatever work it is: the rows of all jobs lie in one table.
 */
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { byTheClock, type Called } from '#shared/house/called.ts';
import { carriedBy } from '#shared/house/carried-by.ts';
import { deployedCarrier } from '#shared/house/deployed-carrier.ts';
import { byWork } from '#shared/jobs/ask-job.ts';
import type { Carrying } from '#shared/jobs/carry-job.ts';
import { askAgain } from '#shared/jobs/job-queue.ts';
import { rowsSlice } from '#shared/jobs/rows-job.ts';
import { figureSlice, previewSlice } from '#shared/jobs/walk-job.ts';

const house = deployedCarrier();
const carrying: Carrying = {
  house,
  carries: {
    import: (job) => rowsSlice(house, job),
    figure: (job) => figureSlice(house, job),
    preview: (job) => previewSlice(house, job),
  },
  handOn: byWork(house),
};
const carry = carriedBy(carrying, 'job');
const byFiveMinutes = byTheClock(async () => void (await askAgain(house, carrying)));

export async function handler(
  event: Partial<SQSEvent> & Called,
  context?: Context,
): Promise<SQSBatchResponse | undefined> {
  const { Records } = event;
  if (Records !== undefined) return carry({ Records }, context);
  await byFiveMinutes(event, context);
  return undefined;
}
