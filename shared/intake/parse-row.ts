/** One row of an import: from the cells of a file to the fields of a case, or its first fault in column order. */
import { type PlainDate, yearOf } from '#shared/kernel/plain-date.ts';
import type { RefusalCode } from '#shared/kernel/refusal-code.ts';
import { WRITTEN_TWICE } from '#shared/kernel/repeated-keys.ts';
import type { ColumnSpec, KindSpec } from './kinds.ts';
import { type CellFault, type CellOptions, LABEL_LIMIT, parseCell } from './parse-cell.ts';
import { parseDateCell } from './parse-dates.ts';
import { columnOf } from './parse-headings.ts';
import { CELL_LIMIT, type CellNote, type RawRecord, UNDECODABLE } from './read-raw-record.ts';

export type Row = Record<string, string | number>;

type RowFault = {
  readonly line: number;
  readonly field: string;
  readonly code: RefusalCode;
  readonly message: string;
};

/** By the key of a column: what stands in the file → the key of the choice it means; '' for none. */
export type MappedValues = Readonly<Record<string, Readonly<Record<string, string>>>>;

export type ParseOptions = CellOptions & {
  readonly today: PlainDate;
  /** Heading of the file → key of the column. */
  readonly map?: Readonly<Record<string, string>>;
  readonly values?: MappedValues;
  /** By the key of a column that the file does not have: what holds for all of its rows. */
  readonly fixed?: Readonly<Record<string, string>>;
  /** Whether messages repeat what stood in the cell: to the sender of the file, not where it is kept. */
  readonly quotes?: boolean;
};

/** `defaulted`: the columns that were blank and hold their default. */
export type ParsedRow =
  | { readonly ok: true; readonly row: Row; readonly defaulted: readonly string[] }
  | ({ readonly ok: false } & RowFault);

const SAID: Partial<Record<RefusalCode, string>> = {
  required: '不能为空',
  badDate: '不是有效的日期',
  future: '不能晚于今天',
  badChoice: '不在可选范围内',
  badNumber: '不是有效的数字',
  unreadable: '读不出来',
  dateOrder: '不能早于',
  together: '须同时填写',
  encoding: '含有无法识别的字节',
  conflict: WRITTEN_TWICE,
  tooLong: '超过 1000000 个字符',
  badCharacter: '含有看不见的控制字符，或者改变文字方向的字符',
};

export function parseRow(spec: KindSpec, record: RawRecord, options: ParseOptions): ParsedRow {
  if (record.fault?.field === '') return { ok: false, line: record.line, ...record.fault };
  const { cells, notes, twice } = cellsOf(spec, record, options);
  const dayOf = (key: string): PlainDate => parseDateCell(cells[key] ?? '', options) ?? options.today;
  const row: Row = {};
  const faults = new Map<string, CellFault>(twice.map((key) => [key, { code: 'conflict' }]));
  const defaulted: string[] = [];
  for (const column of spec.columns) {
    const text = meant(column.key, cells[column.key] ?? options.fixed?.[column.key] ?? '', options);
    const damaged = record.fault === undefined ? undefined : damage(text);
    const own = inItsYear(column, spec, dayOf);
    const cell = damaged ?? parseCell(own, { text, note: notes?.[column.key] }, options);
    if (!cell.ok) faults.set(column.key, faults.get(column.key) ?? cell);
    else if (cell.value !== undefined) row[column.key] = cell.value;
    else if (column.required) faults.set(column.key, { code: 'required' });
    else if (column.default !== undefined) {
      row[column.key] = column.default;
      defaulted.push(column.key);
    }
  }
  crossChecks(spec, { row, faults, today: options.today });
  const first = spec.columns.find(({ key }) => faults.has(key));
  const fault = faults.get(first?.key ?? '');
  if (first !== undefined && fault !== undefined) {
    const quoted = options.quotes ? (cells[first.key] ?? '') : '';
    const message = `${headingOf(first)}${said(spec, first, { ...fault, quoted })}`;
    return { ok: false, line: record.line, field: first.key, code: fault.code, message };
  }
  return record.fault === undefined
    ? { ok: true, row, defaulted }
    : { ok: false, line: record.line, ...record.fault };
}

/** What is said of this file goes before what the office has said once. */
export function mergedValues(remembered: MappedValues = {}, own: MappedValues = {}): MappedValues {
  const columns = [...new Set([...Object.keys(remembered), ...Object.keys(own)])];
  return Object.fromEntries(columns.map((key) => [key, { ...remembered[key], ...own[key] }]));
}

