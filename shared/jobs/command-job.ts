/** A command that reads the whole ledger as a job: signing a year, restating one, approving either. */
import { executeSigning } from '#shared/desk/signers.ts';
import type { Execution, Request } from '#shared/ledger/execution.ts';
import type { Job } from '#shared/store/jobs.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { countedCommits } from '#shared/store/verify-chains.ts';
import type { SigningHouse, Slice } from './ask-job.ts';
import { carriedOn, NOTHING_READ, namesIn, nextSlice, type ReadPlace } from './carried-log.ts';

export async function commandSlice(house: SigningHouse, job: Job): Promise<Slice> {
  const request = await house.jobs.kept<Request>(job, job.request);
  if (request === null) throw new Error('what was asked for is gone');
  const run: Run<Execution> = (own) => executeSigning({ ...house, ...own }, request);
  const carried = await carriedSlice(house, job, async (own) => {
    const done = await run(own);
    // another carrier of the same job was quicker, and this one came upon what it had signed
    return !done.ok && (await isDone(house, request)) ? run(own) : done;
  });
  if (!('result' in carried)) return carried;
  const { result, place } = carried;
  return { result: await asFirst(house, result, place), spent: namesIn(place) };
}

async function isDone({ log }: SigningHouse, { office, key }: Request): Promise<boolean> {
  return key !== undefined && (await log.commitOfKey(office, key)) !== null;
}

/** Carried out when its carrier was ended: then it is found done, and may not be sealed yet. */
async function asFirst(house: SigningHouse, done: Execution, { readings }: ReadPlace): Promise<Execution> {
  if (!done.ok || done.outcome !== 'duplicate' || readings.length === 0) return done;
  // the notary tells of itself
  await house.notary.seal().catch(() => undefined);
  return { ...done, outcome: 'recorded' };
}

type Run<T> = (own: { readonly log: EventLog }) => Promise<T>;
type Carried<T> = Extract<Slice, { progress: unknown }> | { readonly result: T; readonly place: ReadPlace };

/** A slice of the reading that is open, else `run` as far as it comes. */
export async function carriedSlice<T>(house: SigningHouse, job: Job, run: Run<T>): Promise<Carried<T>> {
  const { jobs, log, audit } = house;
  const place = (await jobs.kept<ReadPlace>(job, job.place)) ?? NOTHING_READ;
  const carried = { log, audit, jobs, job, place };
  const read = await nextSlice(carried, house.pace?.commits);
  if (read !== null) return { progress: { place: read, done: read.read, of: await sizeOf(log, read) } };
  const on = await carriedOn(carried, (own) => run({ log: own }));
  if ('result' in on) return { result: on.result, place };
  return { progress: { place: on.place, done: on.place.read, of: await sizeOf(log, on.place) } };
}

/** Commits to be read: of each reading all there are, where the engine knows how many. */
async function sizeOf(log: EventLog, { readings }: ReadPlace): Promise<number | null> {
  const commits = await countedCommits(log);
  return commits === null ? null : commits * Math.max(1, readings.length);
}
