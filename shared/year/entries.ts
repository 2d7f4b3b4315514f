/** What a case adds to the figures, entry by entry: the atoms of every table. */
import { type Contributions, OPEN } from '#shared/kernel/contribution.ts';
import type { FoldedKind } from '#shared/kernel/kind.ts';
import { type Counted, isCell } from '#shared/reporting/cell-name.ts';

/** A case behind a cell. */
export type Member = {
  readonly cell: string;
  readonly case: string;
  readonly kind: string;
  readonly weight: number;
};
/** One case's weight in a cell: in the years `from` … `until`, or on the day `on`. */
export type Entry = Member & {
  readonly from: number;
  readonly until: number | typeof OPEN;
  readonly on?: string;
};
/** A case as its history leaves it at a cut-off; `state` is its kind's own. */
export type FoldedCase = { readonly kind: string; readonly number: string; readonly state: unknown };

export function entriesOf(of: FoldedKind, { kind, number, state }: FoldedCase): Entry[] {
  return state === null ? [] : entriesBy(of.contributions(state), { case: number, kind });
}

export function entriesBy({ years, days }: Contributions, named: Pick<Member, 'case' | 'kind'>): Entry[] {
  return [
    ...years.map(({ cell, from, until, weight }) => ({ cell, ...named, weight, from, until })),
    ...days.map(({ cell, on, weight }) => {
      const year = Number(on.slice(0, 4));
      return { cell, ...named, weight, from: year, until: year, on };
    }),
  ];
}

export function standsIn({ from, until }: Pick<Entry, 'from' | 'until'>, year: number): boolean {
  return from <= year && (until === OPEN || until >= year);
}

export function isCountedIn(entry: Entry, counted: Counted): boolean {
  if (!isCell(counted, entry.cell)) return false;
  const { year, days } = counted;
  if (days === undefined) return standsIn(entry, year);
  return days !== null && entry.on !== undefined && entry.on >= days.from && entry.on <= days.to;
}