/** What the office has said that a value means, in place of the value. */
function meant(key: string, text: string, { values }: ParseOptions): string {
  const said = values?.[key];
  return said === undefined ? text : (said[text.trim()] ?? text);
}

/** The cells under the keys of the columns, and columns that are filled under two names: which holds is not guessed. */
function cellsOf(spec: KindSpec, record: RawRecord, options: ParseOptions) {
  const cells: Record<string, string> = {};
  const notes: Record<string, CellNote> | undefined = record.notes && {};
  const twice: string[] = [];
  for (const heading in record.cells) {
    const key = columnOf(spec, heading, options);
    if (key === undefined) continue;
    const [before, text] = [cells[key], record.cells[heading] ?? ''];
    const note = record.notes?.[heading];
    if (before === undefined || before.trim() === '') cells[key] = text;
    else if (text.trim() !== '') twice.push(key);
    if (notes !== undefined && note !== undefined) notes[key] ??= note;
  }
  for (const heading of record.repeated ?? []) twice.push(columnOf(spec, heading, options) ?? '');
  return { cells, notes, twice };
}

/** Without a date that can be read, as of today: its own column says what is wrong with it. */
function inItsYear(
  column: ColumnSpec,
  { together }: KindSpec,
  dayOf: (key: string) => PlainDate,
): ColumnSpec {
  if (column.choicesIn === undefined) return column;
  const dated = together?.find((key) => key !== column.key) ?? '';
  return { ...column, choices: column.choicesIn(yearOf(dayOf(dated))) };
}

function damage(text: string): { readonly ok: false; readonly code: RefusalCode } | undefined {
  if (text.length > CELL_LIMIT) return { ok: false, code: 'tooLong' };
  return text.includes(UNDECODABLE) ? { ok: false, code: 'encoding' } : undefined;
}

type Findings = {
  readonly row: Row;
  readonly faults: Map<string, CellFault>;
  readonly today: PlainDate;
};

/** What cells say to one another; a column keeps the fault it already has. */
function crossChecks(spec: KindSpec, { row, faults, today }: Findings): void {
  const find = (key: string, code: RefusalCode): void => {
    if (!faults.has(key)) faults.set(key, { code });
  };
  const needed = spec.requiredWhen;
  if (needed && row[needed.when] === needed.is && row[needed.column] === undefined)
    find(needed.column, 'required');
  if (spec.together) {
    const [a, b] = spec.together;
    const has = (key: string): boolean => row[key] !== undefined || faults.has(key);
    if (has(a) !== has(b)) find(has(a) ? b : a, 'together');
  }
  for (const [earlier, later] of spec.order ?? [])
    if (dayIn(row[later]) < dayIn(row[earlier])) find(later, 'dateOrder');
  for (const { key, type, mayBeFuture } of spec.columns) {
    const isDay = type === 'date' || type === 'instant';
    if (isDay && !mayBeFuture && dayIn(row[key]) > today) find(key, 'future');
  }
}

/** The day of a date or an instant; nothing is before or after a blank. */
function dayIn(value: string | number | undefined): string | number {
  return value === undefined ? Number.NaN : String(value).slice(0, 10);
}

type Told = CellFault & { readonly quoted: string };

function said(spec: KindSpec, column: ColumnSpec, fault: Told): string {
  const { code } = fault;
  const ordered = spec.order?.find(([, later]) => later === column.key);
  const pair = code === 'together' ? spec.together : code === 'dateOrder' ? ordered : undefined;
  const otherKey = pair?.find((key) => key !== column.key);
  const other = spec.columns.find(({ key }) => key === otherKey);
  const words = wordsOf(column, fault);
  if (other === undefined) return words;
  return code === 'together' ? `与${headingOf(other)}${words}` : `${words}${headingOf(other)}`;
}

const QUOTED: readonly RefusalCode[] = ['badDate', 'badChoice', 'badNumber', 'unreadable'];
const MOST_QUOTED = 24;

/** What a number, a label and a free text may not be is not the same; what stood there is said, and what may help. */
function wordsOf({ type }: ColumnSpec, { code, why, advice, quoted }: Told): string {
  const isShort = type === 'identity' || type === 'label';
  if (isShort && code === 'tooLong') return `超过 ${LABEL_LIMIT} 个字符`;
  const text = quoted.replace(/\s+/g, ' ').trim();
  const cut = text.length > MOST_QUOTED ? `${text.slice(0, MOST_QUOTED)}…` : text;
  const read = QUOTED.includes(code) && cut !== '' ? `：“${cut}”` : '';
  return `${why ?? SAID[code] ?? '有误'}${read}${advice ? `；${advice}` : ''}`;
}

function headingOf(column: ColumnSpec): string {
  return column.headings[1];
}
