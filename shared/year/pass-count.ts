/** Slices of the nightly pass: offices counted, entries of ledger and traces listed for the seals, the index looked through. */

import type { Instant } from '#shared/kernel/plain-date.ts';
import type { StoredEntry } from '#shared/notary/compare-log.ts';
import { entryOf } from '#shared/notary/ordered-log.ts';
import type { StoredCommit } from '#shared/store/ports.ts';
import { keyOf, type Written } from '#shared/store/views.ts';
import { type Counts, countCases, recordedBy } from './office-count.ts';
import { ask, PARTS, type Pass, type PassHouse, type Task } from './pass.ts';
import type { SliceAt, SlicedStep } from './pass-notes.ts';

/** Readings in one slice: the entries of two hundred thousand commits are some tens of megabytes. */
const READINGS = 100;

/** Takes one slice, as much as there is time for, and asks for the next; the last of all parts asks for what follows. */
export async function takeSlice(
  { house, task, notes, end, limit }: Pass,
  { part, after, step }: SliceAt,
  how: {
    readonly read: (after: string | null, limit: number) => Promise<string | null>;
    readonly found: () => Promise<Readonly<Record<string, unknown>>>;
    readonly whole: readonly SlicedStep[];
    readonly ask: readonly Omit<Task, 'pass' | 'cut'>[];
  },
): Promise<void> {
  // taken before, and ended before it could ask for the next
  let next = await notes.next({ step, part, after });
  if (next === undefined) {
    let [place, readings] = [after, 0];
    do {
      place = await how.read(place, limit);
      readings += 1;
    } while (place !== null && readings < READINGS && performance.now() < end);
    await notes.slice({ step, part, after }, place, await how.found());
    next = place;
  }
  if (next !== null) return ask(house, task, [{ step, part, after: next }]);
  for (const one of how.whole) if (!(await notes.isWhole(one))) return;
  await ask(house, task, how.ask);
}

const SEALS = { whole: ['count', 'traces'], ask: [{ step: 'seals' }] } as const;

export async function countSlice(pass: Pass, at: SliceAt): Promise<void> {
  const { house, task } = pass;
  const counts: Counts = new Map();
  const entries: StoredEntry[] = [];
  const written: Written[] = [];
  await takeSlice(pass, at, {
    ...SEALS,
    read: async (after, limit) => {
      const slice = await house.log.slice(after, limit, { part: at.part, of: PARTS });
      countCases(counts, slice.cases, recordedBy(task.cut));
      for (const one of slice.cases) entries.push(...one.map(entryOf));
      written.push(...slice.cases.flatMap(newestOf));
      return slice.after;
    },
    found: async () => ({
      counts: Object.fromEntries([...counts].map(([office, one]) => [office, one.kept()])),
      ...{ entries, indexed: await indexed(house, task, written) },
    }),
  });
}

export async function traceSlice(pass: Pass, at: SliceAt): Promise<void> {
  const entries: StoredEntry[] = [];
  await takeSlice(pass, at, {
    ...SEALS,
    read: async (after, limit) => {
      const slice = await pass.house.audit.slice(after, limit, { part: at.part, of: PARTS });
      entries.push(...slice.stored.map(entryOf));
      return slice.after;
    },
    found: async () => ({ entries }),
  });
}

function newestOf(commits: readonly StoredCommit[]): Written[] {
  const last = commits.at(-1);
  const recordedAt = last === undefined ? '' : entryOf(last).recordedAt;
  // what cannot be read any more the chains name
  return last === undefined || recordedAt === '' ? [] : [{ ...last, recordedAt: recordedAt as Instant }];
}

type Index = { readonly pass: string; readonly known: Promise<ReadonlyMap<string, Instant> | null> };
let read: Index | null = null;

/** The whole index, once for a pass and process; null where nobody knows it to be whole. */
function indexOf({ views }: PassHouse, { pass }: Task): Index['known'] {
  if (read?.pass !== pass) {
    const within = views.written.within({});
    const known = within.then(
      (all) => all && new Map(all.map((one) => [keyOf(one), one.recordedAt] as const)),
    );
    read = { pass, known };
  }
  return read.known;
}

/** Puts in what is missing. Gives back the generation of the read models in which all of these stand now; null where it changed. */
async function indexed(house: PassHouse, task: Task, written: readonly Written[]): Promise<number | null> {
  const { views } = house;
  const generation = await views.generation();
  const known = await indexOf(house, task);
  // what is younger its own notice is on its way for
  const missing = written.filter(
    (one) => known === null || (one.recordedAt <= task.cut && one.recordedAt > (known.get(keyOf(one)) ?? '')),
  );
  await views.noteWritten(missing);
  return (await views.generation()) === generation ? generation : null;
}
