/** A walk over every case of the ledger as a job, slice by slice: what a page shows that no index knows. */
import { PREVIEW } from '#shared/settling/preview-policy.ts';
import type { Job } from '#shared/store/jobs.ts';
import { SLICE_COMMITS } from '#shared/store/passes.ts';
import type { StoredCommit, Within } from '#shared/store/ports.ts';
import { StoredCase } from '#shared/store/stored-case.ts';
import { countedCommits } from '#shared/store/verify-chains.ts';
import { FIGURE_LIFE } from '#shared/trail/figure-life.ts';
import type { Walk } from '#shared/views/walk.ts';
import type { JobHouse, Slice } from './ask-job.ts';

type Place<Kept> = { readonly after: string | null; readonly read: number; readonly kept: Kept };
type Sliced = (house: JobHouse, job: Job) => Promise<Slice>;

export const figureSlice: Sliced = sliceOf(FIGURE_LIFE);
export const previewSlice: Sliced = sliceOf(PREVIEW);

function sliceOf<Asked, Kept, Whole>(walk: Walk<Asked, Kept, Whole>): Sliced {
  return async (house, job) => {
    const { jobs, log, pace } = house;
    const asked = await jobs.kept<Asked>(job, job.request);
    if (asked === null) throw new Error('what was asked for is gone');
    const { after, read, kept }: Place<Kept> = (await jobs.kept<Place<Kept>>(job, job.place)) ?? {
      ...{ after: null, read: 0, kept: walk.none },
    };
    const slice = await log.slice(after, pace?.commits ?? SLICE_COMMITS);
    const within = walk.within(asked);
    const cases = slice.cases.filter(([first]) => isWithin(first, within)).map(commitsOf);
    const found = await walk.over(house, asked, { cases, kept });
    if (slice.after === null) return { result: await walk.whole(house, asked, found) };
    const done = read + slice.cases.reduce((sum, { length }) => sum + length, 0);
    const place: Place<Kept> = { after: slice.after, read: done, kept: found };
    return { progress: { place, done, of: await countedCommits(log) } };
  };
}

function isWithin(first: StoredCommit | undefined, { offices, kinds }: Within): boolean {
  if (first === undefined) return false;
  return (offices?.has(first.office) ?? true) && (kinds?.has(first.kind) ?? true);
}

function commitsOf(stored: readonly StoredCommit[]) {
  const { commits } = new StoredCase(stored);
  if (commits === null) throw new SyntaxError('a commit cannot be read');
  return commits;
}
