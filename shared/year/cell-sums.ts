/** What every cell weighs, added up as the cases go by: memory grows with the cells, never with the cases. */
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { type Entry, standsIn } from './entries.ts';

type Span = Pick<Entry, 'from' | 'until'> & { weight: number };
/** By the years a weight stands in, and by day. */
type Weights = { readonly years: Map<string, Span>; readonly days: Map<string, number> };

export type KeptSums = readonly (readonly [
  cell: string,
  years: readonly (readonly [from: number, until: Entry['until'], weight: number])[],
  days: readonly (readonly [on: string, weight: number])[],
])[];

const NOTHING: Weights = { years: new Map(), days: new Map() };

export class CellSums {
  readonly #cells = new Map<string, Weights>();

  add({ cell, from, until, on, weight }: Entry): void {
    const weights = this.#weightsOf(cell);
    addSpan(weights, { from, until, weight });
    if (on !== undefined) addDay(weights, on, weight);
  }

  /** Those of another office, added to these. */
  addAll(other: CellSums): void {
    for (const [cell, { years, days }] of other.#cells) {
      const weights = this.#weightsOf(cell);
      for (const span of years.values()) addSpan(weights, span);
      for (const [on, weight] of days) addDay(weights, on, weight);
    }
  }

  /** As it is kept between two readings: by cell, its spans of years and its days. */
  kept(): KeptSums {
    return [...this.#cells].map(([cell, { years, days }]) => [
      cell,
      [...years.values()].map(({ from, until, weight }) => [from, until, weight] as const),
      [...days],
    ]);
  }

  addKept(sums: KeptSums): void {
    for (const [cell, spans, days] of sums) {
      const weights = this.#weightsOf(cell);
      for (const [from, until, weight] of spans) addSpan(weights, { from, until, weight });
      for (const [on, weight] of days) addDay(weights, on, weight);
    }
  }

  #weightsOf(cell: string): Weights {
    const known = this.#cells.get(cell);
    if (known !== undefined) return known;
    const weights = { years: new Map(), days: new Map() };
    this.#cells.set(cell, weights);
    return weights;
  }

  cells(): string[] {
    return [...this.#cells.keys()].sort((a, b) => (a < b ? -1 : 1));
  }

  inYear(cell: string, year: number): number {
    const { years } = this.#cells.get(cell) ?? NOTHING;
    return [...years.values()].reduce((sum, one) => (standsIn(one, year) ? sum + one.weight : sum), 0);
  }

  inDays(cell: string, from: PlainDate, to: PlainDate): number {
    const { days } = this.#cells.get(cell) ?? NOTHING;
    return [...days].reduce((sum, [on, weight]) => (on >= from && on <= to ? sum + weight : sum), 0);
  }

  /** In which anything begins or ends. */
  years(): Set<number> {
    const found = new Set<number>();
    for (const { years } of this.#cells.values())
      for (const { from, until } of years.values())
        found.add(from).add(typeof until === 'number' ? until : from);
    return found;
  }
}

function addSpan({ years }: Weights, { from, until, weight }: Span): void {
  const key = `${from} ${String(until)}`;
  const known = years.get(key);
  if (known === undefined) years.set(key, { from, until, weight });
  else known.weight += weight;
}

function addDay({ days }: Weights, on: string, weight: number): void {
  days.set(on, (days.get(on) ?? 0) + weight);
}
