/** A recount as a source of figures for the report. */
import { mapAndLabel } from '#shared/kernel/contribution.ts';
import type { FigureSource } from '#shared/reporting/figure-source.ts';
import type { Tally } from './tally.ts';

export function figuresOf({ sums, units }: Pick<Tally, 'sums' | 'units'>): FigureSource {
  const cells = sums.cells().flatMap((cell) => {
    const [map, label] = mapAndLabel(cell) ?? [];
    return label === undefined ? [] : [{ cell, map, label }];
  });
  const labelled = (prefix: string, read: (cell: string) => number): Record<string, number> => {
    const weights = cells.flatMap(({ cell, map, label }) =>
      map === prefix ? [[label, read(cell)] as const] : [],
    );
    return Object.fromEntries(weights.filter(([, weight]) => weight !== 0));
  };
  return {
    units,
    weight: (cell, year) => sums.inYear(cell, year),
    labelled: (prefix, year) => labelled(prefix, (cell) => sums.inYear(cell, year)),
    weightOfDays: (cell, from, to) => sums.inDays(cell, from, to),
    labelledOfDays: (prefix, from, to) => labelled(prefix, (cell) => sums.inDays(cell, from, to)),
  };
}
