/** A recount as a source of figures for the report. */
import type { FigureSource } from '#shared/reporting/figure-source.ts';
import type { Tally } from './tally.ts';

export function figuresOf({ sums, units }: Pick<Tally, 'sums' | 'units'>): FigureSource {
  const cells = sums.cells();
  const labelled = (prefix: string, read: (cell: string) => number): Record<string, number> => {
    const found: Record<string, number> = {};
    for (const cell of cells) {
      const label = labelOf(cell, prefix);
      const weight = label === null ? 0 : read(cell);
      if (label !== null && weight !== 0) found[label] = weight;
    }
    return found;
  };
  return {
    units,
    weight: (cell, year) => sums.inYear(cell, year),
    labelled: (prefix, year) => labelled(prefix, (cell) => sums.inYear(cell, year)),
    weightOfDays: (cell, from, to) => sums.inDays(cell, from, to),
    labelledOfDays: (prefix, from, to) => labelled(prefix, (cell) => sums.inDays(cell, from, to)),
  };
}

/** The label of `prefix["label"]`, or null for another cell. Labels stand there as JSON strings. */
export function labelOf(cell: string, prefix: string): string | null {
  if (!cell.startsWith(`${prefix}["`) || !cell.endsWith('"]')) return null;
  return cell.includes('\\')
    ? String(JSON.parse(cell.slice(prefix.length + 1, -1)))
    : cell.slice(prefix.length + 2, -2);
}
