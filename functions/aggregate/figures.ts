/** A recount as a source of figures for the report. */
import type { FigureSource } from '../../shared/reporting/figure-source.ts';
import { type Entry, standsIn, type Tally } from './tally.ts';

export function figuresOf({ entries, units }: Tally): FigureSource {
  const byCell = new Map<string, Entry[]>();
  for (const entry of entries) {
    const known = byCell.get(entry.cell);
    if (known) known.push(entry);
    else byCell.set(entry.cell, [entry]);
  }
  const sum = (cell: string, keep: (entry: Entry) => boolean): number =>
    (byCell.get(cell) ?? []).reduce((total, entry) => (keep(entry) ? total + entry.weight : total), 0);
  const labelled = (prefix: string, keep: (entry: Entry) => boolean): Record<string, number> => {
    const found: Record<string, number> = {};
    for (const cell of [...byCell.keys()].sort()) {
      const label = labelOf(cell, prefix);
      const weight = label === null ? 0 : sum(cell, keep);
      if (label !== null && weight !== 0) found[label] = weight;
    }
    return found;
  };
  return {
    units,
    weight: (cell, year) => sum(cell, (entry) => standsIn(entry, year)),
    labelled: (prefix, year) => labelled(prefix, (entry) => standsIn(entry, year)),
    weightOfDays: (cell, from, to) => sum(cell, (entry) => inDays(entry, from, to)),
    labelledOfDays: (prefix, from, to) => labelled(prefix, (entry) => inDays(entry, from, to)),
  };
}

function inDays({ on }: Entry, from: string, to: string): boolean {
  return on !== undefined && on >= from && on <= to;
}

/** The label of `prefix["label"]`, or null for another cell. Labels stand there as JSON strings. */
export function labelOf(cell: string, prefix: string): string | null {
  if (!cell.startsWith(`${prefix}["`) || !cell.endsWith('"]')) return null;
  return cell.includes('\\')
    ? String(JSON.parse(cell.slice(prefix.length + 1, -1)))
    : cell.slice(prefix.length + 2, -2);
}
