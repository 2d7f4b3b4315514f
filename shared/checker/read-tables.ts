/**
 * Tables 二, 三 and 四 of the published reports that a source holds. Nothing is guessed: what was not found, not
 * understood or printed twice with other numbers is unread, and said to be.
 */
import {
  DECISION_ROWS,
  DOCUMENT_COLUMN_LABELS,
  DOCUMENT_COLUMNS,
  DOCUMENT_ROWS,
  type Form,
  TABLE3_COLUMN_LABELS,
  TABLE3_COLUMNS,
  TABLE4_BLOCKS,
  TABLE4_COLUMN_LABELS,
  TABLE4_COLUMNS,
} from '#shared/glossary.ts';
import { formWithRows, type PartialReport } from '#shared/reporting/partial-report.ts';
import { type FigureCell, shown } from './figure-cell.ts';
import { FORM_ROWS, type FormRow, signsOf, type TableNumber } from './form-rows.ts';
import { type FittedRow, fitted, rowsFound, type SourceRow } from './found-rows.ts';
import { type ReportRows, reportsIn } from './several-reports.ts';

type Numbers = readonly (number | null)[];
/**
 * `unread`: what of the form was not found or not understood, in words for people; `remarks`: how something was read.
 * `others`: further reports of the same source.
 */
export type ReadTables = {
  readonly report: PartialReport;
  readonly unread: readonly string[];
  readonly remarks?: readonly string[];
  readonly isTrialForm?: true;
  readonly others?: readonly ReadTables[];
};

const TABLE_NAMES: Readonly<Record<TableNumber, string>> = { 2: '表二', 3: '表三', 4: '表四' };

export function readTables(source: readonly SourceRow[]): ReadTables {
  const isTrialForm = source.some(({ cells }) => cells.some((cell) => signsOf(cell) === '本年新制作数量'));
  const { found, disordered } = rowsFound(source);
  const fits = fitted(found).filter(({ row }) => !isTrialForm || row.table !== 2);
  const [read, ...others] = reportsIn(fits).map((rows) => readReport(rows, isTrialForm));
  const first = read ?? readReport({ rows: new Map(), unclear: new Map() }, isTrialForm);
  const lines = [...disordered].map((table) => `${TABLE_NAMES[table]}：各列的次序与格式不同，没有读取`);
  return { ...first, unread: [...lines, ...first.unread], ...(others.length > 0 && { others }) };
}

function readReport({ rows, unclear }: ReportRows, isTrialForm: boolean): ReadTables {
  const all = [...rows.values()];
  const tables = ([2, 3, 4] as const).map((table) => readTable(table, all, printsBlanks(all)));
  const numbers = new Map(tables.flatMap((table) => [...table.numbers]));
  const trial = isTrialForm ? ['这是2019、2020年的试行格式，其表二不核对'] : [];
  const form = formWithRows((key) => rows.has(key) || unclear.has(key));
  const lines = ([2, 3, 4] as const).flatMap((table) =>
    table === 2 && isTrialForm ? [] : missingLines(rowsOf(form, table), { rows, unclear }),
  );
  const unread = [...trial, ...lines, ...tables.flatMap((table) => table.unread)];
  const remarks = tables.flatMap((table) => table.remarks);
  return {
    report: reportOf(numbers, form),
    unread,
    ...(remarks.length > 0 && { remarks }),
    ...(isTrialForm && { isTrialForm }),
  };
}

type ReadTable = {
  readonly numbers: ReadonlyMap<string, Numbers>;
  readonly unread: readonly string[];
  readonly remarks: readonly string[];
};

/** A table that prints no 0 prints none of another kind: a blank, a dash or a slash is 0 there, and nowhere else. */
function readTable(table: TableNumber, all: readonly FittedRow[], isHabit: boolean): ReadTable {
  const rows = all.filter(({ row, cells }) => row.table === table && cells !== null);
  const cells = rows.flatMap((row) => row.cells ?? []);
  const printsZero = cells.some((cell) => cell.kind === 'number' && cell.value === 0);
  const isEmpty = cells.every(({ kind }) => kind === 'none');
  const isNoneZero = !printsZero && (isHabit || cells.some(({ kind }) => kind === 'number'));
  const read = rows.map(({ row, cells: own }) => ({
    row,
    values: (own ?? []).map((cell) => numberIn(cell, row, isNoneZero)),
    cells: own ?? [],
  }));
  const signs = new Set(cells.flatMap((cell) => (cell.kind === 'none' ? [cell.sign] : [])));
  const zeros =
    isNoneZero && signs.size > 0
      ? [
          `${TABLE_NAMES[table]}：${isEmpty ? '整表没有数字，照其他表的写法' : '本表'}以${signsText(signs)}表示0`,
        ]
      : [];
  const remarks = cells.flatMap((cell) => (cell.kind === 'number' && cell.remark ? [cell.remark] : []));
  return {
    numbers: new Map(read.map(({ row, values }) => [row.key, values])),
    unread: read.flatMap((one) => unreadCells(one)),
    remarks: [...zeros, ...remarks.map((remark) => `${TABLE_NAMES[table]}：${remark}`)],
  };
}

