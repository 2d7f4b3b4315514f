/** Rows of a worksheet (18.3.1) as they are heard: where a row or a cell does not say where it stands, it is the next. */
import { columnIn, MOST_COLUMNS, MOST_TABLE_COLUMNS } from '../column-letters.ts';
import type { CellNote } from '../read-raw-record.ts';
import { isoText, numberText, serialText } from './cell-values.ts';
import { type CellFormat, shownBy } from './number-formats.ts';
import type { Attributes, Heard } from './read-xml.ts';
import { TextRuns, unescaped } from './text-runs.ts';
import { damaged, oversized } from './workbook-faults.ts';

/** A number is the place of a text in the shared table. */
type Cell = string | number;
/** `cells` by column, with holes, and what is known of them beside their text; `line` is the sheet's own number of the row. */
export type SheetRow = {
  readonly line: number;
  readonly cells: readonly (Cell | undefined)[];
  readonly notes: (CellNote | undefined)[];
  readonly hidden: boolean;
};

export type Formats = {
  /** By the number a cell names as its style. */
  readonly styles: readonly CellFormat[];
  readonly is1904: boolean;
  /** Its writer left the results of formulas to the program that opens it, and wrote 0 for those it did not know. */
  readonly isUncounted: boolean;
};

const NOTES = {
  error: { is: 'error' },
  noResult: { is: 'noResult' },
  notText: { is: 'notText' },
  day: { is: 'day' },
  minute: { is: 'minute' },
} as const satisfies Readonly<Record<string, CellNote>>;

/** Excel itself ends a text at 32,767 characters; a row of an import has some dozens of cells. */
const MOST_ROW_CHARACTERS = 1 << 24;

export class SheetRows implements Heard {
  readonly #formats: Formats;
  readonly #runs = new TextRuns();
  #rows: SheetRow[] = [];
  #line = 0;
  #cells: (Cell | undefined)[] = [];
  #notes: (CellNote | undefined)[] = [];
  #hidden = false;
  #column = 0;
  #type = '';
  #style = 0;
  #inValue = false;
  #isFormula = false;
  #hasValue = false;
  #characters = 0;
  #within = false;
  #over = false;

  constructor(formats: Formats) {
    this.#formats = formats;
  }

  /** What follows the rows (merged cells, filters, comments) says nothing of the records. */
  get over(): boolean {
    return this.#over;
  }

  /** The rows that ended since the last time. */
  taken(): SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'sheetData') this.#within = true;
    if (!this.#within) return;
    if (name === 'c') this.#openCell(attributes);
    else if (name === 'v') this.#inValue = this.#hasValue = true;
    else if (name === 'f') this.#isFormula = true;
    else if (name === 'row') this.#openRow(attributes);
    else this.#runs.open(name, attributes);
  }

  text(piece: string): void {
    if (this.#inValue) this.#runs.append(piece);
    else if (this.#within) this.#runs.text(piece);
  }

  close(name: string): void {
    if (!this.#within) return;
    if (name === 'c') this.#closeCell();
    else if (name === 'v') this.#inValue = false;
    else if (name === 'row') this.#closeRow();
    else if (name === 'sheetData') {
      this.#within = false;
      this.#over = true;
    } else this.#runs.close(name);
  }

  #openRow({ r, hidden }: Attributes): void {
    this.#hidden = hidden === '1' || hidden === 'true';
    this.#line = r === undefined ? this.#line + 1 : Number(r);
    if (!Number.isSafeInteger(this.#line) || this.#line < 1) throw damaged(`there is no row ${r}`);
    this.#cells = [];
    this.#notes = [];
    this.#column = 0;
    this.#characters = 0;
  }

  #closeRow(): void {
    this.#rows.push({ line: this.#line, cells: this.#cells, notes: this.#notes, hidden: this.#hidden });
  }

  #openCell({ r, t, s }: Attributes): void {
    this.#column = r === undefined ? this.#column + 1 : columnIn(r);
    if (this.#column < 1 || this.#column > MOST_COLUMNS) throw damaged(`there is no cell ${r}`);
    this.#type = t ?? 'n';
    this.#style = s === undefined ? 0 : Number(s);
    this.#isFormula = false;
    this.#hasValue = false;
  }

  #closeCell(): void {
    const written = this.#runs.taken();
    // a formula may have made an empty text; one without any result has made nothing
    const isEmptyText = this.#type === 'str' && this.#hasValue;
    const isFeigned = this.#formats.isUncounted && this.#type === 'n' && Number(written) === 0;
    const isUnknown = written === '' ? !isEmptyText : isFeigned;
    if (this.#isFormula && isUnknown) this.#set('', NOTES.noResult);
    else if (written !== '') this.#take(written);
  }

  #take(written: string): void {
    this.#characters += written.length;
    if (this.#characters > MOST_ROW_CHARACTERS) throw oversized(`row ${this.#line} is too long`);
    const cell = this.#valueOf(written);
    this.#set(cell, this.#noteOf(cell));
  }

  #valueOf(written: string): Cell {
    switch (this.#type) {
      case 's':
        return Number(written);
      case 'str':
      case 'inlineStr':
        return unescaped(written);
      case 'b':
        return /^\s*(?:1|true)\s*$/.test(written) ? 'true' : 'false';
      case 'e':
        return written;
      case 'd':
        return isoText(written);
      default:
        return this.#isDate() ? serialText(written, this.#formats.is1904) : numberText(written);
    }
  }

  #noteOf(cell: Cell): CellNote | undefined {
    switch (this.#type) {
      case 's':
      case 'str':
      case 'inlineStr':
        return undefined;
      case 'b':
        return NOTES.notText;
      case 'e':
        return NOTES.error;
      case 'd':
        return NOTES.minute;
      default:
        return this.#noteOfNumber(String(cell));
    }
  }

  #noteOfNumber(text: string): CellNote | undefined {
    const format = this.#format();
    return format === 'day' || format === 'minute' ? NOTES[format] : shownBy(format, text);
  }

  #format(): CellFormat {
    return this.#formats.styles[this.#style] ?? 'plain';
  }

  #isDate(): boolean {
    const format = this.#format();
    return format === 'day' || format === 'minute';
  }

  #set(cell: Cell, note?: CellNote): void {
    const at = Math.min(this.#column - 1, MOST_TABLE_COLUMNS);
    this.#cells[at] = cell;
    if (note !== undefined) this.#notes[at] = note;
  }
}
