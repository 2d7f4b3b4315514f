/** The sheets of a workbook, line by line: cells at their columns, without those that a merged cell reaches over. */

import { decoded } from '#shared/documents/docx-text.ts';
import { readZip, ZipFault } from '#shared/documents/zip.ts';
import type { SourceRow } from './found-rows.ts';
import { marksOf } from './markup.ts';
import { RichText } from './sheet-text.ts';

const MOST_BYTES = 50_000_000;
/** The form has fifteen. */
const MOST_COLUMNS = 60;
const DIGITS = 15;
const WITHOUT_RESULT = '=（公式没有结果）';

/** Throws ZipFault when it is damaged or unpacks to too much. */
export function sheetSource(archive: Buffer): SourceRow[] {
  const parts = readZip(archive, MOST_BYTES);
  const textOf = (name: string): string => {
    const part = parts.find((one) => one.name === name);
    return part === undefined ? '' : part.bytes.toString('utf8');
  };
  const sheets = parts.map(({ name }) => name).filter((name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name));
  if (sheets.length === 0) throw new ZipFault('no workbook');
  const shared = sharedTexts(textOf('xl/sharedStrings.xml'));
  return sheets.sort(byNumber).flatMap((name) => rowsOf(textOf(name), shared));
}

const numberOf = (name: string): number => Number(/(\d{1,6})\.xml$/.exec(name)?.[1] ?? 0);
const byNumber = (a: string, b: string): number => numberOf(a) - numberOf(b);

/** The texts that cells point to, one after another. */
function sharedTexts(xml: string): string[] {
  const texts: RichText[] = [];
  for (const mark of marksOf(xml)) {
    if (mark.name === 'si' && !mark.isEnd) texts.push(new RichText());
    texts.at(-1)?.mark(mark);
  }
  return texts.map((text) => text.plain());
}

type SheetCell = { column: number; type: string; value: string | null; text: RichText; hasFormula: boolean };

function rowsOf(xml: string, shared: readonly string[]): SourceRow[] {
  const lines: { line: number; cells: SheetCell[] }[] = [];
  const merged: string[] = [];
  for (const mark of marksOf(xml)) {
    const { name, isEnd, attributes, text } = mark;
    const line = lines.at(-1);
    const cell = line?.cells.at(-1);
    cell?.text.mark(mark);
    if (isEnd) continue;
    if (name === 'row')
      lines.push({ line: Number(valueIn(attributes, 'r') ?? (line?.line ?? 0) + 1), cells: [] });
    else if (name === 'c') line?.cells.push(openedCell(attributes, cell));
    else if (name === 'f' && cell !== undefined) cell.hasFormula = true;
    else if (name === 'v' && cell !== undefined) cell.value = (cell.value ?? '') + decoded(text);
    else if (name === 'mergecell') merged.push(valueIn(attributes, 'ref') ?? '');
  }
  const covered = coveredPlaces(merged);
  const width = Math.max(0, ...lines.map(({ cells }) => Math.max(0, ...cells.map(({ column }) => column))));
  return lines.map(({ line, cells }) => {
    const texts = new Map(cells.map((cell) => [cell.column, textIn(cell, shared)]));
    const columns = Array.from({ length: Math.min(width, MOST_COLUMNS) }, (_, at) => at + 1);
    const free = columns.filter((column) => !covered.has(`${line} ${column}`));
    return { cells: free.map((column) => texts.get(column) ?? ''), isLine: true };
  });
}

function openedCell(attributes: string, before: SheetCell | undefined): SheetCell {
  const column = placeOf(valueIn(attributes, 'r') ?? '').column || (before?.column ?? 0) + 1;
  return {
    column,
    type: valueIn(attributes, 't') ?? 'n',
    value: null,
    text: new RichText(),
    hasFormula: false,
  };
}

/** A formula whose result nobody kept is no number, and not blank either. */
function textIn({ type, value, text, hasFormula }: SheetCell, shared: readonly string[]): string {
  if (type === 'inlineStr') return text.plain();
  if (value === null || value === '') return hasFormula ? WITHOUT_RESULT : '';
  if (type === 's') return shared[Number(value)] ?? '';
  if (type !== 'n') return value;
  const number = Number(value);
  return Number.isFinite(number) ? plain(Number(number.toPrecision(DIGITS))) : value;
}

/** 0.0000001 as digits, not as 1e-7. */
function plain(value: number): string {
  return String(value).includes('e') ? value.toFixed(DIGITS) : String(value);
}

function valueIn(attributes: string, name: string): string | undefined {
  return new RegExp(`\\s${name}="([^"]{0,40})"`).exec(attributes)?.[1];
}

/** `AB12` */
function placeOf(reference: string): { column: number; line: number } {
  const [, letters = '', line = '0'] = /^([A-Z]{1,3})(\d{1,7})$/.exec(reference) ?? [];
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { column, line: Number(line) };
}

/** Of a form's size: a merged cell over a thousand lines is none of its. */
const MOST_LINES = 1000;

function coveredPlaces(merged: readonly string[]): ReadonlySet<string> {
  return new Set(merged.slice(0, MOST_LINES).flatMap(placesUnder));
}

/** All but the first of the places that a merged cell takes. */
function placesUnder(reference: string): string[] {
  const [from, to] = reference.split(':').map(placeOf);
  if (from === undefined || to === undefined || to.line - from.line > MOST_LINES) return [];
  const columns = Math.min(to.column, MOST_COLUMNS) - from.column + 1;
  const places = Array.from({ length: (to.line - from.line + 1) * Math.max(0, columns) }, (_, at) => {
    return `${from.line + Math.floor(at / columns)} ${from.column + (at % columns)}`;
  });
  return places.slice(1);
}
