/** K8: every count is a whole number of at least 0, fees are at least 0. */
import {
  DECISION_ROWS,
  DOCUMENT_COLUMNS,
  TABLE3_COLUMNS,
  TABLE4_BLOCKS,
  TABLE4_COLUMNS,
} from '#shared/glossary.ts';
import { documentsOf, type PartialReport, printedRows, table3Cell, table4Cell } from './partial-report.ts';
import type { Check } from './report.ts';

type Figure = { readonly scope: string; readonly value: number; readonly allowed: number };

/** `allowed` is the nearest number the cell could hold. */
function count(scope: string, value: number | null | undefined): Figure[] {
  if (value === null || value === undefined) return [];
  return [{ scope, value, allowed: Math.max(0, Math.trunc(value)) }];
}

function table2Figures(report: PartialReport): Figure[] {
  const { table2 } = report;
  const fees = table2?.feesTenThousandYuan ?? null;
  return [
    ...documentsOf(report).flatMap((numbers) =>
      DOCUMENT_COLUMNS.flatMap((column) => count(`table2.${numbers.row}.${column}`, numbers[column])),
    ),
    ...DECISION_ROWS.flatMap((row) => count(`table2.${row}`, table2?.[row])),
    ...(fees === null
      ? []
      : [{ scope: 'table2.feesTenThousandYuan', value: fees, allowed: Math.max(0, fees) }]),
  ];
}

function table3Figures(report: PartialReport): Figure[] {
  const cell = table3Cell(report);
  return printedRows(report).flatMap((row) =>
    TABLE3_COLUMNS.flatMap((column) => count(`table3.${row}.${column}`, cell(row, column))),
  );
}

function table4Figures(report: PartialReport): Figure[] {
  const cell = table4Cell(report);
  return TABLE4_BLOCKS.flatMap((block) =>
    TABLE4_COLUMNS.flatMap((column) => count(`table4.${block}.${column}`, cell(block, column))),
  );
}

/** One entry a faulty cell; one entry for a table without fault, its sides the number of faults. */
function entriesOf(table: string, figures: readonly Figure[]): Check[] {
  const faulty = figures.filter(({ value, allowed }) => value !== allowed);
  if (figures.length === 0) return [];
  if (faulty.length === 0) return [{ id: 'K8', scope: table, holds: true, left: 0, right: 0 }];
  return faulty.map(({ scope, value, allowed }) => ({
    id: 'K8',
    scope,
    holds: false,
    left: value,
    right: allowed,
  }));
}

export function numberChecks(report: PartialReport): Check[] {
  return [
    ...entriesOf('table2', table2Figures(report)),
    ...entriesOf('table3', table3Figures(report)),
    ...entriesOf('table4', table4Figures(report)),
  ];
}
