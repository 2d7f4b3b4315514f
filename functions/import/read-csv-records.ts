/**
 * RFC 4180 in pieces. csv-parse knows neither the line a record starts on nor a bound on a field that it can
 * outlive, and an import needs both: one bad record must not end the file. A quote that was never meant as one spoils
 * its own line and no other: reading goes on at the line after it.
 */
import { CELL_LIMIT } from './read-raw-record.ts';

/** `spoilt`: its quotes do not match, so nobody can tell where its fields end. */
export type CsvRecord = { readonly line: number; readonly fields: string[]; readonly spoilt: boolean };

const QUOTE = 34;
const COMMA = 44;
const LF = 10;
const CR = 13;
const BLANKS = [9, 32];
/** No text of a case is as long: what stands in quotes for longer began with a stray one. */
const LONGEST_QUOTED = 1 << 24;

type State = 'start' | 'plain' | 'quoted' | 'quoteSeen' | 'closed' | 'spoilt';

export class CsvSplitter {
  #state: State = 'start';
  #field = '';
  #fields: string[] = [];
  #line = 1;
  #startLine = 1;
  #skipLineFeed = false;
  #records: CsvRecord[] = [];
  /** Fields of the first record that is not blank: the headings. */
  #width = 0;
  /** All that was read since the end of the record's first line, while the record goes on; null within its first line. */
  #held: string | null = null;
  /** Where in the text at hand that begins or goes on. */
  #heldFrom = 0;
  #astray = false;

  /** The records that end within `text`. */
  push(text: string): CsvRecord[] {
    this.#read(text);
    if ((this.#held?.length ?? 0) > LONGEST_QUOTED) this.#read(this.#rewound(''));
    return this.#taken();
  }

  /** The records that the end of the file ends. */
  end(): CsvRecord[] {
    while (this.#state !== 'start' || this.#fields.length > 0) {
      const isOpen = this.#state === 'quoted';
      if (this.#held !== null && (isOpen || this.#swallowsRows())) this.#read(this.#rewound(''));
      else this.#endRecord(isOpen || this.#state === 'spoilt');
    }
    return this.#taken();
  }

  #taken(): CsvRecord[] {
    const records = this.#records;
    this.#records = [];
    return records;
  }

  #read(given: string): void {
    let text = given;
    this.#heldFrom = 0;
    for (let at = 0; at < text.length; ) {
      at = this.#state === 'quoted' ? this.#quoted(text, at) : this.#unquoted(text, at);
      if (!this.#astray) continue;
      text = this.#rewound(text);
      at = 0;
    }
    if (this.#held !== null) this.#held += text.slice(this.#heldFrom);
  }

  /** The record ends with its first line; what was read since is to be read again. */
  #rewound(text: string): string {
    const again = (this.#held ?? '') + text.slice(this.#heldFrom);
    this.#astray = false;
    this.#line = this.#startLine + 1;
    this.#endRecord(true);
    this.#heldFrom = 0;
    return again;
  }

  #quoted(text: string, from: number): number {
    const quote = text.indexOf('"', from);
    const end = quote < 0 ? text.length : quote;
    this.#append(text, from, end);
    for (let at = text.indexOf('\n', from); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) {
      this.#line += 1;
      if (this.#held === null) this.#hold(at + 1);
    }
    if (quote < 0) return end;
    this.#state = 'quoteSeen';
    return quote + 1;
  }

  #hold(from: number): void {
    this.#held = '';
    this.#heldFrom = from;
  }

  #unquoted(text: string, at: number): number {
    const code = text.charCodeAt(at);
    const afterReturn = this.#skipLineFeed;
    this.#skipLineFeed = false;
    if (afterReturn && code === LF) return at + 1;
    if (code === LF || code === CR) return this.#endLine(code, at + 1);
    if (this.#state === 'spoilt') return at + 1;
    if (code === QUOTE && (this.#state === 'start' || this.#state === 'quoteSeen')) {
      if (this.#state === 'quoteSeen') this.#append('"', 0, 1);
      this.#state = 'quoted';
    } else if (code === COMMA) this.#endField();
    else if (this.#state === 'quoteSeen' || this.#state === 'closed') this.#afterClosing(code);
    else return this.#plain(text, at);
    return at + 1;
  }

  /** Blanks mean nothing; anything else shows that a quote was none. */
  #afterClosing(code: number): void {
    if (BLANKS.includes(code)) this.#state = 'closed';
    else if (this.#held === null) this.#state = 'spoilt';
    else this.#astray = true;
  }

  #plain(text: string, from: number): number {
    let at = from + 1;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === COMMA || code === LF || code === CR) break;
    }
    this.#append(text, from, at);
    this.#state = 'plain';
    return at;
  }

  /** One character past the limit is kept, to tell that there was more. */
  #append(text: string, from: number, to: number): void {
    const room = CELL_LIMIT + 1 - this.#field.length;
    if (room > 0) this.#field += text.slice(from, Math.min(to, from + room));
  }

  #endField(): void {
    this.#fields.push(this.#field);
    this.#field = '';
    this.#state = 'start';
  }

  #endLine(code: number, next: number): number {
    if (this.#held !== null && this.#swallowsRows()) {
      this.#astray = true;
      return next;
    }
    this.#skipLineFeed = code === CR;
    this.#line += 1;
    this.#endRecord(this.#state === 'spoilt');
    return next;
  }

  /**
   * Two stray quotes make one field of the rows between them: the record then has too many fields, or a line within its
   * quotes begins with a number of the same form and has as many commas as a row.
   */
  #swallowsRows(): boolean {
    if (this.#width < 2) return false;
    const fields = [...this.#fields, this.#field];
    if (fields.length > this.#width) return true;
    const form = formOf(fields[0] ?? '');
    const isRow = (line: string): boolean => {
      const cells = line.split(',');
      const isWhole = cells.length === this.#width || (fields.length < this.#width && cells.length > 1);
      return isWhole && formOf(cells[0] ?? '') === form;
    };
    return fields.some((field) => field.split('\n').slice(1).some(isRow));
  }

  #endRecord(spoilt: boolean): void {
    this.#endField();
    const fields = this.#fields;
    if (this.#width === 0 && fields.some((field) => field.trim() !== '')) this.#width = fields.length;
    this.#records.push({ line: this.#startLine, fields, spoilt });
    this.#fields = [];
    this.#startLine = this.#line;
    this.#held = null;
  }
}

/** SQ2026-0001 and SQ2026-0002 are of one form. */
function formOf(number: string): string {
  return number.trim().replace(/\d+/g, '0');
}
