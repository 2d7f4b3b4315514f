/** Which cases stand behind the difference of a cell between two cut-offs. */
import type { Difference } from '../../shared/reporting/difference.ts';
import type { CellDifference } from '../../shared/reporting/year-events.ts';
import { membersOf, type Tally } from './tally.ts';

/** Named in the event of a restatement; the rest is counted. */
export const CASES_NAMED = 50;

/** Cases whose weight in the cell differs, by number. */
export function casesBetween(before: Tally, after: Tally, [cell, year]: [string, number]): string[] {
  return differing(weightsIn(before, [cell, year]), weightsIn(after, [cell, year]));
}

export function weightsIn(tally: Tally, [cell, year]: [string, number]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const { kind, case: number, weight } of membersOf(tally, cell, year)) {
    const key = `${kind}/${number}`;
    weights.set(key, (weights.get(key) ?? 0) + weight);
  }
  return weights;
}

export function differing(then: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): string[] {
  const keys = [...new Set([...then.keys(), ...now.keys()])];
  return keys
    .filter((key) => then.get(key) !== now.get(key))
    .map((key) => key.slice(key.indexOf('/') + 1))
    .sort();
}

type Tallies = { readonly before: Tally; readonly after: Tally; readonly year: number };

export function withCases(found: readonly Difference[], { before, after, year }: Tallies): CellDifference[] {
  return found.map(({ cell, before: was, after: is }) => {
    const cases = casesBetween(before, after, [cell, year]);
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
