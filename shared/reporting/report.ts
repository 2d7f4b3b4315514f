/** The annual report as data, and its canonical bytes: the same figures give the same text, whatever the program. */
import {
  DECISION_ROWS,
  type DecisionRow,
  DOCUMENT_COLUMNS,
  DOCUMENT_ROWS,
  type DocumentColumn,
  type DocumentRow,
  type FixedRow,
  formOf,
  type Outcome,
  TABLE3_COLUMNS,
  TABLE4_BLOCKS,
  TABLE4_COLUMNS,
  type Table3Column,
  type Table4Block,
  type Table4Column,
} from '#shared/glossary.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { entriesInOrder, inOrder, type Json, sorted, write } from './json-text.ts';

type DocumentFigures = Readonly<Record<DocumentColumn, number>>;
export type Table2 = Readonly<Record<DocumentRow, DocumentFigures>> &
  Readonly<Record<DecisionRow, number>> & { readonly feesTenThousandYuan: number };
/** Rows hold one number a column, in the order of `columns`; the outcomes are those of the form of the year. */
export type Table3 = {
  readonly columns: readonly Table3Column[];
  readonly rows: Readonly<Record<FixedRow, readonly number[]>> &
    Readonly<Partial<Record<Outcome, readonly number[]>>>;
};
export type Table4 = {
  readonly columns: readonly Table4Column[];
  readonly rows: Readonly<Record<Table4Block, readonly number[]>>;
};

/** Keyed by printed label. */
export type CountsByLabel = Readonly<Record<string, number>>;
/** Rates are fractions, null where there is nothing to divide by. */
export type HotlineFigures = {
  readonly received: number;
  readonly receivedPreviousYear: number | null;
  readonly yearOnYear: number | null;
  readonly accepted: number;
  readonly closed: number;
  readonly closureRate: number | null;
  readonly closedOnTime: number;
  /** Accepted cases with a due date that are closed or past it; null where a part of the whole does not say it. */
  readonly dueKnown: number | null;
  readonly onTimeRate: number | null;
  readonly rated: number;
  readonly satisfied: number;
  readonly satisfactionRate: number | null;
  readonly dailyAverage: number | null;
  readonly bySource: CountsByLabel;
  readonly byType: CountsByLabel;
  readonly byTopic: CountsByLabel;
  readonly byDepartment: CountsByLabel;
  readonly byMonth: readonly number[];
};
export type PublicationFigures = {
  readonly total: number;
  readonly byColumn: CountsByLabel;
  readonly byMedium: CountsByLabel;
};
type NarrativeFigure = { readonly count: number; readonly unit: string };
export type NarrativeSection = {
  readonly number: number;
  readonly title: string;
  readonly text: string;
  /** Where the build has put figures in; no part of what is published. */
  readonly inserted?: readonly (readonly [number, number])[];
};
export type Narrative = {
  readonly figures: Readonly<Record<string, NarrativeFigure>>;
  readonly sections: readonly NarrativeSection[];
};

export type CheckId = 'K1' | 'K2' | 'K3' | 'K4' | 'K5' | 'K6' | 'K7' | 'K8';
export type Check = {
  readonly id: CheckId;
  readonly scope: string;
  readonly holds: boolean;
  readonly left: number;
  readonly right: number;
};

export type Report = {
  readonly office: { readonly id: string; readonly name: string };
  readonly year: number;
  readonly status: 'live' | 'closed';
  /** Null while live. */
  readonly version: number | null;
  readonly asOf: Instant | '';
  readonly table2: Table2;
  readonly table3: Table3;
  readonly table4: Table4;
  readonly hotline: HotlineFigures;
  readonly events: HotlineFigures;
  readonly publications: PublicationFigures;
  readonly narrative: Narrative;
  readonly checks: readonly Check[];
};

const counts = (source: CountsByLabel): Json => sorted(source, (count) => count);

function table2Json(table: Table2): Json {
  return new Map<string, Json>([
    ...DOCUMENT_ROWS.map((row) => [row, inOrder(table[row], DOCUMENT_COLUMNS)] as const),
    ...DECISION_ROWS.map((row) => [row, table[row]] as const),
    ['feesTenThousandYuan', table.feesTenThousandYuan],
  ]);
}

function hotlineJson(figures: HotlineFigures): Json {
  const { bySource, byType, byTopic, byDepartment, byMonth, ...numbers } = figures;
  return new Map<string, Json>([
    ...entriesInOrder(numbers, [
      'received',
      'receivedPreviousYear',
      'yearOnYear',
      'accepted',
      'closed',
      'closureRate',
      'closedOnTime',
      'dueKnown',
      'onTimeRate',
      'rated',
      'satisfied',
      'satisfactionRate',
      'dailyAverage',
    ]),
    ['bySource', counts(bySource)],
    ['byType', counts(byType)],
    ['byTopic', counts(byTopic)],
    ['byDepartment', counts(byDepartment)],
    ['byMonth', byMonth],
  ]);
}

function publicationsJson({ total, byColumn, byMedium }: PublicationFigures): Json {
  return inOrder({ total, byColumn: counts(byColumn), byMedium: counts(byMedium) }, [
    'total',
    'byColumn',
    'byMedium',
  ]);
}

function narrativeJson({ figures, sections }: Narrative): Json {
  return new Map<string, Json>([
    ['figures', sorted(figures, (figure) => inOrder(figure, ['count', 'unit']))],
    ['sections', sections.map((section) => inOrder(section, ['number', 'title', 'text']))],
  ]);
}

function checkJson({ id, scope, holds, left, right }: Check): Json {
  return new Map<string, Json>([
    ['id', id],
    ['scope', scope],
    ['holds', holds],
    ['left', left],
    ['right', right],
  ]);
}

function tableJson<Row extends string>(
  columns: readonly string[],
  rows: Readonly<Partial<Record<Row, readonly number[]>>>,
  keys: readonly Row[],
): Json {
  return new Map<string, Json>([
    ['columns', columns],
    ['rows', new Map(keys.map((key) => [key, rows[key] ?? []]))],
  ]);
}

export function canonicalJson(report: Report): string {
  const { year, status, version, asOf, table3, table4 } = report;
  const rows = formOf(year).rows.map(({ key }) => key);
  const json = new Map<string, Json>([
    ['office', inOrder(report.office, ['id', 'name'])],
    ...Object.entries({ year, status, version, asOf }),
    ['table2', table2Json(report.table2)],
    ['table3', tableJson(TABLE3_COLUMNS, table3.rows, rows)],
    ['table4', tableJson(TABLE4_COLUMNS, table4.rows, TABLE4_BLOCKS)],
    ['hotline', hotlineJson(report.hotline)],
    ['events', hotlineJson(report.events)],
    ['publications', publicationsJson(report.publications)],
    ['narrative', narrativeJson(report.narrative)],
    ['checks', report.checks.map(checkJson)],
  ]);
  return `${write(json)}\n`;
}

/** A report as `canonicalJson` has written it. */
export function reportIn(json: string): Report {
  return JSON.parse(json);
}
