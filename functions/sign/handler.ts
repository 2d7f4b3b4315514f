/**
 * Long work that reads the whole ledger for a report: whether a year can be signed, the signing, and the lines of a file of
 * commands that sign.
 */
import { carriedBy } from '#shared/house/carried-by.ts';
import { deployedHouse } from '#shared/house/deployed-house.ts';
import { byWork } from '#shared/jobs/ask-job.ts';
import { commandSlice } from '#shared/jobs/command-job.ts';
import { yearLinesSlice } from '#shared/jobs/lines-job.ts';
import { readySlice } from '#shared/jobs/ready-job.ts';
import { checkingNotary } from '#shared/notary/check-notary.ts';

const house = deployedHouse({ opens: checkingNotary });
const working = { ...house, people: house.accounts };

export const handler = carriedBy(
  {
    house: working,
    carries: {
      command: (job) => commandSlice(working, job),
      ready: (job) => readySlice(working, job),
      yearLines: (job) => yearLinesSlice(working, job),
    },
    handOn: byWork(house),
  },
  'signing',
);
