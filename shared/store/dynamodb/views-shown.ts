/**
 * A year's figures, and exactly which versions of the cases that were written to of late are in them: to be held against
 * a count of the ledger while others go on writing. What is folded is closed; of the rows behind it those are in the
 * figures that were read, and each says which cases it moved.
 */
import type { CaseKind } from '#shared/kernel/event.ts';
import { epochOf, type Instant } from '#shared/kernel/plain-date.ts';
import type { FigureSource } from '#shared/reporting/figure-source.ts';
import { StoreBusy } from '../faults.ts';
import { readsOf, sourceOf } from './views-report.ts';
import type { ViewsTable } from './views-table.ts';
import {
  foldedItems,
  foldedSpans,
  newestOf,
  readRows,
  readWatermark,
  spansWithTail,
  withTail,
} from './views-tail.ts';

/** `asOf`: of the report; `cut`: cases with a commit behind it are told of. */
export type ShownAsked = {
  readonly office: string;
  readonly year: number;
  readonly asOf: Instant | null;
  readonly cut: Instant;
};
export type ShownCase = { readonly kind: CaseKind; readonly number: string; readonly version: number };
export type ShownFigures = { readonly source: FigureSource; readonly cases: readonly ShownCase[] };

/** Clocks of machines side by side differ by less: no older row has moved what was recorded behind the cut-off. */
const SKEW_MS = 600_000;
/** Of a shard: half an hour of an import. */
const MOST_ROWS = 100_000;
const MOST_TRIES = 20;

/** Throws StoreBusy. */
export async function shownFigures(table: ViewsTable, asked: ShownAsked): Promise<ShownFigures> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const shown = await readShown(table, asked);
    if (shown !== null) return shown;
  }
  throw new StoreBusy('the same cases kept changing while their figures were read');
}

/** Null where a case was moved twice meanwhile, and only the second move was read. */
async function readShown(
  table: ViewsTable,
  { office, year, asOf, cut }: ShownAsked,
): Promise<ShownFigures | null> {
  const mark = await readWatermark(table, office);
  const { years, days } = readsOf(year, asOf);
  const from = Math.min(...years);
  const [spans, items] = [await foldedSpans(table, office, from), await foldedItems(table, office, days)];
  const behind = { after: Math.min(epochOf(cut) - SKEW_MS, mark.folded), most: MOST_ROWS };
  const rows = await readRows(table, office, behind);
  const versions = versionsIn(rows);
  const known = new Set(rows.map(({ name }) => name));
  for (const { name, of = [] } of await readRows(table, office, behind))
    if (
      !known.has(name) &&
      of.some(([kind, number, version]) => version <= (versions.get(`${kind} ${number}`) ?? 0))
    )
      return null;
  const source = sourceOf({
    ...{ years, units: newestOf(mark, rows).units },
    ...{ spans: spansWithTail(spans, from, rows), counters: withTail(items, rows) },
  });
  const touched = new Map<string, ShownCase>();
  for (const { of = [], newest } of rows)
    for (const [kind, number] of newest === null || newest <= cut ? [] : of)
      touched.set(`${kind} ${number}`, { kind, number, version: versions.get(`${kind} ${number}`) ?? 0 });
  return { source, cases: [...touched.values()] };
}

/** The newest of each case. Throws StoreBusy where a row does not say which cases it moved. */
function versionsIn(rows: Awaited<ReturnType<typeof readRows>>): ReadonlyMap<string, number> {
  const versions = new Map<string, number>();
  for (const { of } of rows) {
    // in a quarter of an hour there are no such rows any more
    if (of === undefined) throw new StoreBusy('rows of the figures are of an earlier program');
    for (const [kind, number, version] of of) {
      const key = `${kind} ${number}`;
      versions.set(key, Math.max(version, versions.get(key) ?? 0));
    }
  }
  return versions;
}
