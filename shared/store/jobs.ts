/**
 * Long work as a thing with a state (ADR 69): asked for, carried out in slices, and looked at meanwhile. A slice goes on
 * from what the one before has noted; of two that carried out the same slice one is believed, so that a message may come
 * twice and a process may end anywhere. What a job is about, and what comes of it, is sealed.
 */
import { randomUUID } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { epochOf, type Instant, instantOf } from '#shared/kernel/plain-date.ts';
import type { BlobStore } from './blobs.ts';
import type { Clock } from './ports.ts';
import { sweepBefore } from './uploads.ts';
import type { Vault } from './vault.ts';

/**
 * `command`: one that reads the whole ledger; `ready`: whether a year can be signed; `import`: a file of rows or reports;
 * `commands`: one of commands, and `yearLines` the same while it is at lines that sign a year; `figure`: what moved a
 * figure; `preview`: what another value of a policy would change. By it is told who carries the job (ADR 89).
 */
export const JOB_NAMES = [
  ...(['command', 'ready', 'import', 'commands', 'yearLines'] as const),
  ...(['figure', 'preview'] as const),
] as const;
export type JobName = (typeof JOB_NAMES)[number];
type JobState = 'waiting' | 'running' | 'done' | 'failed';
type JobFault = { readonly code: 'tooManyTries' | 'otherKey'; readonly reason: string };

export type Job = {
  readonly id: string;
  readonly office: string;
  readonly what: JobName;
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly state: JobState;
  /** Units of work that are done, and how many there are; null where nobody can know. */
  readonly done: number;
  readonly of: number | null;
  readonly changedAt: Instant;
  /** Grows with everything that is noted of it: by this two carriers of one slice are told apart. */
  readonly step: number;
  /** Names of what is kept for it: what was asked, where to go on from, what came of it; '' where there is none. */
  readonly request: string;
  readonly place: string;
  readonly result: string;
  readonly fault: JobFault | null;
};

export interface JobRows {
  get(id: string): Promise<Job | null>;
  /** False, and nothing written, where the job stands at another step than `before`; null: where any job stands. */
  put(job: Job, before: number | null): Promise<boolean>;
  unfinished(): Promise<readonly Job[]>;
  /** Drops what ended before the instant, where the engine does not by itself. */
  forget(before: Instant): Promise<void>;
}

export type AskedJob = Pick<Job, 'id' | 'office' | 'what' | 'askedBy'> & { readonly request: unknown };
/** `what`: where the next slice is another carrier's. */
export type JobProgress = Pick<Job, 'done' | 'of'> & { readonly place: unknown; readonly what?: JobName };

export interface Jobs {
  /** One that is waiting or going on under that id is joined; one that has ended is begun anew. */
  ask(asked: AskedJob): Promise<Job>;
  find(id: string): Promise<Job | null>;
  /** Something of a job too long for a note, and by which name it is found. Plain data. */
  keep(job: Pick<Job, 'id' | 'askedAt'>, value: unknown): Promise<string>;
  /** Null where there is none, or none that opens. */
  kept<T>(job: Pick<Job, 'id' | 'askedAt'>, name: string): Promise<T | null>;
  drop(job: Pick<Job, 'id' | 'askedAt'>, names: readonly string[]): Promise<void>;
  /** Null where another carrier was quicker: then its word holds. */
  note(job: Job, progress: JobProgress): Promise<Job | null>;
  end(job: Job, result: unknown): Promise<Job | null>;
  fail(job: Job, fault: JobFault): Promise<Job | null>;
  /** Those waiting or going on of which nothing was noted since the instant: their message or their process is gone. */
  left(since: Instant): Promise<readonly Job[]>;
}

export const JOBS_PREFIX = 'jobs/';
/** For how long what came of it can be looked at. */
const KEPT_DAYS = 7;
export const JOB_KEPT_MS = KEPT_DAYS * 86_400_000;

