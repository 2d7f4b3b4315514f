/**
 * Long work that reads the whole ledger for a report: whether a year can be signed, the signing, and the lines of a file of
 * commands that sign.
 */
import { carriedBy } from '#shared/house/carried-by.ts';
import { deployedHouse } from '#shared/house/deployed-house.ts';
import { commandSlice } from '#shared/jobs/command-job.ts';
import { yearLinesSlice } from '#shared/jobs/lines-job.ts';
import { readySlice } from '#shared/jobs/ready-job.ts';
import { checkingNotary } from '#shared/notary/check-notary.ts';

export const handler = carriedBy(deployedHouse({ opens: checkingNotary }), 'signing', {
  command: commandSlice,
  ready: readySlice,
  yearLines: yearLinesSlice,
});
