/** A figure by its name, as `taizhang cell` takes it: a mistyped one must not pass for a figure of nought. */

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
  type Table3Column,
  type Table3Row,
  type Table4Block,
  type Table4Column,
} from '#shared/glossary.ts';
import { isPast, openDueOf } from '#shared/hotline/past-due.ts';
import { mapAndLabel } from '#shared/kernel/contribution.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { DEFAULT_RATES, type RatePolicies, satisfiedName } from '#shared/kernel/policies.ts';
import { monthRange, overlap, rangesOf } from './day-ranges.ts';
import type { Period } from './figure-source.ts';

/** A cell of tables 二, 三 and 四; decisions and fees stand in table 二 without a column. */
export type TableCell<Row = Table3Row> =
  | { readonly table: 'table2'; readonly row: DocumentRow; readonly column: DocumentColumn }
  | { readonly table: 'table2'; readonly row: DecisionRow | 'feesTenThousandYuan'; readonly column: null }
  | { readonly table: 'table3'; readonly row: Row; readonly column: Table3Column }
  | { readonly table: 'table4'; readonly row: Table4Block; readonly column: Table4Column };

const crossed = <Table extends string, Row extends string, Column extends string>(
  table: Table,
  rows: readonly Row[],
  columns: readonly Column[],
) =>
  rows.flatMap((row) =>
    columns.map((column) => [`${table}.${row}.${column}`, { table, row, column }] as const),
  );

const TABLE2 = [
  ...crossed('table2', DOCUMENT_ROWS, DOCUMENT_COLUMNS),
  ...[...DECISION_ROWS, 'feesTenThousandYuan' as const].map(
    (row) => [`table2.${row}`, { table: 'table2', row, column: null }] as const,
  ),
];
const TABLE4 = crossed('table4', TABLE4_BLOCKS, TABLE4_COLUMNS);

export const TABLE2_CELLS: readonly string[] = TABLE2.map(([name]) => name);
export const TABLE4_CELLS: readonly string[] = TABLE4.map(([name]) => name);
export const table3Cells = (rows: readonly string[]): string[] =>
  crossed('table3', rows, TABLE3_COLUMNS).map(([name]) => name);
/** Every cell of the tables of all forms, by its name. */
export const TABLE_CELLS: ReadonlyMap<string, TableCell> = new Map<string, TableCell>([
  ...TABLE2,
  ...crossed('table3', TABLE3_ROW_KEYS, TABLE3_COLUMNS),
  ...TABLE4,
]);
/** And （六）其他处理 in one line: it has a name where a report is read, and no figure of its own. */
export const PRINTED_CELLS = new Map<string, TableCell<Table3Row | 'other'>>([
  ...TABLE_CELLS,
  ...crossed('table3', ['other'], TABLE3_COLUMNS),
]);

const HANDLING = [
  'received',
  'accepted',
  'closed',
  'closedOnTime',
  'dueKnown',
  'withoutDueDate',
  'rated',
  'satisfied',
];
/** The office's own indicators. */
const COURSE = ['misdispatched', 'rightlyDispatched', 'returned', 'extended', 'redone', 'reopened'];
const FOLLOWED = ['supervised', 'followedUp', 'fullySatisfied'];

const NAMES: ReadonlySet<string> = new Set([
  ...TABLE_CELLS.keys(),
  ...['hotline', 'events'].flatMap((block) =>
    [...HANDLING, ...COURSE, ...FOLLOWED].map((count) => `${block}.${count}`),
  ),
  'events.underSupervision',
  'publications.total',
  'fees.informationProcessing',
]);
/** Maps whose labels are the office's own; a label that nothing came under is a figure of nought. */
const MAPS =
  /^(?:(?:hotline|events)\.by(?:Source|Type|Topic|Department)|events\.(?:pending|linkedTo)|appeals\.about|publications\.by(?:Column|Medium)|narrative\.figures)$/;

/** Rates and averages are worked out, not counted: no cases stand behind them. */
export function isCellName(name: string): boolean {
  return NAMES.has(name) || isCountedElsewhere(name) || MAPS.test(mapAndLabel(name)?.[0] ?? '');
}

/**
 * `days` null: none at all. Without it, whatever stands in the year. `openDue`: and the open cases of that map whose
 * date has passed by then.
 */
export type Counted = {
  readonly cell: string;
  readonly year: number;
  readonly days?: Period | null;
  readonly openDue?: { readonly map: string; readonly asOf: Instant | '' };
};
/** The report the figure stands in, as `rangesOf` takes it. */
type CountedIn = {
  readonly year: number;
  readonly asOf: Instant | '';
  readonly period?: Period | undefined;
  readonly rates?: RatePolicies | undefined;
};

/** Months from 0, as in the report's JSON. */
const MONTH = /^(hotline|events)\.byMonth(?:\[(\d|1[01])\]|\.(\d|1[01]))$/;
const DUE_KNOWN = /^(hotline|events)\.dueKnown$/;
const SATISFIED = /^(hotline|events)\.satisfied$/;
const PREVIOUS = /^(hotline|events)\.receivedPreviousYear$/;
/** Stocks that hold at one moment, whenever their cases came in. */
const STANDING = /^events\.(?:pending|underSupervision|linkedTo)/;

/** What is counted under a figure's name: the weight of a cell in a year, or of a daily cell over some of its days. */
export function countedAs(name: string, { year, asOf, period, rates = DEFAULT_RATES }: CountedIn): Counted {
  const { own, before } = rangesOf(year, asOf, period);
  const [, block, bracketed, dotted] = MONTH.exec(name) ?? [];
  if (block !== undefined) {
    const month = monthRange(year, Number(bracketed ?? dotted));
    return { cell: `${block}.received`, year, days: overlap(month, own) };
  }
  const [, earlier] = PREVIOUS.exec(name) ?? [];
  if (earlier !== undefined) return { cell: `${earlier}.received`, year: year - 1, days: before };
  const isNarrowed = period !== undefined && /^(?:hotline|events)\./.test(name) && !STANDING.test(name);
  const [, due] = DUE_KNOWN.exec(name) ?? [];
  const [, rated] = SATISFIED.exec(name) ?? [];
  const cell = rated === undefined ? name : `${rated}.${satisfiedName(rates)}`;
  const isClosedOnly = due === undefined || rates.hotlineOnTimeOver === 'closed';
  const openDue = isClosedOnly ? {} : { openDue: { map: openDueOf(due), asOf } };
  return { cell, year, ...(isNarrowed && { days: period }), ...openDue };
}

/** Whether a cell is one that is counted; `openDue` names many. */
export function isCell({ cell, openDue }: Pick<Counted, 'cell' | 'openDue'>, name: string): boolean {
  if (name === cell) return true;
  const [map, due] = mapAndLabel(name) ?? [];
  return openDue !== undefined && map === openDue.map && due !== undefined && isPast(due, openDue.asOf);
}

/** Whether a name is that of a month, or of the days of the year before: counted, but no cell of its own. */
const isCountedElsewhere = (name: string): boolean => MONTH.test(name) || PREVIOUS.test(name);