const OF_FILES: readonly JobName[] = ['import', 'commands', 'yearLines'];
export const isOfFile = ({ what }: Pick<Job, 'what'>): boolean => OF_FILES.includes(what);
/** By a name of ours: a later version's jobs stand in the ledger when an office goes back to the one before. */
export const isKnown = ({ what }: Pick<Job, 'what'>): boolean => JOB_NAMES.includes(what);
export const isOver = ({ state }: Pick<Job, 'state'>): boolean => state === 'done' || state === 'failed';

type Options = {
  readonly rows: JobRows;
  readonly blobs: BlobStore;
  readonly vault: Vault;
  readonly clock: Clock;
};
type Named = Pick<Job, 'id' | 'askedAt'>;

const folderOf = ({ id, askedAt }: Named): string =>
  `${JOBS_PREFIX}${String(epochOf(askedAt)).padStart(13, '0')}-${id}`;
/** No JSON begins with it. */
const GZIP = 0x1f;
const ownerOf = ({ id }: Named, name: string): string => `job ${id} ${name}`;

export function keptJobs(options: Options): Jobs {
  const { rows, clock } = options;
  const parts = partsOf(options);
  const moved = async (job: Job, change: Partial<Job>): Promise<Job | null> => {
    const next = { ...job, ...change, changedAt: clock.now(), step: job.step + 1 };
    if (!(await rows.put(next, job.step))) return null;
    if (next.place !== job.place) await parts.drop(job, [job.place]);
    return next;
  };
  return {
    ...parts,
    find: rows.get,
    ask: async ({ request, ...asked }) => {
      const before = await rows.get(asked.id);
      if (before !== null && !isOver(before)) return before;
      const askedAt = clock.now();
      await forgetOld(options, epochOf(askedAt) - JOB_KEPT_MS);
      const begun: Job = {
        ...asked,
        ...{ askedAt, changedAt: askedAt, state: 'waiting', done: 0, of: null, place: '', result: '' },
        ...{ step: (before?.step ?? 0) + 1, fault: null },
        request: await parts.keep({ ...asked, askedAt }, request),
      };
      if (await rows.put(begun, before?.step ?? null)) return begun;
      return (await rows.get(asked.id)) ?? begun;
    },
    note: async (job, { place, done, of, what = job.what }) =>
      moved(job, { state: 'running', place: await parts.keep(job, place), done, of, what }),
    end: async (job, result) =>
      moved(job, { state: 'done', place: '', result: await parts.keep(job, result) }),
    fail: (job, fault) => moved(job, { state: 'failed', fault }),
    left: async (since) => (await rows.unfinished()).filter(({ changedAt }) => changedAt <= since),
  };
}

async function forgetOld({ rows, blobs }: Options, before: number): Promise<void> {
  await rows.forget(instantOf(before));
  await sweepBefore(blobs, JOBS_PREFIX, before);
}

/** One of before was kept as it was. */
const unzipped = (bytes: Uint8Array): Buffer => (bytes[0] === GZIP ? gunzipSync(bytes) : Buffer.from(bytes));

function partsOf({ blobs, vault }: Options): Pick<Jobs, 'keep' | 'kept' | 'drop'> {
  return {
    keep: async (job, value) => {
      const name = randomUUID();
      const bytes = gzipSync(JSON.stringify(value ?? null), { level: 1 });
      await blobs.put(`${folderOf(job)}/${name}`, await vault.seal(ownerOf(job, name), bytes));
      return name;
    },
    kept: async <T>(job: Named, name: string): Promise<T | null> => {
      const sealed = name === '' ? null : await blobs.get(`${folderOf(job)}/${name}`);
      const bytes = sealed === null ? null : await vault.open(ownerOf(job, name), sealed);
      return bytes === null ? null : JSON.parse(unzipped(bytes).toString());
    },
    drop: async (job, names) => {
      for (const name of names) if (name !== '') await blobs.remove(`${folderOf(job)}/${name}`);
    },
  };
}
