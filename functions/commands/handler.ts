/**
 * Long work: files of commands. Each line is carried out as the pages would, by every rule of every kind of case; one that
 * signs a year is left to whoever signs, and the file goes on here behind it.
 */
import { carriedBy } from '#shared/house/carried-by.ts';
import { deployedCarrier } from '#shared/house/deployed-carrier.ts';
import { byWork } from '#shared/jobs/ask-job.ts';
import { shortLinesSlice } from '#shared/jobs/lines-job.ts';

const house = deployedCarrier();

export const handler = carriedBy(
  { house, carries: { commands: (job) => shortLinesSlice(house, job) }, handOn: byWork(house) },
  'commands',
);
