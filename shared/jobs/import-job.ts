/**
 * A file that was sent, imported slice by slice: each reads it from the beginning, passes over what was done, and
 * records for some seconds. What one has recorded before it was ended is found by the receipt, and counted once.
 */
import {
  type ImportDone,
  type ImportSlice,
  NOTHING_DONE,
  type Rejected,
} from '#shared/intake/import-result.ts';
import type { importRows } from '#shared/intake/import-rows.ts';
import type { RawRecord } from '#shared/intake/read-raw-record.ts';
import { importReceived } from '#shared/intake/received-file.ts';
import { UnreadableFile } from '#shared/intake/unreadable-file.ts';
import type { Warning } from '#shared/kernel/decision.ts';
import type { Job, JobName } from '#shared/store/jobs.ts';
import type { JobHouse, Slice } from './ask-job.ts';
import { ended, type Remembering, type Told } from './import-ended.ts';
import type { ImportAsked } from './import-files.ts';
import { fieldsOf } from './told-of-file.ts';

type Part = Omit<Told, 'headings'> & { readonly numbers: readonly string[] };
type Place = {
  readonly done: ImportDone;
  readonly headings: readonly string[];
  /** Names what the slices before have told. */
  readonly parts: readonly string[];
};
const BEGINNING: Place = { done: NOTHING_DONE, headings: [], parts: [] };

/** Of one slice; a write of a hundred rows is never cut. */
const SLICE_MS = 8000;
const BATCH = 100;
/** From here on a second thread that projects meanwhile is worth its start. */
const MANY_BYTES = 300_000;

/** What carries a file out, and a job of which name it is from there on where lines are left to another carrier. */
export type Reads = Pick<ImportSlice, 'takes'> &
  Remembering & { readonly run: typeof importRows; readonly others?: JobName };

export async function importSlice(house: JobHouse, job: Job, reads: Reads): Promise<Slice> {
  const { jobs, uploads } = house;
  const asked = await jobs.kept<ImportAsked>(job, job.request);
  if (asked === null) throw new Error('what was asked for is gone');
  const place = (await jobs.kept<Place>(job, job.place)) ?? BEGINNING;
  // asked for before files of commands were jobs of a name of their own
  if (job.what === 'import' && asked.kind === 'commands') return leftAt(place, job.of, 'commands');
  const bytes = await uploads.get(asked.upload, 'file');
  if (bytes === null) return { result: { gone: true }, spent: place.parts };
  const told: Told = { warned: [], headings: place.headings, refused: [] };
  const end = asked.dryRun || bytes.length < MANY_BYTES ? undefined : house.catchUpMeanwhile?.();
  try {
    return await recorded(house, { job, asked, place, told, bytes, reads });
  } catch (fault) {
    if (!(fault instanceof UnreadableFile)) throw fault;
    const turnedBack = { code: fault.code, message: fault.message };
    return ended(house, { asked, told, reads, done: NOTHING_DONE, spent: place.parts, fault: turnedBack });
  } finally {
    await end?.();
  }
}

type Going = {
  readonly job: Job;
  readonly asked: ImportAsked;
  readonly place: Place;
  readonly told: Told;
  readonly bytes: Uint8Array;
  readonly reads: Reads;
};

type Noted = { done: ImportDone; isOver: boolean; numbers: readonly string[]; share?: number; isLeft?: true };

function leftAt(place: Place, of: number | null, what: JobName): Slice {
  return { progress: { place, done: place.done.read, of, what } };
}

async function recorded(house: JobHouse, going: Going): Promise<Slice> {
  const { job, asked, place, told, reads } = going;
  const noted: Noted = { done: place.done, isOver: true, numbers: [] };
  const result = await importReceived(
    house,
    receivedOf(going, noted, sliceOf(house, going, noted)),
    reads.run,
  );
  if (told.refused.length === 0) told.refused = result.rejected.map((one) => ({ ...one, fields: [] }));
  const { headings, ...rest } = told;
  const { done, isOver, numbers, share } = noted;
  const spent = place.parts;
  if (isOver) return ended(house, { asked, told: await withEarlier(house, going), reads, done, spent });
  const part = await house.jobs.keep(job, { ...rest, numbers } satisfies Part);
  const next: Place = { done, headings, parts: [...place.parts, part] };
  return leftAt(next, wholeOf(done.read, share), (noted.isLeft && reads.others) || job.what);
}

function sliceOf(house: JobHouse, { job, asked, place, told, reads }: Going, noted: Noted): ImportSlice {
  let begun: number | undefined;
  const { takes = () => true } = reads;
  return {
    ...{ receipt: asked.receipt, done: place.done },
    recordedBefore: async () => (await partsBefore(house, { job, place })).flatMap(({ numbers }) => numbers),
    triedBefore: async () => (await partsBefore(house, { job, place })).flatMap(({ tried = [] }) => tried),
    tried: (part) => {
      told.tried = part;
    },
    // first asked behind what was passed over: however long that took, the same time is left for what follows
    enough: () => {
      begun ??= performance.now();
      return performance.now() - begun >= (house.pace?.milliseconds ?? SLICE_MS);
    },
    takes: (fields) => {
      const isTaken = takes(fields);
      if (!isTaken) noted.isLeft = true;
      return isTaken;
    },
    noted: (done, isOver, numbers) => void Object.assign(noted, { done, isOver, numbers }),
  };
}

function receivedOf({ asked, told, bytes }: Going, noted: Noted, slice: ImportSlice) {
  const { kind, format, dryRun, office, role, actor, name, sent, options } = asked;
  return {
    ...{ kind, format, dryRun, office, role, actor, bytes, slice, batch: BATCH },
    ...(name !== '' && { name }),
    ...(sent && { sent }),
    options: { ...options, layout: { ...options.layout, fields: true } },
    progress: (_: number, __: boolean, read?: number): void => {
      if (read !== undefined) noted.share = read;
    },
    warn: (warning: Warning): void => void told.warned.push(warning),
    headings: (headings: readonly string[]): void => {
      told.headings = headings;
    },
    refused: (record: RawRecord, rejected: Rejected): void =>
      void told.refused.push({ ...rejected, fields: fieldsOf(record, told) }),
  };
}

const wholeOf = (read: number, share: number | undefined): number | null =>
  share === undefined || share === 0 ? null : Math.max(read, Math.round(read / share));

async function partsBefore(
  { jobs }: JobHouse,
  { job, place }: Pick<Going, 'job' | 'place'>,
): Promise<Part[]> {
  const parts: Part[] = [];
  for (const name of place.parts) {
    const part = await jobs.kept<Part>(job, name);
    if (part === null) throw new Error('what a slice has told is gone');
    parts.push(part);
  }
  return parts;
}

/** What every slice has told, in their order. */
async function withEarlier(house: JobHouse, going: Going): Promise<Told> {
  const { headings, ...last } = going.told;
  const all = [...(await partsBefore(house, going)), last];
  return {
    headings,
    warned: all.flatMap(({ warned }) => warned),
    refused: all.flatMap(({ refused }) => refused),
  };
}
