/** Which cases stand behind the difference of cells between the ledger and the read models: all cells in one reading. */
import { type Counted, isCell } from '#shared/reporting/cell-name.ts';
import { type Entry, isCountedIn } from './entries.ts';

/** Named one by one; the rest is counted. */
const CASES_NAMED = 50;

export type NamedCases = { readonly cases: readonly string[]; readonly more: number };

/** The first by number, however many come and in whatever order. */
export class CaseNames {
  #first: string[] = [];
  #count = 0;

  note(number: string): void {
    this.#count += 1;
    this.#first.push(number);
    if (this.#first.length > 20 * CASES_NAMED) this.#trim();
  }

  add({ cases, more }: NamedCases): void {
    this.#first.push(...cases);
    this.#count += cases.length + more;
    this.#trim();
  }

  #trim(): void {
    this.#first = this.#first.sort().slice(0, CASES_NAMED);
  }

  told(): NamedCases {
    this.#trim();
    return { cases: this.#first, more: this.#count - this.#first.length };
  }
}

/** Cells by their place in a list, and what a case weighs in each of them. */
export class CellsBehind {
  readonly #cells: readonly Counted[];
  /** By the cell of an entry, which of them count it. */
  readonly #known = new Map<string, readonly number[]>();

  constructor(cells: readonly Counted[]) {
    this.#cells = cells;
  }

  weights(entries: readonly Entry[]): Map<number, number> {
    const found = new Map<number, number>();
    for (const entry of entries)
      for (const index of this.#counting(entry.cell)) {
        const counted = this.#cells[index];
        if (counted !== undefined && isCountedIn(entry, counted))
          found.set(index, (found.get(index) ?? 0) + entry.weight);
      }
    return found;
  }

  #counting(cell: string): readonly number[] {
    const known = this.#known.get(cell);
    if (known !== undefined) return known;
    const found = this.#cells.flatMap((counted, index) => (isCell(counted, cell) ? [index] : []));
    this.#known.set(cell, found);
    return found;
  }
}
