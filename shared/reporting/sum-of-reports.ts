/** The report of an office with those below it: every figure is the sum of the offices' own (条例 art. 49). */
import { DECISION_ROWS, DOCUMENT_COLUMNS, DOCUMENT_ROWS } from '#shared/glossary.ts';
import { recordOf } from '#shared/kernel/keys.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { RatePolicies } from '#shared/kernel/policies.ts';
import { completed, dayOf } from './build-report.ts';
import { rangesOf } from './day-ranges.ts';
import type { Period, ReportHead } from './figure-source.ts';
import { dailyAverage, withRates } from './hotline-figures.ts';
import type { Wording } from './narrative-template.ts';
import { type Cells, cellsOf, tablesOfCells } from './opening-balance.ts';
import type { PartialReport } from './partial-report.ts';
import type {
  CountsByLabel,
  HotlineFigures,
  Narrative,
  PublicationFigures,
  Report,
  Table2,
} from './report.ts';

type Summed = {
  /** 信息处理费 of all of them, in fen: the one figure that the prose states and no table holds apart. */
  readonly informationProcessingFen: number;
  /** The year before as published for the whole; else the sum of the offices' years before, as far as all have one. */
  readonly previous: PartialReport;
  readonly wording?: Wording;
  readonly period?: Period;
  /** As the office at the head of the whole has settled them for the year; what is counted is each office's own. */
  readonly rates?: RatePolicies;
};

export function sumOfReports(head: ReportHead, reports: readonly Report[], summed: Summed): Report {
  const { informationProcessingFen, previous, wording, period, rates } = summed;
  const average = (received: number): number =>
    dailyAverage(received, rangesOf(head.year, head.asOf, period));
  const counted = {
    ...head,
    table2: table2(reports.map((report) => report.table2)),
    table3: rowsOf(reports.map((report) => report.table3)),
    table4: rowsOf(reports.map((report) => report.table4)),
    hotline: hotline(
      reports.map((report) => report.hotline),
      { average, rates },
    ),
    events: hotline(
      reports.map((report) => report.events),
      { average, rates },
    ),
    publications: publications(reports.map((report) => report.publications)),
    figures: figures(reports.map((report) => report.narrative.figures)),
    informationProcessingFen,
    handledUntil: handledUntilOf(head, reports),
  };
  return completed(counted, { previous, ...(wording && { wording }) });
}

/** What an office has signed stands as of its own cut-off; what it has not, as of all its records. */
export function handledUntilOf(head: Pick<ReportHead, 'asOf'>, reports: readonly Report[]): PlainDate | null {
  const days = reports
    .filter(({ events }) => events.received > 0)
    .map(({ status, asOf }) => dayOf(status === 'closed' ? asOf : head.asOf));
  return days.every((day) => day === days[0]) ? (days[0] ?? null) : null;
}

/** A cell that one of them did not publish is not known of the whole. */
export function sumOfYearsBefore(year: number, reports: readonly PartialReport[]): PartialReport {
  const all = reports.map((report) => cellsOf(report));
  const [first = {}, ...others] = all;
  const known = Object.keys(first).filter((cell) => others.every((cells) => cells[cell] !== undefined));
  const total = (cell: string): number => exact(all.reduce((sum, cells) => sum + (cells[cell] ?? 0), 0));
  return tablesOfCells(year, Object.fromEntries(known.map((cell) => [cell, total(cell)])) satisfies Cells);
}

/** Fees have at most six decimals: without the dust that adding binary fractions leaves. */
function exact(value: number): number {
  return Math.round(value * 1_000_000) / 1_000_000;
}

function total<Part>(parts: readonly Part[], read: (part: Part) => number): number {
  return parts.reduce((sum, part) => sum + read(part), 0);
}

function table2(tables: readonly Table2[]): Table2 {
  const documents = recordOf(DOCUMENT_ROWS, (row) =>
    recordOf(DOCUMENT_COLUMNS, (column) => total(tables, (table) => table[row][column])),
  );
  const decisions = recordOf(DECISION_ROWS, (row) => total(tables, (table) => table[row]));
  const fees = exact(total(tables, (table) => table.feesTenThousandYuan));
  return { ...documents, ...decisions, feesTenThousandYuan: fees };
}

type Table = {
  readonly columns: readonly string[];
  readonly rows: Readonly<Record<string, readonly number[]>>;
};

function rowsOf<Form extends Table>(tables: readonly Form[]): Form {
  const [first] = tables;
  if (first === undefined) throw new Error('a sum of no reports');
  const rows = Object.entries(first.rows).map(([row, numbers]) => [
    row,
    numbers.map((_, at) => total(tables, (table) => table.rows[row]?.[at] ?? 0)),
  ]);
  return { ...first, rows: Object.fromEntries(rows) };
}

function labels(maps: readonly CountsByLabel[]): CountsByLabel {
  const sums: Record<string, number> = {};
  for (const [label, count] of maps.flatMap((map) => Object.entries(map)))
    sums[label] = (sums[label] ?? 0) + count;
  return sums;
}

/** Rates are of the whole, never the mean of the offices' rates. */
function hotline(
  parts: readonly HotlineFigures[],
  { average, rates }: { average: (received: number) => number; rates: RatePolicies | undefined },
): HotlineFigures {
  const of = (name: 'received' | 'accepted' | 'closed' | 'closedOnTime' | 'rated' | 'satisfied'): number =>
    total(parts, (part) => part[name]);
  const by = (name: 'bySource' | 'byType' | 'byTopic' | 'byDepartment') =>
    labels(parts.map((part) => part[name]));
  const [received, accepted, closed] = [of('received'), of('accepted'), of('closed')];
  const [closedOnTime, rated, satisfied] = [of('closedOnTime'), of('rated'), of('satisfied')];
  // a report that was signed before this was counted does not say it
  const known = parts.map((part) => part.dueKnown ?? null);
  const dueKnown = known.includes(null) ? null : total(parts, (part) => part.dueKnown ?? 0);
  const previous = parts.some((part) => part.receivedPreviousYear === null)
    ? null
    : total(parts, (part) => part.receivedPreviousYear ?? 0);
  return {
    ...withRates({ received, previous, accepted, closed, closedOnTime, dueKnown, rated, satisfied }, rates),
    dailyAverage: average(received),
    bySource: by('bySource'),
    byType: by('byType'),
    byTopic: by('byTopic'),
    byDepartment: by('byDepartment'),
    byMonth: Array.from({ length: 12 }, (_, month) => total(parts, (part) => part.byMonth[month] ?? 0)),
  };
}

function publications(parts: readonly PublicationFigures[]): PublicationFigures {
  return {
    total: total(parts, (part) => part.total),
    byColumn: labels(parts.map((part) => part.byColumn)),
    byMedium: labels(parts.map((part) => part.byMedium)),
  };
}

/** Figures of one name and unit add up; of another unit they are another thing, and both are named with theirs. */
function figures(parts: readonly Narrative['figures'][]): Narrative['figures'] {
  const sums = new Map<string, { name: string; unit: string; count: number }>();
  for (const [name, { count, unit }] of parts.flatMap((part) => Object.entries(part))) {
    const key = JSON.stringify([name, unit]);
    sums.set(key, { name, unit, count: (sums.get(key)?.count ?? 0) + count });
  }
  const named = [...sums.values()];
  const isAlone = (name: string): boolean => named.filter((one) => one.name === name).length === 1;
  return Object.fromEntries(
    named.map(({ name, unit, count }) => [isAlone(name) ? name : `${name}（${unit}）`, { count, unit }]),
  );
}