/** A table of nothing at all is zeros only where every other table prints none in this way. */
function printsBlanks(all: readonly FittedRow[]): boolean {
  const cells = all.flatMap((row) => row.cells ?? []);
  const numbers = cells.flatMap((cell) => (cell.kind === 'number' ? [cell.value] : []));
  return numbers.length > 0 && !numbers.includes(0);
}

function signsText(signs: ReadonlySet<string>): string {
  return [...signs].map((sign) => (sign === '' ? '空白' : `“${sign}”`)).join('、');
}

/** A fee is in 万元: one in 元, or a count in 万元, is not what the form asks for. */
function numberIn(cell: FigureCell, row: FormRow, isNoneZero: boolean): number | null {
  if (cell.kind === 'none') return isNoneZero ? 0 : null;
  if (cell.kind === 'words') return null;
  const isFee = row.key === 'feesTenThousandYuan';
  const isMoney = cell.unit.endsWith('元');
  const fits = cell.unit === '' || (isFee ? cell.unit === '万元' : !isMoney);
  return fits ? cell.value : null;
}

type ReadRow = {
  readonly row: FormRow;
  readonly values: Numbers;
  readonly cells: readonly FigureCell[];
};

function unreadCells({ row, values, cells }: ReadRow): string[] {
  const at = `${TABLE_NAMES[row.table]}：“${row.label}”`;
  const missing = values.flatMap((value, index) => (value === null ? [index] : []));
  if (missing.length === values.length && cells.every(({ kind }) => kind === 'none'))
    return [`${at}没有数字`];
  return missing.map((index) => {
    const cell = cells[index];
    const where = `${at}${columnName(row, index)}`;
    if (cell?.kind === 'none')
      return `${where}是${cell.sign === '' ? '空白' : `“${cell.sign}”`}，本表另有写明的0，不当作0`;
    const text = cell?.kind === 'words' ? shown(cell.text) : `${cell?.value}${cell?.unit}`;
    return `${where}“${text}”没有读懂`;
  });
}

function columnName({ table, width, label }: FormRow, index: number): string {
  if (width === 1) return '';
  const names: readonly string[] =
    table === 2
      ? DOCUMENT_COLUMNS.map((column) => DOCUMENT_COLUMN_LABELS[column])
      : table === 3
        ? TABLE3_COLUMNS.map((column) => TABLE3_COLUMN_LABELS[column])
        : TABLE4_COLUMNS.map((column) => TABLE4_COLUMN_LABELS[column]);
  return label === '' ? '' : `的“${names[index] ?? index + 1}”`;
}

/** What a report of the form has to hold. */
function rowsOf(form: Form, table: TableNumber): FormRow[] {
  return FORM_ROWS.filter(
    (row) => row.table === table && (table !== 3 || form.rows.some(({ key }) => key === row.key)),
  );
}

/** By table: the whole of it when nothing was read, else row by row. The leaves of （六） may stand in one line. */
function missingLines(ofTable: readonly FormRow[], { rows, unclear }: ReportRows): string[] {
  const isRead = (key: string): boolean =>
    rows.get(key)?.cells !== undefined && rows.get(key)?.cells !== null;
  const table = ofTable[0]?.table ?? 2;
  const missing = ofTable.filter(({ key }) => !isRead(key) && !(key.startsWith('other.') && isRead('other')));
  const misfit = (key: string): FittedRow | undefined => rows.get(key);
  const whole = rows.get('table4');
  if (table === 4 && whole !== undefined && missing.length === ofTable.length) return [misfitLine(whole)];
  if (missing.length === ofTable.length && missing.every(({ key }) => !misfit(key) && !unclear.has(key)))
    return [`没有读到${TABLE_NAMES[table]}`];
  return missing.map((row) => {
    const found = misfit(row.key);
    if (unclear.has(row.key)) return `${TABLE_NAMES[table]}：“${row.label}”有两行，数字不同，没有采用`;
    return found === undefined ? `${TABLE_NAMES[table]}：没有读到“${row.label}”` : misfitLine(found);
  });
}

function misfitLine({ row, count }: FittedRow): string {
  return `${TABLE_NAMES[row.table]}：“${row.label}”读到${count}个数字，应为${row.width}个`;
}

function reportOf(rows: ReadonlyMap<string, Numbers>, form: Form): PartialReport {
  const documents = DOCUMENT_ROWS.map((row) => [
    row,
    Object.fromEntries(DOCUMENT_COLUMNS.map((column, index) => [column, rows.get(row)?.[index] ?? null])),
  ]);
  const single = [...DECISION_ROWS, 'feesTenThousandYuan'].map((row) => [row, rows.get(row)?.[0] ?? null]);
  const other = rows.get('other');
  return {
    table2: Object.fromEntries([...documents, ...single]),
    table3: {
      rows: {
        ...Object.fromEntries(form.rows.map(({ key }) => [key, rows.get(key) ?? null])),
        ...(other && { other }),
      },
    },
    table4: { rows: Object.fromEntries(TABLE4_BLOCKS.map((block) => [block, rows.get(block) ?? null])) },
  };
}
