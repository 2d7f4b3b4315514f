/**
 * A published report of a year before the product, as the office's opening balance: numbers by the names that
 * `taizhang cell` uses. It stands beside the records and gives way to them cell by cell; it is never added to them.
 */
import {
  DECISION_ROWS,
  DOCUMENT_COLUMNS,
  DOCUMENT_ROWS,
  formOf,
  TABLE3_COLUMNS,
  TABLE4_BLOCKS,
  TABLE4_COLUMNS,
} from '#shared/glossary.ts';
import type { DomainEvent, Recorded } from '#shared/kernel/event.ts';
import { recordOf } from '#shared/kernel/keys.ts';
import { lastDayOf } from '#shared/kernel/plain-date.ts';
import { TABLE_CELLS } from './cell-name.ts';
import { figureIn } from './layout.ts';
import { HOTLINE_COUNTS, type PartialReport } from './partial-report.ts';

export type Cells = Readonly<Record<string, number>>;
/** `on` is the last day of the year reported. A later row that publishes more cells adds an event with those. */
type OpeningBalanceEntered = DomainEvent<
  'OpeningBalanceEntered',
  { readonly year: number; readonly cells: Cells; readonly migrated: boolean }
>;
/** `takenBack`: the receipt of the import that was undone. */
type OpeningBalanceVoided = DomainEvent<'OpeningBalanceVoided', { readonly takenBack?: string }>;
export type OpeningBalanceEvent = OpeningBalanceEntered | OpeningBalanceVoided;

/** `imported` are all cells ever imported, so that the same file stays a duplicate after its entry was voided. */
export type OpeningBalance = {
  readonly year: number;
  readonly cells: Cells;
  readonly imported: Cells;
  readonly voided: boolean;
  readonly takenBack: boolean;
};

export function evolveOpening(
  state: OpeningBalance | null,
  event: Recorded<OpeningBalanceEvent>,
): OpeningBalance | null {
  if (event.type === 'OpeningBalanceVoided') {
    const takenBack = event.data.takenBack !== undefined;
    const imported = takenBack ? {} : state?.imported;
    return state && { ...state, cells: {}, imported: imported ?? {}, voided: true, takenBack };
  }
  if (event.type !== 'OpeningBalanceEntered') return state;
  const { year, cells } = event.data;
  const before = state ?? { cells: {}, imported: {} };
  return {
    year,
    cells: { ...before.cells, ...cells },
    imported: { ...before.imported, ...cells },
    voided: false,
    takenBack: false,
  };
}

/** Cells that are new; a cell recorded otherwise is a conflict, unless the whole entry was voided. */
export function migrateOpening(
  state: OpeningBalance | null,
  { year, cells }: { readonly year: number; readonly cells: Cells },
):
  | { readonly ok: true; readonly events: readonly OpeningBalanceEvent[] }
  | { readonly ok: false; readonly field: string } {
  const known = state?.imported ?? {};
  const fresh = Object.entries(cells).filter(([path, value]) => known[path] !== value);
  const conflict = state?.voided ? undefined : fresh.find(([path]) => known[path] !== undefined);
  if (conflict !== undefined) return { ok: false, field: conflict[0] };
  if (fresh.length === 0) return { ok: true, events: [] };
  const entered = state?.voided ? cells : Object.fromEntries(fresh);
  const data = { year, cells: entered, migrated: true };
  return { ok: true, events: [{ type: 'OpeningBalanceEntered', v: 1, on: lastDayOf(year), data }] };
}

/** Every number that a report publishes of the tables and of what is compared with the year after, by its path. */
export function cellsOf(report: PartialReport): Cells {
  const counts = (['hotline', 'events'] as const).flatMap((block) =>
    HOTLINE_COUNTS.map((count) => [`${block}.${count}`, report[block]?.[count]] as const),
  );
  const all = [
    ...[...TABLE_CELLS.keys()].map((cell) => [cell, figureIn(report, cell)] as const),
    ...counts,
    ['publications.total', report.publications?.total] as const,
  ];
  return Object.fromEntries(
    all.flatMap(([cell, value]) => (value === null || value === undefined ? [] : [[cell, value] as const])),
  );
}

/** The tables of the year that cells stand for; what is not published is null. */
export function tablesOfCells(year: number, cells: Cells): PartialReport {
  const at = (path: string): number | null => cells[path] ?? null;
  const documents = (row: string) => recordOf(DOCUMENT_COLUMNS, (column) => at(`table2.${row}.${column}`));
  const rows = <Row extends string>(table: string, names: readonly Row[], columns: readonly string[]) =>
    recordOf(names, (row) => columns.map((column) => at(`${table}.${row}.${column}`)));
  return {
    year,
    table2: {
      ...recordOf(DOCUMENT_ROWS, documents),
      ...recordOf(DECISION_ROWS, (row) => at(`table2.${row}`)),
      feesTenThousandYuan: at('table2.feesTenThousandYuan'),
    },
    table3: {
      columns: TABLE3_COLUMNS,
      rows: rows(
        'table3',
        formOf(year).rows.map(({ key }) => key),
        TABLE3_COLUMNS,
      ),
    },
    table4: { columns: TABLE4_COLUMNS, rows: rows('table4', TABLE4_BLOCKS, TABLE4_COLUMNS) },
  };
}

/** A cell in which the records and the published report of the same year do not say the same. */
export type OpeningDifference = {
  readonly cell: string;
  readonly records: number;
  readonly published: number;
};

/** The year before as far as it is known: a cell that the records fill is theirs, another one is as published. */
export function withOpening(records: PartialReport, opening: OpeningBalance): PartialReport {
  const recorded = Object.entries(cellsOf(records)).filter(
    ([path, value]) => value !== 0 || opening.cells[path] === undefined,
  );
  return tablesOfCells(opening.year, { ...opening.cells, ...Object.fromEntries(recorded) });
}

/** Where the records took a published cell's place and say something else. */
export function openingDifferences(records: PartialReport, opening: OpeningBalance): OpeningDifference[] {
  return Object.entries(cellsOf(records)).flatMap(([cell, value]) => {
    const published = opening.cells[cell];
    const differs = value !== 0 && published !== undefined && published !== value;
    return differs ? [{ cell, records: value, published }] : [];
  });
}
