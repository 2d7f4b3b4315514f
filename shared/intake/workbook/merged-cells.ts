/**
 * Cells that were merged (18.3.1.55) stand behind the rows they belong to. They are looked for while the sheet is
 * looked through from end to end, before its rows are read: a cell holds for every row it covers.
 */
import { columnIn } from '../column-letters.ts';
import type { CellNote } from '../read-raw-record.ts';
import { oversized } from './workbook-faults.ts';

type Merged = {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
};
type Filling = Merged & { readonly text: string; readonly note: CellNote | undefined };
/** The texts of a row by column, and what is known of its cells. */
type Row = {
  readonly line: number;
  readonly fields: string[];
  readonly notes: (CellNote | undefined)[];
};

/** Some twenty times what a year of hotline cases could need. */
const MOST_MERGED = 1 << 20;
const LONGEST_ELEMENT = 1 << 10;
const END_OF_ROWS = /<\/(?:[\w.-]+:)?sheetData$/;
const MERGED = /<(?:[\w.-]+:)?mergeCell\s[^<>]*?\bref\s*=\s*["'](\$?[A-Z]+)\$?(\d+):(\$?[A-Z]+)\$?(\d+)["']/g;
const ACROSS: CellNote = { is: 'acrossColumns' };

/** Reads all of `sheet`. Throws UnreadableFile. */
export async function mergedCellsIn(sheet: AsyncIterable<Buffer>): Promise<MergedCells> {
  const found: Merged[] = [];
  let text = '';
  let isBehind = false;
  for await (const piece of sheet) {
    text += piece.toString('latin1');
    isBehind ||= endOfRows(text) >= 0;
    if (isBehind) found.push(...mergedIn(text));
    if (found.length > MOST_MERGED) throw oversized(`${found.length} merged cells`);
    // what was read stays only where an element goes on
    const begun = text.slice(Math.max(text.lastIndexOf('<'), text.length - LONGEST_ELEMENT));
    text = begun.startsWith('<') && !begun.includes('>') ? begun : '';
  }
  return new MergedCells(found.sort((one, other) => one.top - other.top));
}

function endOfRows(text: string): number {
  for (let at = text.indexOf('sheetData>'); at >= 0; at = text.indexOf('sheetData>', at + 1))
    if (END_OF_ROWS.test(text.slice(Math.max(0, at - 40), at + 'sheetData'.length))) return at;
  return -1;
}

function mergedIn(text: string): Merged[] {
  return [...text.matchAll(MERGED)].map(([, from = '', top, to = '', bottom]) => ({
    ...{ top: Number(top), bottom: Number(bottom) },
    ...{ left: columnIn(from.replace('$', '')), right: columnIn(to.replace('$', '')) },
  }));
}

export class MergedCells {
  readonly #merged: readonly Merged[];
  #next = 0;
  #open: Filling[] = [];
  #filled = 0;

  constructor(merged: readonly Merged[]) {
    this.#merged = merged;
  }

  /** Rows into which a cell was filled. */
  get filled(): number {
    return this.#filled;
  }

  /** Titles and headings hold for no row below them. */
  leave(line: number): void {
    while ((this.#merged[this.#next]?.top ?? Number.POSITIVE_INFINITY) <= line) this.#next += 1;
  }

  /** Rows come in their order. What a covered cell still holds nobody sees. */
  fill({ line, fields, notes }: Row): void {
    this.#open = this.#open.filter(({ bottom }) => bottom >= line);
    for (let one = this.#merged[this.#next]; one !== undefined && one.top <= line; ) {
      const [text, note] =
        one.top === line ? [fields[one.left - 1] ?? '', notes[one.left - 1]] : ['', undefined];
      if (one.bottom >= line && (text !== '' || note !== undefined)) this.#open.push({ ...one, text, note });
      this.#next += 1;
      one = this.#merged[this.#next];
    }
    for (const one of this.#open) spread(one, { fields, notes });
    if (this.#open.some(({ top }) => top < line)) this.#filled += 1;
  }
}

/** Down its first column; of the columns beside that one nobody can say what they hold. */
function spread(
  { left, right, text, note }: Filling,
  { fields, notes }: Pick<Row, 'fields' | 'notes'>,
): void {
  for (let column = left; column <= Math.min(right, fields.length); column += 1) {
    fields[column - 1] = column === left ? text : '';
    notes[column - 1] = column === left ? note : ACROSS;
  }
}
