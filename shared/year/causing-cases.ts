/** Which cases stand behind the difference of a cell between two cut-offs. */
import type { CaseKind, Commit } from '#shared/kernel/event.ts';
import { endOfDate, type Instant, lastDayOf } from '#shared/kernel/plain-date.ts';
import { type Counted, countedAs } from '#shared/reporting/cell-name.ts';
import type { Difference } from '#shared/reporting/difference.ts';
import type { CellDifference } from '#shared/reporting/year-events.ts';
import { asking, type Pass, passOver } from '#shared/store/passes.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { type Cuts, caseAt } from './cases-at.ts';
import { kindsBehind } from './cell-kinds.ts';
import { CaseNames, type NamedCases } from './differing-cases.ts';
import { type Entry, isCountedIn, standsIn } from './entries.ts';

type CutList = readonly (readonly [office: string, asOf: Instant | null])[];
/** By which names an entry is compared: the figures that count its cell, or the columns of a row of table 三 in a year. */
type Names =
  | { readonly figures: readonly (readonly [name: string, counted: Counted])[] }
  | { readonly row: string; readonly year: number };
type Side = { readonly cuts: CutList; readonly names: Names };
/** `isTree`: cases are named with their office, since numbers are unique within one only. */
type Comparison = {
  readonly before: Side;
  readonly after: Side;
  readonly kinds?: readonly CaseKind[];
  readonly isTree?: boolean;
  readonly indexed?: boolean;
};
type Found = readonly (readonly [name: string, cases: readonly string[]])[];

/** By name, the cases whose weight is another on the two sides, sorted. Only what has changed since need be read. */
export const DIFFERING: Pass<Comparison, Found, ReadonlyMap<string, readonly string[]>> = {
  name: 'differing',
  reader: (wanted) => {
    const { before, after, kinds, isTree } = wanted;
    const cuts = [new Map(before.cuts), new Map(after.cuts)];
    const namesOf = [namesBy(before.names), namesBy(after.names)] as const;
    const found = new Map<string, string[]>();
    return {
      see: ({ at, commits }) => {
        const isSeen = at !== undefined && cuts.some((one) => one.has(at.office));
        if (!isSeen || kinds?.includes(at.kind) === false) return;
        const one = caseAt(readable(commits), cuts);
        if (one === null) return;
        const [then, now] = [weights(one.entries[0], namesOf[0]), weights(one.entries[1], namesOf[1])];
        const called = isTree ? `${one.office}/${one.number}` : one.number;
        for (const name of new Set([...then.keys(), ...now.keys()]))
          if ((then.get(name) ?? 0) !== (now.get(name) ?? 0))
            found.set(name, [...(found.get(name) ?? []), called]);
      },
      part: () => [...found],
    };
  },
  whole: (parts) => {
    const found = new Map<string, string[]>();
    for (const [name, cases] of parts.flat()) found.set(name, [...(found.get(name) ?? []), ...cases]);
    for (const cases of found.values()) cases.sort();
    return found;
  },
  within: ({ before, after, kinds, indexed = false }) => {
    const since = changedSince(new Map(before.cuts), new Map(after.cuts));
    const offices = new Set([...before.cuts, ...after.cuts].map(([office]) => office));
    return {
      ...{ offices, indexed },
      ...(kinds && { kinds: new Set(kinds) }),
      ...(since !== null && { changedAfter: since }),
    };
  },
};

function readable(commits: readonly Commit[] | null): readonly Commit[] {
  if (commits === null) throw new SyntaxError('a commit cannot be read');
  return commits;
}

function namesBy(names: Names): (entry: Entry) => readonly string[] {
  if ('row' in names) {
    const prefix = `table3.${names.row}.`;
    return (entry) =>
      entry.cell.startsWith(prefix) && standsIn(entry, names.year) ? [entry.cell.slice(prefix.length)] : [];
  }
  const byCell = Map.groupBy(names.figures, ([, { cell }]) => cell);
  return (entry) =>
    (byCell.get(entry.cell) ?? []).flatMap(([name, counted]) => (isCountedIn(entry, counted) ? [name] : []));
}

/** A case untouched since the earlier cut-off is the same on both sides; null where an office stands on one side only. */
function changedSince(before: Cuts, after: Cuts): Instant | null {
  const cuts = [...before].map(([office, cut]) => (after.has(office) ? cut : null));
  if (before.size !== after.size || cuts.includes(null)) return null;
  return (cuts as Instant[]).reduce((first, cut) => (cut < first ? cut : first));
}

function weights(
  entries: readonly Entry[] = [],
  namesOf: (entry: Entry) => readonly string[],
): Map<string, number> {
  const found = new Map<string, number>();
  for (const entry of entries)
    for (const name of namesOf(entry)) found.set(name, (found.get(name) ?? 0) + entry.weight);
  return found;
}

type Cutting = {
  readonly before: Cuts;
  readonly after: Cuts;
  readonly year: number;
  readonly isTree?: boolean;
  /** As in Within: where somebody waits for it. */
  readonly indexed?: boolean;
};

export async function withCases(
  log: EventLog,
  found: readonly Difference[],
  { before, after, year, isTree = false, indexed = false }: Cutting,
): Promise<CellDifference[]> {
  if (found.length === 0) return [];
  const asOf = endOfDate(lastDayOf(year));
  const names = { figures: found.map(({ cell }) => [cell, countedAs(cell, { year, asOf })] as const) };
  const kinds = kindsBehind(found.map(({ cell }) => cell));
  const comparison = {
    before: { cuts: [...before], names },
    after: { cuts: [...after], names },
    ...{ isTree, indexed, ...(kinds && { kinds: [...kinds] }) },
  };
  const differing = await passOver(log, asking(DIFFERING, comparison));
  return found.map(({ cell, before: was, after: is }) => {
    // the texts themselves stand in both versions
    const isText = cell.startsWith('narrative.section');
    const sides = { before: isText ? null : was, after: isText ? null : is };
    return { cell, ...sides, ...named(differing.get(cell)) };
  });
}

/** The first by name, and how many more: they stand in the event of a restatement. */
function named(cases: readonly string[] = []): NamedCases {
  const names = new CaseNames();
  for (const one of cases) names.note(one);
  return names.told();
}
