/** A recount as a source of figures for the report: gone through once, added up by cell, years and days. */
import type { PlainDate } from '../../shared/kernel/plain-date.ts';
import type { FigureSource } from '../../shared/reporting/figure-source.ts';
import { type Entry, standsIn, type Tally } from './tally.ts';

type Years = Pick<Entry, 'from' | 'until'>;
/** What a cell weighs: by the years it stands in, and by day. */
type Weights = {
  readonly years: Map<string, Years & { weight: number }>;
  readonly days: Map<string, number>;
};
type Reading = (weights: Weights) => number;

export function figuresOf({ entries, units }: Tally): FigureSource {
  const cells = weightsOf(entries);
  const inOrder = [...cells].sort(([a], [b]) => (a < b ? -1 : 1));
  const none: Weights = { years: new Map(), days: new Map() };
  const labelled = (prefix: string, read: Reading): Record<string, number> => {
    const found: Record<string, number> = {};
    for (const [cell, weights] of inOrder) {
      const label = labelOf(cell, prefix);
      const weight = label === null ? 0 : read(weights);
      if (label !== null && weight !== 0) found[label] = weight;
    }
    return found;
  };
  return {
    units,
    weight: (cell, year) => inYear(year)(cells.get(cell) ?? none),
    labelled: (prefix, year) => labelled(prefix, inYear(year)),
    weightOfDays: (cell, from, to) => inDays(from, to)(cells.get(cell) ?? none),
    labelledOfDays: (prefix, from, to) => labelled(prefix, inDays(from, to)),
  };
}

function weightsOf(entries: Iterable<Entry>): Map<string, Weights> {
  const cells = new Map<string, Weights>();
  for (const { cell, from, until, on, weight } of entries) {
    const weights = cells.get(cell) ?? { years: new Map(), days: new Map() };
    cells.set(cell, weights);
    const key = `${from} ${String(until)}`;
    const known = weights.years.get(key);
    if (known === undefined) weights.years.set(key, { from, until, weight });
    else known.weight += weight;
    if (on !== undefined) weights.days.set(on, (weights.days.get(on) ?? 0) + weight);
  }
  return cells;
}

function inYear(year: number): Reading {
  return ({ years }) =>
    [...years.values()].reduce((sum, one) => (standsIn(one, year) ? sum + one.weight : sum), 0);
}

function inDays(from: PlainDate, to: PlainDate): Reading {
  return ({ days }) =>
    [...days].reduce((sum, [on, weight]) => (on >= from && on <= to ? sum + weight : sum), 0);
}

/** The label of `prefix["label"]`, or null for another cell. Labels stand there as JSON strings. */
export function labelOf(cell: string, prefix: string): string | null {
  if (!cell.startsWith(`${prefix}["`) || !cell.endsWith('"]')) return null;
  return cell.includes('\\')
    ? String(JSON.parse(cell.slice(prefix.length + 1, -1)))
    : cell.slice(prefix.length + 2, -2);
}
