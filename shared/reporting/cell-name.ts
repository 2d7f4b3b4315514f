/** Which names a figure can go by, as `taizhang cell` takes them: a mistyped one must not pass for a figure of nought. */

import {
  DECISION_ROWS,
  DOCUMENT_COLUMNS,
  DOCUMENT_ROWS,
  TABLE3_COLUMNS,
  TABLE3_ROW_KEYS,
  TABLE4_BLOCKS,
  TABLE4_COLUMNS,
} from '#shared/glossary.ts';
import { mapAndLabel } from '#shared/kernel/contribution.ts';
import { isCountedElsewhere } from './counted-as.ts';

const crossed = (table: string, rows: readonly string[], columns: readonly string[]): string[] =>
  rows.flatMap((row) => columns.map((column) => `${table}.${row}.${column}`));

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

export const TABLE2_CELLS: readonly string[] = [
  ...crossed('table2', DOCUMENT_ROWS, DOCUMENT_COLUMNS),
  ...[...DECISION_ROWS, 'feesTenThousandYuan'].map((row) => `table2.${row}`),
];
export const table3Cells = (rows: readonly string[]): string[] => crossed('table3', rows, TABLE3_COLUMNS);
export const TABLE4_CELLS: readonly string[] = crossed('table4', TABLE4_BLOCKS, TABLE4_COLUMNS);
const NAMES: ReadonlySet<string> = new Set([
  ...TABLE2_CELLS,
  ...table3Cells(TABLE3_ROW_KEYS),
  ...TABLE4_CELLS,
  ...['hotline', 'events'].flatMap((block) =>
    [...HANDLING, ...COURSE, ...FOLLOWED].map((count) => `${block}.${count}`),
  ),
  'events.underSupervision',
  'publications.total',
  'fees.informationProcessing',
]);
/** Maps whose labels are the office's own; a label that nothing came under is a figure of nought. */
const MAPS =
  /^(?:(?:hotline|events)\.by(?:Source|Type|Topic|Department)|events\.(?:pending|linkedTo)|publications\.by(?:Column|Medium)|narrative\.figures)$/;

/** Rates and averages are worked out, not counted: no cases stand behind them. */
export function isCellName(name: string): boolean {
  return NAMES.has(name) || isCountedElsewhere(name) || MAPS.test(mapAndLabel(name)?.[0] ?? '');
}
