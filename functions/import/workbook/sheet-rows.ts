/** Rows of a worksheet (18.3.1) as they are heard: where a row or a cell does not say where it stands, it is the next. */
import { isoText, numberText, serialText } from './cell-values.ts';
import type { Attributes, Heard } from './read-xml.ts';
import { TextRuns, unescaped } from './text-runs.ts';
import { damaged, oversized } from './workbook-faults.ts';

/** A number is the place of a text in the shared table. */
export type Cell = string | number;
/** `cells` by column, with holes; `line` is the sheet's own number of the row. */
export type SheetRow = { readonly line: number; readonly cells: readonly (Cell | undefined)[] };

export type Formats = {
  /** By the number a cell names as its style. */
  readonly isDate: readonly boolean[];
  readonly is1904: boolean;
};

/** Column XFD, the last there is. */
const MOST_COLUMNS = 16_384;
/** Excel itself ends a text at 32,767 characters; a row of an import has some dozens of cells. */
const MOST_ROW_CHARACTERS = 1 << 24;
const LETTER_A = 64;

export class SheetRows implements Heard {
  readonly #formats: Formats;
  readonly #runs = new TextRuns();
  #rows: SheetRow[] = [];
  #line = 0;
  #cells: (Cell | undefined)[] = [];
  #column = 0;
  #type = '';
  #style = 0;
  #inValue = false;
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
    else if (name === 'v') this.#inValue = true;
    else if (name === 'row') this.#openRow(attributes);
    else this.#runs.open(name);
  }

  text(piece: string): void {
    if (this.#inValue) this.#runs.append(piece);
    else if (this.#within) this.#runs.text(piece);
  }

  close(name: string): void {
    if (!this.#within) return;
    if (name === 'c') this.#closeCell();
    else if (name === 'v') this.#inValue = false;
    else if (name === 'row') this.#rows.push({ line: this.#line, cells: this.#cells });
    else if (name === 'sheetData') {
      this.#within = false;
      this.#over = true;
    } else this.#runs.close(name);
  }

  #openRow({ r }: Attributes): void {
    this.#line = r === undefined ? this.#line + 1 : Number(r);
    if (!Number.isSafeInteger(this.#line) || this.#line < 1) throw damaged(`there is no row ${r}`);
    this.#cells = [];
    this.#column = 0;
    this.#characters = 0;
  }

  #openCell({ r, t, s }: Attributes): void {
    this.#column = r === undefined ? this.#column + 1 : columnIn(r);
    if (this.#column < 1 || this.#column > MOST_COLUMNS) throw damaged(`there is no cell ${r}`);
    this.#type = t ?? 'n';
    this.#style = s === undefined ? 0 : Number(s);
  }

  #closeCell(): void {
    const written = this.#runs.taken();
    if (written === '') return;
    const cell = this.#valueOf(written);
    this.#characters += written.length;
    if (this.#characters > MOST_ROW_CHARACTERS) throw oversized(`row ${this.#line} is too long`);
    this.#cells[this.#column - 1] = cell;
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
        return this.#formats.isDate[this.#style] === true
          ? serialText(written, this.#formats.is1904)
          : numberText(written);
    }
  }
}

/** `AB12` is column 28. */
function columnIn(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) - LETTER_A;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
    if (column > MOST_COLUMNS) return column;
  }
  return column;
}
