/**
 * Going through the ledger case by case, for what may be taken from nowhere else: in one go, or as a job in slices whose
 * parts are kept and put together (ADR 69). However it was cut, and in whatever order an engine gives its cases, the
 * whole is the same.
 */
import { setImmediate } from 'node:timers/promises';
import type { ReadBefore } from './notary.ts';
import type { EventLog, Within } from './ports.ts';
import { wholeOnes } from './slices.ts';
import { StoredCase } from './stored-case.ts';

export type PassReader<Part> = {
  see(one: StoredCase): void;
  /** Nothing that is still to come changes what it gives. */
  isEnough?(): boolean;
  /** What the cases seen give: plain data. */
  part(): Part;
};
/** `Wanted` is plain data. `whole` may throw what a reading at once would have thrown. */
export type Pass<Wanted, Part, Whole> = {
  readonly name: string;
  reader(wanted: Wanted): PassReader<Part>;
  whole(parts: readonly Part[], wanted: Wanted): Whole;
  /** All that it looks at: nothing else need be read for it alone. */
  within?(wanted: Wanted): Within;
};
export type PassAsked = { readonly name: string; readonly wanted: unknown };
export type Asking<Whole> = PassAsked & {
  readonly within: Within | undefined;
  reader(): PassReader<unknown>;
  whole(parts: readonly unknown[]): Whole;
};
/** `parts` of each pass by slices; `entries` of all logs, where kept. Each throws where it has to be made first. */
type Beforehand = {
  parts(asked: readonly Asking<unknown>[]): Promise<readonly (readonly unknown[])[]>;
  once<T>(name: string, make: () => Promise<T>): Promise<T>;
  entries?(): Promise<ReadBefore>;
};

const BEFOREHAND = Symbol('beforehand');
type Prepared = EventLog & { readonly [BEFOREHAND]?: Beforehand };

/** A log whose readings of the whole are made elsewhere, beforehand. */
export function prepared(log: EventLog, beforehand: Beforehand): EventLog {
  const own: Prepared = { ...log, [BEFOREHAND]: beforehand };
  return own;
}

export function asking<Wanted, Part, Whole>(pass: Pass<Wanted, Part, Whole>, wanted: Wanted): Asking<Whole> {
  return {
    ...{ name: pass.name, wanted, within: pass.within?.(wanted) },
    reader: () => pass.reader(wanted),
    // what its own readers gave, or the same as it was kept
    whole: (parts) => pass.whole(parts as readonly Part[], wanted),
  };
}

export async function passOver<Whole>(log: EventLog, one: Asking<Whole>): Promise<Whole> {
  const [whole] = await passesOver(log, [one]);
  return whole();
}

type Wholes<All extends readonly Asking<unknown>[]> = {
  readonly [At in keyof All]: All[At] extends Asking<infer Whole> ? () => Whole : never;
};

/** Several in one reading; each is put together when it is asked for. */
export async function passesOver<const All extends readonly Asking<unknown>[]>(
  log: EventLog,
  all: All,
): Promise<Wholes<All>> {
  const { [BEFOREHAND]: beforehand }: Prepared = log;
  const parts = (await beforehand?.parts(all)) ?? (await partsOf(log, all));
  return all.map((one, index) => () => one.whole(parts[index] ?? [])) as Wholes<All>;
}

/** Done once, whatever is done again around it: see `Beforehand`. */
export function once<T>(log: EventLog, name: string, make: () => Promise<T>): Promise<T> {
  const { [BEFOREHAND]: beforehand }: Prepared = log;
  return beforehand === undefined ? make() : beforehand.once(name, make);
}

/** What the seals are held against, where it was read beforehand. */
export async function entriesBeforehand(log: EventLog): Promise<ReadBefore | undefined> {
  const { [BEFOREHAND]: beforehand }: Prepared = log;
  return beforehand?.entries?.();
}

/** Of each, what one reading from beginning to end gives. */
export async function partsOf(
  log: EventLog,
  all: readonly Asking<unknown>[],
): Promise<readonly (readonly unknown[])[]> {
  const readers = all.map((one) => one.reader());
  for await (const cases of wholeOnes(log.stored(undefined, withinAll(all)))) {
    for (const stored of cases) {
      const one = new StoredCase(stored);
      for (const reader of readers) reader.see(one);
    }
    if (readers.every((one) => one.isEnough?.() === true)) break;
    // thousands of commits were read and folded: others have their turn
    await setImmediate();
  }
  return readers.map((reader) => [reader.part()]);
}

/** Reads as it is asked to, and tells after each slice how many commits were read. */
export function readingInSlices(log: EventLog, tell: (commits: number) => void): EventLog {
  const parts = async (all: readonly Asking<unknown>[]): Promise<readonly (readonly unknown[])[]> => {
    // only what has changed since: as good as nothing
    if (all.length === 1 && all[0]?.within?.changedAfter !== undefined) return partsOf(log, all);
    const readers = all.map((one) => one.reader());
    let read = 0;
    for (let after: string | null | undefined; after !== null; ) {
      const slice = await seenSlice(log, readers, { after: after ?? null });
      ({ after } = slice);
      read += slice.commits;
      tell(read);
    }
    return readers.map((reader) => [reader.part()]);
  };
  return prepared(log, { parts, once: (_, make) => make() });
}

/** A slice takes a second or some: what ends it anywhere loses no more. */
export const SLICE_COMMITS = 20_000;

/** Shows the readers the cases of a slice. */
export async function seenSlice(
  log: EventLog,
  readers: readonly PassReader<unknown>[],
  { after, most = SLICE_COMMITS }: { readonly after: string | null; readonly most?: number },
): Promise<{ readonly commits: number; readonly after: string | null }> {
  const slice = await log.slice(after, most);
  for (const stored of slice.cases) {
    const one = new StoredCase(stored);
    for (const reader of readers) reader.see(one);
  }
  return { commits: slice.cases.reduce((sum, { length }) => sum + length, 0), after: slice.after };
}

/** What one of them looks at is read; only one by itself leaves out what has not changed. */
function withinAll(all: readonly Asking<unknown>[]): Within {
  const [first] = all;
  if (first !== undefined && all.length === 1) return first.within ?? {};
  const offices = union(all.map(({ within }) => within?.offices));
  const kinds = union(all.map(({ within }) => within?.kinds));
  const indexed = all.every(({ within }) => within?.indexed === true);
  return { indexed, ...(offices && { offices }), ...(kinds && { kinds }) };
}

/** Undefined, everything, where one of them is. */
function union<T>(sets: readonly (ReadonlySet<T> | undefined)[]): ReadonlySet<T> | undefined {
  const all = new Set<T>();
  for (const set of sets) {
    if (set === undefined) return undefined;
    for (const one of set) all.add(one);
  }
  return all;
}
