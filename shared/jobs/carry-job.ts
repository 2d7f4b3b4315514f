/** Carrying a job out, slice by slice: each begins from what was noted, and is believed only where nobody was quicker. */
import { setTimeout } from 'node:timers/promises';
import { faultOf } from '#shared/store/faults.ts';
import { isOver, type Job, type JobName } from '#shared/store/jobs.ts';
import type { Carrier, JobHouse, Slice } from './ask-job.ts';

/** What a carrier can carry, by the name of the job; a job of another name is another's. */
type Carries = Readonly<Partial<Record<JobName, (job: Job) => Promise<Slice>>>>;
export type Carrying = {
  readonly house: JobHouse;
  readonly carries: Carries;
  /** Has the next slice carried; where nobody says, by whoever takes the messages. */
  readonly handOn?: Carrier;
};

/** The job as it stands then, as it stood where it is another's; null where there is none. */
export async function carrySlice({ house: { jobs }, carries }: Carrying, id: string): Promise<Job | null> {
  const job = await jobs.find(id);
  const carry = job === null || isOver(job) ? undefined : carries[job.what];
  if (job === null || carry === undefined) return job;
  const slice = await carry(job);
  const noted =
    'progress' in slice ? await jobs.note(job, slice.progress) : await jobs.end(job, slice.result);
  if (noted === null) return jobs.find(id);
  await jobs.drop(job, slice.spent ?? []);
  return noted;
}

/** Until it has ended, is another's, or the time is up: then whoever carries it goes on with the next message. */
export async function carryFor(carrying: Carrying, id: string, milliseconds: number): Promise<Job | null> {
  const until = performance.now() + milliseconds;
  for (;;) {
    const job = await carrySlice(carrying, id);
    const isOurs = job !== null && !isOver(job) && carrying.carries[job.what] !== undefined;
    if (!isOurs || performance.now() >= until) return job;
  }
}

const TRIES = 4;
const PAUSE_MS = 500;

/** To its end. What fails is tried again; where no try helps the job has failed, and says why. */
export async function carryToEnd(carrying: Carrying, id: string): Promise<Job | null> {
  for (let tries = 1; ; tries += 1)
    try {
      return await carryFor(carrying, id, Number.POSITIVE_INFINITY);
    } catch (fault) {
      if (tries >= TRIES) return giveUp(carrying.house, id, fault);
      await setTimeout(PAUSE_MS * tries);
    }
}

/** The reason names the kind of fault alone: its words can quote a record. */
export async function giveUp(house: JobHouse, id: string, fault: unknown): Promise<Job | null> {
  const job = await house.jobs.find(id);
  if (job === null || isOver(job)) return job;
  const name = fault instanceof Error ? fault.name : 'unknown';
  const failed = await house.jobs.fail(job, { code: 'tooManyTries', reason: `${faultOf(fault)} ${name}` });
  return failed ?? house.jobs.find(id);
}
