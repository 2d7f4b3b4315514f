/** Which cases stand behind the difference of a cell between two cut-offs. */
import type { CaseKind } from '../../shared/kernel/event.ts';
import type { Instant } from '../../shared/kernel/plain-date.ts';
import type { Difference } from '../../shared/reporting/difference.ts';
import type { CellDifference } from '../../shared/reporting/year-events.ts';
import type { EventLog } from '../../shared/store/ports.ts';
import { ROOMS } from '../record/rooms.ts';
import { type CaseAt, type Cuts, casesAt } from './cases-at.ts';
import { kindsBehind } from './cell-kinds.ts';
import { type Entry, standsIn } from './entries.ts';

/** Named in the event of a restatement; the rest is counted. */
export const CASES_NAMED = 50;

/** A cut-off, and what an entry is compared as; null for one that is not compared. */
export type Side = { readonly cuts: Cuts; nameOf(entry: Entry): string | null };
/** `called`: how a case is named. */
export type Comparison = {
  readonly before: Side;
  readonly after: Side;
  readonly kinds?: ReadonlySet<CaseKind>;
  called?(found: CaseAt): string;
};

/** By name, the cases whose weight is another on the two sides, sorted. Only what has changed since is read. */
export async function differingCases(
  log: EventLog,
  { before, after, kinds, called }: Comparison,
): Promise<Map<string, string[]>> {
  const since = changedSince(before.cuts, after.cuts);
  const within = { ...(kinds && { kinds }), ...(since !== null && { changedAfter: since }) };
  const found = new Map<string, string[]>();
  for await (const one of casesAt({ log, rooms: ROOMS }, [before.cuts, after.cuts], within)) {
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

function weights(entries: readonly Entry[] = [], { nameOf }: Side): Map<string, number> {
  const found = new Map<string, number>();
  for (const entry of entries) {
    const name = nameOf(entry);
    if (name !== null) found.set(name, (found.get(name) ?? 0) + entry.weight);
  }
  return found;
}

type Cutting = {
  readonly before: Cuts;
  readonly after: Cuts;
  readonly year: number;
  called?(found: CaseAt): string;
};

export async function withCases(
  log: EventLog,
  found: readonly Difference[],
  { before, after, year, called }: Cutting,
): Promise<CellDifference[]> {
  const cells = new Set(found.map(({ cell }) => cell));
  const nameOf = (entry: Entry): string | null =>
    cells.has(entry.cell) && standsIn(entry, year) ? entry.cell : null;
  const kinds = kindsBehind([...cells]);
  const differing = await differingCases(log, {
    before: { cuts: before, nameOf },
    after: { cuts: after, nameOf },
    ...(kinds && { kinds }),
    ...(called && { called }),
  });
  return found.map(({ cell, before: was, after: is }) => {
    // the texts themselves stand in both versions
    const isText = cell.startsWith('narrative.section');
    const sides = { before: isText ? null : was, after: isText ? null : is };
    return { cell, ...sides, ...named(differing.get(cell)) };
  });
}

/** The first fifty by name, and how many more. */
export function named(cases: readonly string[] = []): { readonly cases: string[]; readonly more: number } {
  return { cases: cases.slice(0, CASES_NAMED), more: Math.max(0, cases.length - CASES_NAMED) };
}
