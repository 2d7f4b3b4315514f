/** Asking for long work, and waiting for it as long as an answer may take. */
import { hash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Fields } from '#shared/desk/execute.ts';
import type { Accounts } from '#shared/store/accounts.ts';
import type { House } from '#shared/store/house.ts';
import { type AskedJob, isOver, type Job, type JobName, type JobProgress } from '#shared/store/jobs.ts';
import type { JobTopic, Queue } from '#shared/store/queue.ts';
import { isYearDecision } from '#shared/year/year-proposals.ts';

type Carrying =
  | ('log' | 'clock' | 'queue' | 'deadLetters' | 'jobs' | 'uploads' | 'blobs' | 'scanner')
  | ('catchUp' | 'catchUpMeanwhile');
/** What a job is carried out on. A case is given to nobody but one of the people, and some rules depend on who there is. */
export type JobHouse = Pick<House, Carrying> & {
  readonly views: Pick<House['views'], 'worklist'>;
  readonly people?: Pick<Accounts, 'find' | 'list'>;
  /** How much one slice takes; as much as a function may where nothing is said. */
  readonly pace?: { readonly commits: number; readonly milliseconds: number };
};
/** Where a year is signed, it is held against what was sealed, and sealed itself. */
export type SigningHouse = JobHouse & Pick<House, 'views' | 'audit' | 'notary'>;
/** What one slice of it comes to. `spent`: what was kept for the way, and is of no use behind its end. */
export type Slice =
  | { readonly progress: JobProgress; readonly spent?: readonly string[] }
  | { readonly result: unknown; readonly spent?: readonly string[] };

/** Commits that are read in a moment: no work to wait for others with. */
export const FEW_COMMITS = 3000;

/** Has a job carried out: somewhere else, or here before it comes back. */
export type Carrier = (job: Job) => Promise<void>;

/** By whoever takes the messages of long work, whatever it is. */
export function byQueue(house: { readonly queue: Queue }): Carrier {
  return (job) => send(house, 'job', job);
}

/** Three functions carry jobs, each with no more of the program than its work needs (ADR 89). */
const CARRIED_BY: Readonly<Record<JobName, JobTopic>> = {
  ...{ import: 'job', figure: 'job', preview: 'job' },
  ...{ command: 'signing', ready: 'signing', yearLines: 'signing' },
  commands: 'commands',
};

/** By whoever takes the messages of its work. */
export function byWork(house: { readonly queue: Queue }): Carrier {
  return (job) => send(house, CARRIED_BY[job.what], job);
}

const send = ({ queue }: { readonly queue: Queue }, topic: JobTopic, { id, step }: Job): Promise<void> =>
  queue.send(topic, [{ id: `${id} ${step}`, body: JSON.stringify({ job: id }) }]);

const SIGNING: readonly unknown[] = ['CloseYear', 'RestateYear'];

/** Whether carrying a command out reads the whole ledger: then it is asked for as a job. */
export function isLong(fields: Fields): boolean {
  return SIGNING.includes(fields.command) || (fields.command === 'ApproveStep' && isYearDecision(fields));
}

const LOOK_MS = 50;
const LONGEST_LOOK_MS = 400;

type Waiting = { readonly carrier: Carrier; readonly milliseconds: number };

/** The job when it has ended, or as it stands when the time is up. One that is going on already is waited for. */
export async function askedFor(
  { jobs }: Pick<JobHouse, 'jobs'>,
  asked: AskedJob,
  { carrier, milliseconds }: Waiting,
): Promise<Job> {
  let job = await jobs.ask(asked);
  await carrier(job);
  const until = performance.now() + milliseconds;
  for (let pause = LOOK_MS; ; pause = Math.min(2 * pause, LONGEST_LOOK_MS)) {
    job = (await jobs.find(job.id)) ?? job;
    if (isOver(job) || performance.now() >= until) return job;
    await setTimeout(pause);
  }
}

/** The same words, the same job. */
export function jobId(...of: readonly string[]): string {
  return hash('sha256', JSON.stringify(of)).slice(0, 32);
}
