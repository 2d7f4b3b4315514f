/** Whether a year can be signed, as a job: it looks at every case that a table is counted from. */
import type { Office } from '#shared/ledger/office-name.ts';
import type { Scope } from '#shared/reporting/year-events.ts';
import type { Job } from '#shared/store/jobs.ts';
import { inTheWay } from '#shared/year/in-the-way.ts';
import type { SigningHouse, Slice } from './ask-job.ts';
import { namesIn } from './carried-log.ts';
import { carriedSlice } from './command-job.ts';

type ReadyAsked = { readonly office: Office; readonly year: number; readonly scope: Scope };

export async function readySlice(house: SigningHouse, job: Job): Promise<Slice> {
  const asked = await house.jobs.kept<ReadyAsked>(job, job.request);
  if (asked === null) throw new Error('what was asked for is gone');
  const carried = await carriedSlice(house, job, (own) => inTheWay({ ...house, ...own }, asked));
  return 'result' in carried ? { result: carried.result, spent: namesIn(carried.place) } : carried;
}
