/** The rows of the form met on the way through the cells of a source, each with the figures that follow its label. */
import { APPLICANT_TYPES, TABLE3_COLUMN_LABELS } from '#shared/glossary.ts';
import { ColumnOrder } from './column-order.ts';
import { COVERED, type FigureCell, figureIn, withoutNotes } from './figure-cell.ts';
import { BLOCK_ROWS, type FormRow, rowNamed, signsOf, type TableNumber } from './form-rows.ts';

/** `isLine`: the cells are all of one line of a table; else only what stood on a line of text. */
export type SourceRow = { readonly cells: readonly string[]; readonly isLine: boolean };
type FoundRow = { readonly row: FormRow; readonly cells: readonly FigureCell[] };

/** Longer than any label with its headings. */
const MOST_SIGNS = 200;
/** A remark beside a figure is short. */
const SPOILED = 40;
const APPLICANTS = APPLICANT_TYPES.length;
const FIRST_COLUMN = TABLE3_COLUMN_LABELS[APPLICANT_TYPES[0]];
const LAST_COLUMN = TABLE3_COLUMN_LABELS.total;
const SPOILED_FIGURE = new RegExp(`^[#=+(（\\[~≈约]?\\s*[\\p{N}#=${COVERED}]`, 'u');

/** `disordered`: tables whose columns stand in another order than the form's; nothing of them is read. */
export function rowsFound(source: readonly SourceRow[]): {
  readonly found: FoundRow[];
  readonly disordered: ReadonlySet<TableNumber>;
} {
  const walk = new Walk();
  for (const row of source) walk.line(row);
  return { found: walk.found, disordered: walk.columns.disordered };
}

class Walk {
  readonly found: { row: FormRow; cells: FigureCell[] }[] = [];
  #signs = '';
  readonly columns = new ColumnOrder();
  /** The column of the first kind of applicant, in lines of so many cells. */
  #first: { readonly at: number; readonly width: number } | null = null;
  /** In what money is counted, as the last heading says. */
  #money: string | undefined;
  #current: { row: FormRow; cells: FigureCell[] } | null = null;

