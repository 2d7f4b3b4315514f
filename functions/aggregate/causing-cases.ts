/** Which cases stand behind the difference of a cell between two cut-offs. */
import type { Difference } from '../../shared/reporting/difference.ts';
import type { CellDifference } from '../../shared/reporting/year-events.ts';
import { standsIn, type Tally } from './tally.ts';

/** Named in the event of a restatement; the rest is counted. */
export const CASES_NAMED = 50;

/** By cell and case, in one pass over the tally: `kind/number` with its weight in that year. */
export function weightsIn(
  { entries }: Pick<Tally, 'entries'>,
  cells: ReadonlySet<string>,
  year: number,
): Map<string, Map<string, number>> {
  const found = new Map<string, Map<string, number>>();
  for (const entry of entries) {
    if (!cells.has(entry.cell) || !standsIn(entry, year)) continue;
    const weights = found.get(entry.cell) ?? new Map<string, number>();
    const key = `${entry.kind}/${entry.case}`;
    found.set(entry.cell, weights.set(key, (weights.get(key) ?? 0) + entry.weight));
  }
  return found;
}

const NONE: ReadonlyMap<string, number> = new Map();

/** Cases whose weight is another, by number. */
export function differing(
  then: ReadonlyMap<string, number> = NONE,
  now: ReadonlyMap<string, number> = NONE,
): string[] {
  const keys = [...new Set([...then.keys(), ...now.keys()])];
  return keys
    .filter((key) => then.get(key) !== now.get(key))
    .map((key) => key.slice(key.indexOf('/') + 1))
    .sort();
}

type Tallies = { readonly before: Tally; readonly after: Tally; readonly year: number };

export function withCases(found: readonly Difference[], { before, after, year }: Tallies): CellDifference[] {
  const cells = new Set(found.map(({ cell }) => cell));
  const [then, now] = [weightsIn(before, cells, year), weightsIn(after, cells, year)];
  return found.map(({ cell, before: was, after: is }) => {
    const cases = differing(then.get(cell), now.get(cell));
    // the texts themselves stand in both versions
    const isText = cell.startsWith('narrative.section');
    return {
      cell,
      before: isText ? null : was,
      after: isText ? null : is,
      cases: cases.slice(0, CASES_NAMED),
      more: Math.max(0, cases.length - CASES_NAMED),
    };
  });
}
