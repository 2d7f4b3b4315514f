/**
 * Tables 二, 三 and 四 of a published report from their cells: a row is known by its printed label, whatever blanks,
 * brackets and full stops an office has set in it, and takes the numbers that follow.
 */
import {
  DECISION_ROWS,
  DOCUMENT_COLUMNS,
  DOCUMENT_ROWS,
  TABLE2_ROW_LABELS,
  TABLE3_COLUMNS,
  TABLE3_ROWS,
  TABLE4_BLOCKS,
  TABLE4_COLUMN_LABELS,
  TABLE4_COLUMNS,
} from '../../shared/glossary.ts';
import type { PartialReport } from '../../shared/reporting/partial-report.ts';

type Numbers = readonly (number | null)[];
type Row = {
  readonly key: string;
  readonly table: 2 | 3 | 4;
  readonly label: string;
  /** The end of what stands before the numbers, as `signsOf` leaves it. */
  readonly signs: string;
  readonly width: number;
};
/** `unread`: what of the form was not found or not understood, in words for people. */
export type ReadTables = { readonly report: PartialReport; readonly unread: readonly string[] };

const NAMES = { 2: '表二', 3: '表三', 4: '表四' } as const;

/** Only what distinguishes the labels: characters and digits. */
function signsOf(text: string): string {
  return text.normalize('NFKC').replace(/[^\p{Script=Han}\d]/gu, '');
}

const ROWS: readonly Row[] = [
  ...DOCUMENT_ROWS.map((key) => rowOf({ key, table: 2, label: TABLE2_ROW_LABELS[key], width: 3 })),
  ...[...DECISION_ROWS, 'feesTenThousandYuan' as const].map((key) =>
    rowOf({ key, table: 2, label: TABLE2_ROW_LABELS[key], width: 1 }),
  ),
  ...TABLE3_ROWS.map(({ key, label }) => rowOf({ key, table: 3, label, width: TABLE3_COLUMNS.length })),
  {
    ...{ key: 'table4', table: 4, label: '数字', width: TABLE4_BLOCKS.length * TABLE4_COLUMNS.length },
    signs: TABLE4_COLUMNS.map((column) => TABLE4_COLUMN_LABELS[column]).join(''),
  },
];

function rowOf(row: Omit<Row, 'signs'>): Row {
  return { ...row, signs: signsOf(row.label) };
}

/** A sign for "none" reads as an empty cell; undefined for words. */
function numberIn(cell: string): number | null | undefined {
  const text = cell.normalize('NFKC').replace(/[\s,]/g, '');
  if (/^[-–—−/\\]*$/.test(text)) return null;
  return /^-?\d{1,15}(?:\.\d{1,6})?$/.test(text) ? Number(text) : undefined;
}

type Found = { readonly row: Row; readonly numbers: (number | null)[] };

/** Each row of the form met on the way, with all the numbers up to the next words. */
function rowsIn(cells: readonly string[]): Found[] {
  const found: Found[] = [];
  let signs = '';
  let current: Found | null = null;
  for (const cell of cells) {
    const number = numberIn(cell);
    if (number === undefined) {
      // longer than any label with its headings
      signs = (current === null ? signs : '').slice(-200) + signsOf(cell);
      current = null;
      continue;
    }
    current ??= begun(signs, found);
    current?.numbers.push(number);
  }
  return found.filter(({ numbers }) => numbers.some((number) => number !== null));
}

function begun(signs: string, found: Found[]): Found | null {
  const row = ROWS.find((one) => signs.endsWith(one.signs));
  if (row === undefined) return null;
  const begins: Found = { row, numbers: [] };
  found.push(begins);
  return begins;
}

/** Empty cells around the numbers are those of merged cells, unless they are needed. */
function fitted(numbers: Numbers, width: number): Numbers {
  let fit = numbers;
  while (fit.length > width && fit.at(-1) === null) fit = fit.slice(0, -1);
  while (fit.length > width && fit[0] === null) fit = fit.slice(1);
  return fit;
}

export function readTables(cells: readonly string[]): ReadTables {
  const isTrialForm = cells.some((cell) => signsOf(cell) === '本年新制作数量');
  const rows = new Map<string, Numbers>();
  const misfits = new Map<string, string>();
  for (const { row, numbers } of rowsIn(cells)) {
    if (isTrialForm && row.table === 2) continue;
    const fit = fitted(numbers, row.width);
    if (fit.length === row.width) rows.set(row.key, fit);
    else misfits.set(row.key, `“${row.label}”读到${fit.length}个数字，应为${row.width}个`);
  }
  const trial = isTrialForm ? ['这是2019、2020年的试行格式，其表二不核对'] : [];
  return { report: reportOf(rows), unread: [...trial, ...unreadOf(rows, { misfits, isTrialForm })] };
}

type Missing = { readonly misfits: ReadonlyMap<string, string>; readonly isTrialForm: boolean };

/** By table: the whole of it when nothing was read, else row by row. */
function unreadOf(rows: ReadonlyMap<string, Numbers>, { misfits, isTrialForm }: Missing): string[] {
  return ([2, 3, 4] as const).flatMap((table) => {
    if (table === 2 && isTrialForm) return [];
    const ofTable = ROWS.filter((row) => row.table === table);
    const missing = ofTable.filter(({ key }) => !rows.has(key));
    if (missing.length === ofTable.length && missing.every(({ key }) => !misfits.has(key)))
      return [`没有读到${NAMES[table]}`];
    return missing.map(({ key, label }) => `${NAMES[table]}：${misfits.get(key) ?? `没有读到“${label}”`}`);
  });
}

function reportOf(rows: ReadonlyMap<string, Numbers>): PartialReport {
  const documents = DOCUMENT_ROWS.map((row) => [
    row,
    Object.fromEntries(DOCUMENT_COLUMNS.map((column, index) => [column, rows.get(row)?.[index] ?? null])),
  ]);
  const single = [...DECISION_ROWS, 'feesTenThousandYuan'].map((row) => [row, rows.get(row)?.[0] ?? null]);
  const appeals = rows.get('table4');
  const width = TABLE4_COLUMNS.length;
  const blocks = TABLE4_BLOCKS.map((block, index) => [
    block,
    appeals?.slice(index * width, (index + 1) * width) ?? null,
  ]);
  return {
    table2: Object.fromEntries([...documents, ...single]),
    table3: { rows: Object.fromEntries(TABLE3_ROWS.map(({ key }) => [key, rows.get(key) ?? null])) },
    table4: { rows: Object.fromEntries(blocks) },
  };
}
