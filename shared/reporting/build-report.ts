/** The report from the weights of its cells. Nothing is added up here that is not itself a set of cases. */
import {
  DECISION_ROWS,
  DOCUMENT_COLUMNS,
  DOCUMENT_ROWS,
  formOf,
  TABLE3_COLUMNS,
  TABLE4_BLOCKS,
  TABLE4_COLUMNS,
  type Table3Row,
  type Table4Block,
} from '#shared/glossary.ts';
import { INFORMATION_PROCESSING_FEE } from '#shared/kernel/contribution.ts';
import { recordOf } from '#shared/kernel/keys.ts';
import { dateOfInstant, type PlainDate } from '#shared/kernel/plain-date.ts';
import type { RatePolicies } from '#shared/kernel/policies.ts';
import { checksOf } from './checks.ts';
import type { FigureSource, Period, ReportHead } from './figure-source.ts';
import { hotlineFigures } from './hotline-figures.ts';
import { narrativeSections } from './narrative.ts';
import type { Figures } from './narrative-sentences.ts';
import type { Wording } from './narrative-template.ts';
import { type OpeningBalance, withOpening } from './opening-balance.ts';
import type { PartialReport } from './partial-report.ts';
import type { Narrative, PublicationFigures, Report, Table2, Table3, Table4 } from './report.ts';

/**
 * `previous` is the year before as it was published; without it K4 and K5 compare with the year before by the records,
 * filled with what an `opening` balance says where there are none.
 */
type BuildOptions = {
  readonly period?: Period;
  readonly opening?: OpeningBalance;
  readonly previous?: PartialReport;
  readonly wording?: Wording;
  readonly rates?: RatePolicies;
};

export function buildReport(head: ReportHead, source: FigureSource, options: BuildOptions = {}): Report {
  const { year } = head;
  const { period, wording, opening, rates } = options;
  const asked = { source, head, rates, ...(period && { period }), ...(opening && { opening }) };
  const counted = {
    ...head,
    ...tablesOf(source, year),
    hotline: hotlineFigures('hotline', asked),
    events: hotlineFigures('events', asked),
    publications: publications(source, year),
  };
  const figures = narrativeFigures(source, year);
  const informationProcessingFen = source.weight(INFORMATION_PROCESSING_FEE, year);
  return completed(
    { ...counted, figures, informationProcessingFen, handledUntil: dayOf(head.asOf) },
    {
      previous: options.previous ?? previousOf(source, year - 1, opening),
      ...(wording && { wording }),
    },
  );
}

/** Null of an empty ledger. */
export function dayOf(asOf: Report['asOf']): PlainDate | null {
  return asOf === '' ? null : dateOfInstant(asOf);
}

/** Prose and tie-outs from figures that stand. */
export function completed(
  counted: Figures,
  { previous, wording }: { readonly previous: PartialReport; readonly wording?: Wording },
): Report {
  const { figures, informationProcessingFen, handledUntil: _prose, ...rest } = counted;
  const narrative = { figures, sections: narrativeSections(counted, wording) };
  const report: Report = { ...rest, narrative, checks: [] };
  return { ...report, checks: checksOf(report, previous, informationProcessingFen) };
}

function previousOf(source: FigureSource, year: number, opening?: OpeningBalance): PartialReport {
  const records = { year, ...tablesOf(source, year) };
  return opening === undefined ? records : withOpening(records, opening);
}

export function tablesOf(source: FigureSource, year: number): Pick<Report, 'table2' | 'table3' | 'table4'> {
  return { table2: table2(source, year), table3: table3(source, year), table4: table4(source, year) };
}

const FEES = 'table2.feesTenThousandYuan';

/** One figure of the tables by itself, without the rest; null where the form of that year has no such row. */
export function tableFigure(source: FigureSource, year: number, name: string): number | null {
  const isPrinted = (key: string) => name.startsWith(`table3.${key}.`);
  if (name.startsWith('table3.') && !formOf(year).rows.some(({ key }) => isPrinted(key))) return null;
  const weight = source.weight(name, year);
  return name === FEES ? weight / 1_000_000 : weight; // A7: 万元, exact to the fen
}

function table2(source: FigureSource, year: number): Table2 {
  const documents = recordOf(DOCUMENT_ROWS, (row) =>
    recordOf(DOCUMENT_COLUMNS, (column) => source.weight(`table2.${row}.${column}`, year)),
  );
  const decisions = recordOf(DECISION_ROWS, (row) => source.weight(`table2.${row}`, year));
  return { ...documents, ...decisions, feesTenThousandYuan: tableFigure(source, year, FEES) ?? 0 };
}

function table3(source: FigureSource, year: number): Table3 {
  const numbers = (row: Table3Row) =>
    TABLE3_COLUMNS.map((column) => source.weight(`table3.${row}.${column}`, year));
  const keys = formOf(year).rows.map(({ key }) => key);
  return { columns: TABLE3_COLUMNS, rows: recordOf(keys, numbers) };
}

function table4(source: FigureSource, year: number): Table4 {
  const numbers = (block: Table4Block) =>
    TABLE4_COLUMNS.map((column) => source.weight(`table4.${block}.${column}`, year));
  return { columns: TABLE4_COLUMNS, rows: recordOf(TABLE4_BLOCKS, numbers) };
}

function publications(source: FigureSource, year: number): PublicationFigures {
  return {
    total: source.weight('publications.total', year),
    byColumn: source.labelled('publications.byColumn', year),
    byMedium: source.labelled('publications.byMedium', year),
  };
}

function narrativeFigures(source: FigureSource, year: number): Narrative['figures'] {
  const counts = source.labelled('narrative.figures', year);
  const figures = Object.entries(counts).map(
    ([name, count]) => [name, { count, unit: source.units[name] ?? '' }] as const,
  );
  return Object.fromEntries(figures);
}
