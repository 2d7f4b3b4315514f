/**
 * Figures as known at an instant: those of now, without what the cases touched since add to them, and with what these
 * added then. What nobody has touched since is not read; the figures are the same as those of a full recount.
 */
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { FigureSource } from '#shared/reporting/figure-source.ts';
import { asking, type Pass, passOver } from '#shared/store/passes.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { caseAt } from './cases-at.ts';
import { CellSums, type KeptSums } from './cell-sums.ts';
import { figuresOf } from './figures.ts';
import { tally } from './tally.ts';

type Current = { readonly source: FigureSource; readonly asOf: Instant | null };
type Known = {
  readonly log: EventLog;
  readonly office: string;
  readonly asOf: Instant;
  /** The figures of now; what is recorded before the call is in them. */
  readonly current: () => Promise<Current>;
};
type Figures = { readonly source: FigureSource; readonly asOf: Instant };

/** Where more than these were touched since, the whole is counted: what follows is as much again at most. */
const MOST_CHANGED = 20_000;
/** Somebody may record while the log is read: then it is read again, and at last from end to end. */
const MOST_TRIES = 3;

export async function figuresKnownAt(known: Known): Promise<Figures> {
  const moved = await figuresMovedBack(known);
  if (moved !== null) return moved;
  const counted = await tally(known.log, { office: known.office, asOf: known.asOf, indexed: true });
  return { source: figuresOf(counted), asOf: known.asOf };
}

/** From the figures of now alone; null where too much was touched since, or others kept recording. */
export async function figuresMovedBack(known: Known): Promise<Figures | null> {
  const { asOf, current } = known;
  let before = await current();
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const wanted = { office: known.office, asOf, newest: before.asOf };
    const changed = await passOver(known.log, asking(CHANGES, wanted));
    if (changed === null) return null;
    const [now, then] = [sumsOf(changed.now), sumsOf(changed.before)];
    const after = await current();
    if (after.asOf === before.asOf) {
      const units = changed.hasUnits ? await unitsThen(known) : before.source.units;
      return {
        source: moved(before.source, figuresOf({ sums: now, units: {} }), figuresThen(then, units)),
        asOf,
      };
    }
    before = after;
  }
  return null;
}

const figuresThen = (sums: CellSums, units: FigureSource['units']): FigureSource =>
  figuresOf({ sums, units });

type Changes = { readonly now: KeptSums; readonly before: KeptSums; readonly hasUnits: boolean };
/** `newest`: up to which the figures of now are; null where nothing is in them yet. */
type ChangesWanted = { readonly office: string; readonly asOf: Instant; readonly newest: Instant | null };

/** What the cases with a commit after the instant add: now, and then. Null where they are too many. */
export const CHANGES: Pass<ChangesWanted, Changes | null, Changes | null> = {
  name: 'changes',
  reader: ({ office, asOf, newest }) => {
    const [now, before] = [new CellSums(), new CellSums()];
    const cuts = [asOf, newest].map((cut) => new Map([[office, cut]]));
    let hasUnits = false;
    let read = 0;
    return {
      see: ({ at, commits }) => {
        if (at?.office !== office) return;
        if (commits === null) throw new SyntaxError('a commit of the office cannot be read');
        const found = caseAt(commits, cuts);
        if (found === null) return;
        for (const entry of found.entries[0] ?? []) before.add(entry);
        // where nothing is in the figures yet there is nothing to be taken out of them
        for (const entry of newest === null ? [] : (found.entries[1] ?? [])) now.add(entry);
        hasUnits ||= found.kind === 'figure';
        read += 1;
      },
      isEnough: () => read > MOST_CHANGED,
      part: () => (read > MOST_CHANGED ? null : { now: now.kept(), before: before.kept(), hasUnits }),
    };
  },
  whole: ([part]) => part ?? null,
  within: ({ office, asOf }) => ({ offices: new Set([office]), changedAfter: asOf, indexed: true }),
};

function sumsOf(kept: KeptSums): CellSums {
  const sums = new CellSums();
  sums.addKept(kept);
  return sums;
}

/** The unit of a figure is the one last recorded until then. */
export async function unitsThen({
  log,
  office,
  asOf,
}: Pick<Known, 'log' | 'office' | 'asOf'>): Promise<FigureSource['units']> {
  return (await tally(log, { office, asOf, kinds: new Set(['figure']), indexed: true })).units;
}

/** `live` without `less`, with `more`. */
export function moved(live: FigureSource, less: FigureSource, more: FigureSource): FigureSource {
  const labels = (read: (of: FigureSource) => Readonly<Record<string, number>>): Record<string, number> => {
    const [base, out, into] = [live, less, more].map(read);
    const names = [...new Set([base, out, into].flatMap((one) => Object.keys(one ?? {})))].sort();
    const weights = names.map((name) => [
      name,
      (base?.[name] ?? 0) - (out?.[name] ?? 0) + (into?.[name] ?? 0),
    ]);
    return Object.fromEntries(weights.filter(([, weight]) => weight !== 0));
  };
  const weight = (read: (of: FigureSource) => number): number => read(live) - read(less) + read(more);
  return {
    units: more.units,
    weight: (cell, year) => weight((of) => of.weight(cell, year)),
    labelled: (prefix, year) => labels((of) => of.labelled(prefix, year)),
    weightOfDays: (cell, from, to) => weight((of) => of.weightOfDays(cell, from, to)),
    labelledOfDays: (prefix, from, to) => labels((of) => of.labelledOfDays(prefix, from, to)),
  };
}
