/**
 * Where a case stands, in few rows. Cells that a case always enters together on a day are one bundle: all unlabelled
 * ones (`hotline.received`, `events.closed` …), and those of each map with their label (`hotline.byType["咨询"]` with
 * `events.byType["咨询"]`). A yearly cell is a bundle of its own. There are as many bundles as labels and as ways
 * of handling a case, however many cases.
 */
import { type Contributions, OPEN } from '#shared/kernel/contribution.ts';
import { OPEN_YEAR } from '../views.ts';

/** A bundle's cells, in order, and the years of the standing. `day` is '' for yearly cells. */
export type Standing = {
  readonly cells: readonly string[];
  readonly first: number;
  readonly last: number;
  readonly day: string;
  readonly weight: number;
};

/** Weights of one cell over the same years are added: a case is a member once. */
export function standingsOf({ years, days }: Contributions): Standing[] {
  return [...ofYears(years), ...ofDays(days)];
}

function ofYears(years: Contributions['years']): Iterable<Standing> {
  const found = new Map<string, Standing>();
  for (const { cell, from, until, weight } of years) {
    const last = until === OPEN ? OPEN_YEAR : until;
    const key = `${cell} ${from} ${last}`;
    const before = found.get(key)?.weight ?? 0;
    found.set(key, { cells: [cell], first: from, last, day: '', weight: before + weight });
  }
  return found.values();
}

type Branch = { readonly next: Map<string, Branch>; sorted: readonly string[] | null };
const branch = (): Branch => ({ next: new Map(), sorted: null });

/**
 * Thousands of cases stand in the same few bundles: their cells are put in order once, as one array for all of them. They
 * are looked up cell by cell, whose texts are the same ones again and again: to join them would make a new one each time.
 */
let ordered = branch();
let branches = 0;
const MOST_ORDERED = 20_000;

function inOrder(cells: readonly string[]): readonly string[] {
  if (branches >= MOST_ORDERED) [ordered, branches] = [branch(), 0];
  let at = ordered;
  for (const cell of cells) {
    const known = at.next.get(cell);
    const next = known ?? branch();
    if (known === undefined) {
      at.next.set(cell, next);
      branches += 1;
    }
    at = next;
  }
  at.sorted ??= cells.toSorted();
  return at.sorted;
}

type Growing = {
  readonly entry: string;
  readonly cells: string[];
  readonly day: string;
  readonly weight: number;
};

/** A case stands in a handful of bundles: looking through them is quicker than making a key for each cell. */
function ofDays(days: Contributions['days']): Standing[] {
  const found: Growing[] = [];
  for (const { cell, on, weight } of days) {
    const entry = mapEntryOf(cell);
    const known = growingIn(found, { entry, on, weight });
    if (known === null) found.push({ entry, cells: [cell], day: on, weight });
    else known.cells.push(cell);
  }
  return found.map(({ cells, day, weight }) => {
    const year = Number(day.slice(0, 4));
    return { cells: inOrder(cells), first: year, last: year, day, weight };
  });
}

type Place = { readonly entry: string; readonly on: string; readonly weight: number };

/** A plain loop: this is asked for every cell of every case of a rebuild. */
function growingIn(found: readonly Growing[], { entry, on, weight }: Place): Growing | null {
  for (const one of found) if (one.day === on && one.weight === weight && one.entry === entry) return one;
  return null;
}

const LABEL_ENDS = ']'.charCodeAt(0);

/** The name of a cell without a label ends in a letter. */
export function isLabelled(cell: string): boolean {
  return cell.charCodeAt(cell.length - 1) === LABEL_ENDS;
}

const entries = new Map<string, string>();

/** `byType["咨询"]` of `hotline.byType["咨询"]`; '' for an unlabelled cell. */
function mapEntryOf(cell: string): string {
  const known = entries.get(cell);
  if (known !== undefined) return known;
  if (entries.size >= MOST_ORDERED) entries.clear();
  const entry = isLabelled(cell) ? cell.slice(cell.indexOf('.') + 1) : '';
  entries.set(cell, entry);
  return entry;
}

export function monthsOf(year: number): string[] {
  return Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`);
}
