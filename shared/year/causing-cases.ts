/** Which cases stand behind the difference of a cell between two cut-offs. */
import type { CaseKind } from '#shared/kernel/event.ts';
import { endOfDate, type Instant, lastDayOf } from '#shared/kernel/plain-date.ts';
import { type Counted, countedAs } from '#shared/reporting/cell-name.ts';
import type { Difference } from '#shared/reporting/difference.ts';
import type { CellDifference } from '#shared/reporting/year-events.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { type CaseAt, type Cuts, casesAt } from './cases-at.ts';
import { kindsBehind } from './cell-kinds.ts';
import { CaseNames, type NamedCases } from './differing-cases.ts';
import { type Entry, isCountedIn } from './entries.ts';

/** A cut-off, and the names an entry is compared under; none where it is not compared. */
type Side = { readonly cuts: Cuts; namesOf(entry: Entry): readonly string[] };
/** `called`: how a case is named. */
type Comparison = {
  readonly before: Side;
  readonly after: Side;
  readonly kinds?: ReadonlySet<CaseKind>;
  /** As in Within: where somebody waits for it. */
  readonly indexed?: boolean;
  called?(found: CaseAt): string;
};

/** By name, the cases whose weight is another on the two sides, sorted. Only what has changed since is read. */
export async function differingCases(
  log: EventLog,
  { before, after, kinds, called, indexed = false }: Comparison,
): Promise<Map<string, string[]>> {
  const since = changedSince(before.cuts, after.cuts);
  const within = { indexed, ...(kinds && { kinds }), ...(since !== null && { changedAfter: since }) };
  const found = new Map<string, string[]>();
  for await (const one of casesAt(log, [before.cuts, after.cuts], within)) {
    const [then, now] = [weights(one.entries[0], before), weights(one.entries[1], after)];
    for (const name of new Set([...then.keys(), ...now.keys()]))
      if ((then.get(name) ?? 0) !== (now.get(name) ?? 0))
        found.set(name, [...(found.get(name) ?? []), called?.(one) ?? one.number]);
  }
  for (const cases of found.values()) cases.sort();
  return found;
}

/** A case untouched since the earlier cut-off is the same on both sides; null where an office stands on one side only. */
function changedSince(before: Cuts, after: Cuts): Instant | null {
  const cuts = [...before].map(([office, cut]) => (after.has(office) ? cut : null));
  if (before.size !== after.size || cuts.includes(null)) return null;
  return (cuts as Instant[]).reduce((first, cut) => (cut < first ? cut : first));
}

function weights(entries: readonly Entry[] = [], { namesOf }: Side): Map<string, number> {
  const found = new Map<string, number>();
  for (const entry of entries)
    for (const name of namesOf(entry)) found.set(name, (found.get(name) ?? 0) + entry.weight);
  return found;
}

type Cutting = {
  readonly before: Cuts;
  readonly after: Cuts;
  readonly year: number;
  readonly indexed?: boolean;
  called?(found: CaseAt): string;
};

export async function withCases(
  log: EventLog,
  found: readonly Difference[],
  { before, after, year, called, indexed = false }: Cutting,
): Promise<CellDifference[]> {
  if (found.length === 0) return [];
  const names = namesByCell(found, year);
  const namesOf = (entry: Entry): string[] =>
    (names.get(entry.cell) ?? []).flatMap(([name, counted]) => (isCountedIn(entry, counted) ? [name] : []));
  const kinds = kindsBehind(found.map(({ cell }) => cell));
  const differing = await differingCases(log, {
    before: { cuts: before, namesOf },
    after: { cuts: after, namesOf },
    ...{ indexed, ...(kinds && { kinds }) },
    ...(called && { called }),
  });
  return found.map(({ cell, before: was, after: is }) => {
    // the texts themselves stand in both versions
    const isText = cell.startsWith('narrative.section');
    const sides = { before: isText ? null : was, after: isText ? null : is };
    return { cell, ...sides, ...named(differing.get(cell)) };
  });
}

/** By the cell that is counted, the figures that count it: a month's cases stand in the year's too. */
function namesByCell(
  found: readonly Difference[],
  year: number,
): ReadonlyMap<string, readonly (readonly [string, Counted])[]> {
  const asOf = endOfDate(lastDayOf(year));
  const all = found.map(({ cell }) => [cell, countedAs(cell, { year, asOf })] as const);
  return Map.groupBy(all, ([, { cell }]) => cell);
}

/** The first by name, and how many more: they stand in the event of a restatement. */
function named(cases: readonly string[] = []): NamedCases {
  const names = new CaseNames();
  for (const one of cases) names.note(one);
  return names.told();
}
