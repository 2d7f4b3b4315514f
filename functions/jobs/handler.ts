/**
 * Long work: files of rows and reports, and walks over every case. By the clock, what lost its carrier is asked for again,
 * whatever work it is: the rows of all jobs lie in one table.
 */
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { byTheClock, type Called } from '#shared/house/called.ts';
import { carriedBy, carryingFor } from '#shared/house/carried-by.ts';
import { deployedHouse } from '#shared/house/deployed-house.ts';
import type { Carries } from '#shared/jobs/carry-job.ts';
import { askAgain } from '#shared/jobs/job-queue.ts';
import { rowsSlice } from '#shared/jobs/rows-job.ts';
import { figureSlice, previewSlice } from '#shared/jobs/walk-job.ts';

const carries: Carries = { import: rowsSlice, figure: figureSlice, preview: previewSlice };
const house = deployedHouse();
const carry = carriedBy(house, 'job', carries);
const working = carryingFor(house, carries);
const byFiveMinutes = byTheClock(async () => void (await askAgain(working.house, working)));

export async function handler(
  event: Partial<SQSEvent> & Called,
  context?: Context,
): Promise<SQSBatchResponse | undefined> {
  const { Records } = event;
  if (Records !== undefined) return carry({ Records }, context);
  await byFiveMinutes(event, context);
  return undefined;
}
