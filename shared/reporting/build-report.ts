/** The report from the weights of its cells. Nothing is added up here that is not itself a set of cases. */
import {
  DECISION_ROWS,
  type DecisionRow,
  DOCUMENT_COLUMNS,
  DOCUMENT_ROWS,
  type DocumentColumn,
  type DocumentRow,
  TABLE3_COLUMNS,
  TABLE3_ROW_KEYS,
  TABLE4_BLOCKS,
  TABLE4_COLUMNS,
  type Table3Row,
  type Table4Block,
} from '../glossary.ts';
import { checksOf } from './checks.ts';
import type { FigureSource, Period, ReportHead } from './figure-source.ts';
import { hotlineFigures } from './hotline-figures.ts';
import type {
  DocumentFigures,
  Narrative,
  PublicationFigures,
  Report,
  Table2,
  Table3,
  Table4,
} from './report.ts';

export function buildReport(head: ReportHead, source: FigureSource, period?: Period): Report {
  const { year } = head;
  const tables = tablesOf(source, year);
  const report: Report = {
    ...head,
    ...tables,
    hotline: hotlineFigures('hotline', { source, head, ...(period && { period }) }),
    events: hotlineFigures('events', { source, head, ...(period && { period }) }),
    publications: publications(source, year),
    narrative: narrative(source, year),
    checks: [],
  };
  return { ...report, checks: checksOf(report, { year: year - 1, ...tablesOf(source, year - 1) }) };
}

function tablesOf(source: FigureSource, year: number): Pick<Report, 'table2' | 'table3' | 'table4'> {
  return { table2: table2(source, year), table3: table3(source, year), table4: table4(source, year) };
}

function table2(source: FigureSource, year: number): Table2 {
  const column = (row: DocumentRow, one: DocumentColumn) =>
    [one, source.weight(`table2.${row}.${one}`, year)] as const;
  const figures = (row: DocumentRow) =>
    Object.fromEntries(DOCUMENT_COLUMNS.map((one) => column(row, one))) as DocumentFigures;
  const documents = Object.fromEntries(DOCUMENT_ROWS.map((row) => [row, figures(row)])) as Record<
    DocumentRow,
    DocumentFigures
  >;
  const decisions = Object.fromEntries(
    DECISION_ROWS.map((row) => [row, source.weight(`table2.${row}`, year)]),
  ) as Record<DecisionRow, number>;
  const fen = source.weight('table2.feesTenThousandYuan', year);
  return { ...documents, ...decisions, feesTenThousandYuan: fen / 1_000_000 }; // A7: 万元, exact to the fen
}

function table3(source: FigureSource, year: number): Table3 {
  const numbers = (row: Table3Row) =>
    TABLE3_COLUMNS.map((column) => source.weight(`table3.${row}.${column}`, year));
  const rows = Object.fromEntries(TABLE3_ROW_KEYS.map((row) => [row, numbers(row)])) as Record<
    Table3Row,
    number[]
  >;
  return { columns: TABLE3_COLUMNS, rows };
}

function table4(source: FigureSource, year: number): Table4 {
  const numbers = (block: Table4Block) =>
    TABLE4_COLUMNS.map((column) => source.weight(`table4.${block}.${column}`, year));
  const rows = Object.fromEntries(TABLE4_BLOCKS.map((block) => [block, numbers(block)])) as Record<
    Table4Block,
    number[]
  >;
  return { columns: TABLE4_COLUMNS, rows };
}

function publications(source: FigureSource, year: number): PublicationFigures {
  return {
    total: source.weight('publications.total', year),
    byColumn: source.labelled('publications.byColumn', year),
    byMedium: source.labelled('publications.byMedium', year),
  };
}

function narrative(source: FigureSource, year: number): Narrative {
  const counts = source.labelled('narrative.figures', year);
  const figures = Object.entries(counts).map(
    ([name, count]) => [name, { count, unit: source.units[name] ?? '' }] as const,
  );
  return { figures: Object.fromEntries(figures), sections: [] };
}
