/** The tie-outs K1–K8 (勾稽关系) of a report, ours or any office's. What is not published is not checked. */
import { TABLE3_COLUMNS, TABLE4_BLOCKS, TABLE4_COLUMNS } from '#shared/glossary.ts';
import { narrativeChecks } from './checks-narrative.ts';
import { numberChecks } from './checks-numbers.ts';
import {
  compare,
  documentsOf,
  type PartialReport,
  printedOutcomes,
  printedRows,
  sum,
  table3Cell,
  table4Cell,
} from './partial-report.ts';
import type { Check } from './report.ts';

function table3Checks(report: PartialReport): Check[] {
  const cell = table3Cell(report);
  const k1 = TABLE3_COLUMNS.flatMap((column) =>
    compare('K1', `table3.${column}`, {
      left: sum([cell('newlyReceived', column), cell('carriedOver', column)]),
      right: sum([cell('concluded', column), cell('carriedForward', column)]),
    }),
  );
  const outcomes = printedOutcomes(report);
  const k2 = TABLE3_COLUMNS.flatMap((column) =>
    compare('K2', `table3.${column}`, {
      left: cell('concluded', column),
      right: sum(outcomes.map((outcome) => cell(outcome, column))),
    }),
  );
  const applicants = TABLE3_COLUMNS.filter((column) => column !== 'total');
  const rows = printedRows(report);
  const k3 = rows.flatMap((row) =>
    compare('K3', `table3.${row}`, {
      left: cell(row, 'total'),
      right: sum(applicants.map((column) => cell(row, column))),
    }),
  );
  return [...k1, ...k2, ...k3];
}

function previousYearChecks(report: PartialReport, previous: PartialReport): Check[] {
  const cell = table3Cell(report);
  const before = table3Cell(previous);
  const k4 = TABLE3_COLUMNS.flatMap((column) =>
    compare('K4', `table3.${column}`, {
      left: cell('carriedOver', column),
      right: before('carriedForward', column),
    }),
  );
  const stocks = documentsOf(previous);
  const k5 = documentsOf(report).flatMap(({ row, issued, repealed, inForce }) => {
    const stock = stocks.find((one) => one.row === row)?.inForce ?? null;
    const right = sum([stock, issued, repealed === null ? null : -repealed]);
    return compare('K5', `table2.${row}`, { left: inForce, right });
  });
  return [...k4, ...k5];
}

function table4Checks(report: PartialReport): Check[] {
  const cell = table4Cell(report);
  const results = TABLE4_COLUMNS.filter((column) => column !== 'total');
  return TABLE4_BLOCKS.flatMap((block) =>
    compare('K6', `table4.${block}`, {
      left: cell(block, 'total'),
      right: sum(results.map((column) => cell(block, column))),
    }),
  );
}

/** K4 and K5 only with the report of the year before. */
export function checksOf(report: PartialReport, previous?: PartialReport, processingFen?: number): Check[] {
  return [
    ...table3Checks(report),
    ...(previous === undefined ? [] : previousYearChecks(report, previous)),
    ...table4Checks(report),
    ...narrativeChecks(report, processingFen),
    ...numberChecks(report),
  ];
}
