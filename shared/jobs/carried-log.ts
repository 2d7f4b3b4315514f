/**
 * The ledger of a command that is carried out as a job: each time from its beginning, and where it asks for a reading of
 * the whole that was not made yet, it is left there until slices have made it. So a command is written as if it read the
 * ledger at once, and comes to what it would have come to.
 */
import { epochOf, instantOf } from '#shared/kernel/plain-date.ts';
import type { StoredEntry } from '#shared/notary/compare-log.ts';
import { entryOf } from '#shared/notary/ordered-log.ts';
import type { AuditLog } from '#shared/store/audit-log.ts';
import type { Job, Jobs } from '#shared/store/jobs.ts';
import { type PassAsked, type PassReader, prepared, SLICE_COMMITS, seenSlice } from '#shared/store/passes.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { isOrdered } from '#shared/store/verify-chains.ts';
import { passNamed } from '#shared/year/pass-named.ts';

/** `parts` names what each slice gave, in their order; `after` is a place in the ledger, or in the traces. */
type Reading = {
  readonly asked: readonly PassAsked[];
  readonly parts: readonly string[];
  readonly after: string | null;
  readonly isThrough: boolean;
};
/** Where a job is: `once` names what was done once, by its name; `read` counts commits. */
export type ReadPlace = {
  readonly once: Readonly<Record<string, string>>;
  readonly readings: readonly Reading[];
  readonly read: number;
};
export const NOTHING_READ: ReadPlace = { once: {}, readings: [], read: 0 };

/** Entries to be held against the seals, of the log that is wanted. */
const ENTRIES = 'entries';
const ALL = { part: 0, of: 1 };

/** A signature takes two or three, and two for its seals. */
const MOST_READINGS = 12;
/** Clocks of machines side by side differ by less. */
const SETTLE_MS = 120_000;

/** The command has come to something that is noted before it goes on. */
class LeftThere extends Error {
  readonly place: ReadPlace;

  constructor(place: ReadPlace) {
    super('a command is left until its ledger was read');
    this.place = place;
  }
}

type Carried = {
  readonly log: EventLog;
  readonly audit: AuditLog;
  readonly jobs: Jobs;
  readonly job: Job;
  readonly place: ReadPlace;
};

/** `run` on the ledger as it was read so far: what it comes to, or where it was left. */
export async function carriedOn<T>(
  carried: Carried,
  run: (log: EventLog) => Promise<T>,
): Promise<{ readonly result: T } | { readonly place: ReadPlace }> {
  try {
    return { result: await run(carriedLog(carried)) };
  } catch (fault) {
    if (fault instanceof LeftThere) return { place: fault.place };
    throw fault;
  }
}

/** What was read of it, or where it has to be read. */
function readingOf({ place }: Carried, asked: readonly PassAsked[]): Reading {
  const key = JSON.stringify(asked);
  const reading = place.readings.find((one) => one.isThrough && JSON.stringify(one.asked) === key);
  if (reading !== undefined) return reading;
  // somebody goes on changing what the command stands on
  if (place.readings.length >= MOST_READINGS) throw new Error('a job never comes to its end');
  const begun = { asked, parts: [], after: null, isThrough: false };
  throw new LeftThere({ ...place, readings: [...place.readings, begun] });
}

function carriedLog(carried: Carried): EventLog {
  const { log, jobs, job, place } = carried;
  const keptOf = async <T>(name: string): Promise<T> => {
    const kept = await jobs.kept<{ readonly value: T }>(job, name);
    if (kept === null) throw new Error('what was kept for a job is gone');
    return kept.value;
  };
  return prepared(log, {
    once: async (name, make) => {
      const known = place.once[name];
      if (known !== undefined) return keptOf(known);
      const kept = await jobs.keep(job, { value: await make() });
      throw new LeftThere({ ...place, once: { ...place.once, [name]: kept } });
    },
    parts: async (all) => {
      const asked = all.map(({ name, wanted }) => ({ name, wanted }));
      const slices: (readonly unknown[])[] = [];
      for (const name of readingOf(carried, asked).parts) slices.push(await keptOf(name));
      return asked.map((_, at) => slices.map((slice) => slice[at]));
    },
    // an engine with an order holds its seals against that
    ...(!isOrdered(log) && {
      entries: async () => {
        const [ledger, audit] = (['ledger', 'audit'] as const).map((wanted) => {
          const { parts } = readingOf(carried, [{ name: ENTRIES, wanted }]);
          return async function* () {
            for (const name of parts) yield await keptOf<readonly StoredEntry[]>(name);
          };
        });
        const upTo = instantOf(epochOf(job.askedAt) - SETTLE_MS);
        return { upTo, ...(ledger && { ledger }), ...(audit && { audit }) };
      },
    }),
  });
}

/** The next slice of what was asked for; null where everything was read. */
export async function nextSlice(
  { log, audit, jobs, job, place }: Carried,
  most?: number,
): Promise<ReadPlace | null> {
  const open = place.readings.find((one) => !one.isThrough);
  if (open === undefined) return null;
  const { value, commits, after } = await sliceOf({ log, audit }, open, most);
  const part = await jobs.keep(job, { value });
  const next = { ...open, parts: [...open.parts, part], after, isThrough: after === null };
  const readings = place.readings.map((one) => (one === open ? next : one));
  return { ...place, readings, read: place.read + commits };
}

type Sliced = { readonly value: unknown; readonly commits: number; readonly after: string | null };

async function sliceOf(
  { log, audit }: Pick<Carried, 'log' | 'audit'>,
  { asked, after }: Reading,
  most = SLICE_COMMITS,
): Promise<Sliced> {
  const [first] = asked;
  if (first?.name !== ENTRIES) {
    const readers = asked.map(readerOf);
    const slice = await seenSlice(log, readers, { after, most });
    return { ...slice, value: readers.map((reader) => reader.part()) };
  }
  if (first.wanted === 'ledger') {
    const slice = await log.slice(after, most);
    const value = slice.cases.flat().map(entryOf);
    return { value, commits: value.length, after: slice.after };
  }
  const traces = await audit.slice?.(after, most, ALL);
  if (traces === undefined) throw new Error('these traces are not read in slices');
  return { value: traces.stored.map(entryOf), commits: 0, after: traces.after };
}

/** Everything that was kept on the way. */
export function namesIn({ once, readings }: ReadPlace): readonly string[] {
  return [...Object.values(once), ...readings.flatMap(({ parts }) => parts)];
}

function readerOf({ name, wanted }: PassAsked): PassReader<unknown> {
  return passNamed(name, wanted).reader();
}