  line({ cells, isLine }: SourceRow): void {
    const figures = cells.map(figureIn);
    const ordinals = ordinalsIn(figures, this.#isWaiting() && figures[0]?.kind === 'number');
    const known = this.found.length;
    // a row of one line ends with it, unless the next one goes on with figures
    if (isLine && this.#current?.cells.length && figures.find(isFilled)?.kind === 'words') this.#end('');
    const label = figures.findIndex(isLabel);
    for (const [at, figure] of figures.entries())
      if (!ordinals.has(at) && !(isCovered(figure) && (label < 0 || at < label))) this.#take(figure, isLine);
    if (isLine) this.#placed(figures, known);
    if (isLine && this.#current !== null && !this.#isWaiting()) this.#end('');
  }

  /** Where a line says in which columns the applicants stand, the figures of the lines below are those in them. */
  #placed(figures: readonly FigureCell[], known: number): void {
    const signs = figures.map((figure) => (figure.kind === 'words' ? labelSigns(figure.text) : ''));
    const first = signs.indexOf(FIRST_COLUMN);
    if (first >= 0) {
      const isWhole = signs.indexOf(LAST_COLUMN, first) === first + APPLICANTS;
      this.#first = isWhole ? { at: first, width: figures.length } : null;
    }
    const last = this.found.at(-1);
    if (this.#first === null || this.found.length === known || last?.row.table !== 3) return;
    const { at, width } = this.#first;
    const end = at + APPLICANTS + 1;
    const isBeside = signs.slice(0, at).some((label) => label !== '');
    const isLabel = signs.slice(at, end).some((label) => rowNamed(label) !== null);
    if (isBeside && !isLabel && figures.length === width) last.cells = figures.slice(at, end);
  }

  #isWaiting(): boolean {
    return this.#current !== null && this.#current.cells.length < this.#current.row.width;
  }

  #take(figure: FigureCell, isLine: boolean): void {
    if (figure.kind === 'words' && !this.#isSpoiled(figure.text, isLine)) {
      const before = this.#current === null ? this.#signs : '';
      const money = MONEY.exec(figure.text);
      if (money !== null) this.#money = money[1] ?? money[2];
      if (isLine) this.columns.heading(labelSigns(figure.text));
      this.#end(before.slice(-MOST_SIGNS) + labelSigns(figure.text));
      return;
    }
    if (this.#current === null) this.#begin();
    const isUnpriced = figure.kind === 'number' && figure.unit === '' && this.#money !== undefined;
    const isFee = this.#current?.row.key === 'feesTenThousandYuan';
    this.#current?.cells.push(isFee && isUnpriced ? { ...figure, unit: this.#money ?? '' } : figure);
  }

  #begin(): void {
    const row = rowNamed(this.#signs);
    if (row === null) return;
    this.#current = { row, cells: [] };
    if (row.key !== 'feesTenThousandYuan') this.#money = undefined;
    if (this.columns.isFormsOf(row)) this.found.push(this.#current);
  }

  #end(signs: string): void {
    this.#current = null;
    this.#signs = signs;
  }

  /** A figure with something about it that we do not understand: it keeps its place, and is said to be unread. */
  #isSpoiled(text: string, isLine: boolean): boolean {
    if (text.length > SPOILED || rowNamed(labelSigns(text)) !== null) return false;
    const isFigure = SPOILED_FIGURE.test(text);
    const isSign = isLine && !/\p{Script=Han}/u.test(text);
    if (this.#current === null) return (isFigure || isSign) && rowNamed(this.#signs) !== null;
    return (
      this.#isWaiting() && (isFigure || (isLine && this.#current.cells.some(({ kind }) => kind === 'number')))
    );
  }
}

/** （单位：万元）, （件）: what is counted is no part of a label. */
const UNIT_BEHIND = /[（(](?:单位[:：]?)?\s*(?:件次?|宗|个|条|项|万元|元)[)）]\s*$/;
const UNIT_ALONE = /^[（(]?(?:单位[:：]?)?\s*(?:件次?|宗|个|条|项|份|万元)[)）]?$/;
const MONEY = /单位[:：]?\s*([百千万亿]{0,2}元)|[（(]\s*([百千万亿]{0,2}元)\s*[)）]/;
const labelSigns = (text: string): string =>
  UNIT_ALONE.test(text) ? '' : signsOf(withoutNotes(text).replace(UNIT_BEHIND, ''));

/** Reached over from the line above: before a label it is part of that label's heading. */
const isCovered = (figure: FigureCell): boolean => figure.kind === 'words' && figure.text === COVERED;
const isFilled = ({ kind }: FigureCell): boolean => kind !== 'none';
const isLabel = (figure: FigureCell): boolean =>
  figure.kind === 'words' && /\p{Script=Han}/u.test(figure.text);

/** Places of numbers that only count the lines or the leaves: one alone before the words of a row's label. */
function ordinalsIn(figures: readonly FigureCell[], continues: boolean): ReadonlySet<number> {
  const places = new Set<number>();
  let signs = '';
  for (const [at, figure] of figures.entries()) {
    if (figure.kind === 'words') signs += signs.length > MOST_SIGNS ? '' : labelSigns(figure.text);
    const isAlone = figures[at - 1]?.kind !== 'number' && figures[at + 1]?.kind === 'words';
    const isFirst = signs === '' && !continues;
    if (figure.kind === 'number' && isAlone && (isFirst || rowNamed(signs) === null)) places.add(at);
  }
  return places;
}

/** `cells` are as many as the row is wide; null where that cannot be told. `count` is how many stood there. */
export type FittedRow = {
  readonly row: FormRow;
  readonly cells: readonly FigureCell[] | null;
  readonly count: number;
};

/** Blank cells around the figures are those of merged cells; how many follow is the same all down a table. */
export function fitted(found: readonly FoundRow[]): FittedRow[] {
  const trailing = new Map<string, number>();
  const kindOf = ({ table, width }: FormRow): string => `${table} ${width}`;
  for (const { row, cells } of found)
    if (cells.length > row.width)
      trailing.set(kindOf(row), Math.min(trailing.get(kindOf(row)) ?? cells.length, blanksAtEnd(cells)));
  return found.flatMap((one) => fittedRow(one, trailing.get(kindOf(one.row)) ?? 0)).flatMap(byBlock);
}

function blanksAtEnd(cells: readonly FigureCell[]): number {
  const last = cells.findLastIndex(({ kind }) => kind !== 'none');
  return cells.length - 1 - last;
}

function fittedRow({ row, cells }: FoundRow, trailing: number): FittedRow[] {
  const spare = cells.length - row.width;
  const after = Math.min(trailing, Math.max(0, spare));
  const before = Math.max(0, spare) - after;
  const first = cells.findIndex(({ kind }) => kind !== 'none');
  const isFit = spare >= 0 && (first < 0 || first >= before);
  if (isFit) return [{ row, cells: cells.slice(before, before + row.width), count: row.width }];
  const bare = cells.slice(Math.max(0, first), cells.length - blanksAtEnd(cells));
  return bare.length === 0
    ? []
    : [{ row, cells: bare.length === row.width ? bare : null, count: bare.length }];
}

/** Table 四 in one line is its three blocks. */
function byBlock(fit: FittedRow): FittedRow[] {
  const { row, cells } = fit;
  if (row.key !== 'table4' || cells === null) return [fit];
  return BLOCK_ROWS.map((block, at) => ({
    row: block,
    cells: cells.slice(at * block.width, (at + 1) * block.width),
    count: block.width,
  }));
}
