/** Carrying a job out, slice by slice: each begins from what was noted, and is believed only where nobody was quicker. */
import { setTimeout } from 'node:timers/promises';
import { faultOf } from '#shared/store/faults.ts';
import { isOver, type Job, type JobName } from '#shared/store/jobs.ts';
import type { JobHouse, Slice } from './ask-job.ts';
import { commandSlice } from './command-job.ts';
import { importSlice } from './import-job.ts';
import { readySlice } from './ready-job.ts';
import { figureSlice, previewSlice } from './walk-job.ts';

const SLICES: Readonly<Record<JobName, (house: JobHouse, job: Job) => Promise<Slice>>> = {
  command: commandSlice,
  ready: readySlice,
  import: importSlice,
  figure: figureSlice,
  preview: previewSlice,
};

/** The job as it stands then; null where there is none. */
export async function carrySlice(house: JobHouse, id: string): Promise<Job | null> {
  const { jobs } = house;
  const job = await jobs.find(id);
  if (job === null || isOver(job)) return job;
  const slice = await SLICES[job.what](house, job);
  const noted =
    'progress' in slice ? await jobs.note(job, slice.progress) : await jobs.end(job, slice.result);
  if (noted === null) return jobs.find(id);
  await jobs.drop(job, slice.spent ?? []);
  return noted;
}

/** Until it has ended, or the time is up: then whoever carries it goes on with the next message. */
export async function carryFor(house: JobHouse, id: string, milliseconds: number): Promise<Job | null> {
  const until = performance.now() + milliseconds;
  for (;;) {
    const job = await carrySlice(house, id);
    if (job === null || isOver(job) || performance.now() >= until) return job;
  }
}

const TRIES = 4;
const PAUSE_MS = 500;

/** To its end. What fails is tried again; where no try helps the job has failed, and says why. */
export async function carryToEnd(house: JobHouse, id: string): Promise<Job | null> {
  for (let tries = 1; ; tries += 1)
    try {
      return await carryFor(house, id, Number.POSITIVE_INFINITY);
    } catch (fault) {
      if (tries >= TRIES) return giveUp(house, id, fault);
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
