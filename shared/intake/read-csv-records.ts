/**
 * RFC 4180 in pieces. A library of this kind knows neither the line a record starts on nor a bound on a field that it
 * can outlive, and an import needs both. One stray quote must not swallow what follows it: a record whose quotes do not
 * pair is given up, and reading goes on at the line after the one on which it began.
 */
import { MOST_TABLE_COLUMNS } from './column-letters.ts';
import { CELL_LIMIT } from './read-raw-record.ts';
import type { Separator } from './table-layout.ts';

/** `unpaired`: a quote that is closed nowhere, or text behind a closing one. */
export type CsvRecord = { readonly line: number; readonly fields: string[]; readonly unpaired: boolean };

const QUOTE = 34;
const LF = 10;
const CR = 13;
const TAB = 9;
const SPACE = 32;
/** A record whose quotes have not paired by then is not waited for: as much would have to be read again. */
const LONGEST_RECORD = 4 * CELL_LIMIT;

type State = 'start' | 'plain' | 'quoted' | 'quoteSeen';

export class CsvSplitter {
  /** Whether these fields can be a record of the table: one of several lines that is none has swallowed its neighbours. */
  fits: (fields: readonly string[]) => boolean = () => true;
  /** Told before the first record ends, where it is no comma. */
  separator: Separator = ',';
  #state: State = 'start';
  #field = '';
  #fields: string[] = [];
  #line = 1;
  #startLine = 1;
  #skipLineFeed = false;
  #unpaired = false;
  #records: CsvRecord[] = [];
  /** What follows the first line of a record of several lines, to be read again if its quotes do not pair. */
  #rest: string | null = null;
  #restFrom = 0;

  /** The records that end within `text`. */
  push(text: string): CsvRecord[] {
    this.#read(text);
    return this.#taken();
  }

  /** The record that the end of the file ends. */
  end(): CsvRecord[] {
    while (this.#rest !== null && (this.#state === 'quoted' || !this.#isWhole())) {
      this.#restFrom = 0;
      this.#read(this.#givenUp(''));
    }
    this.#unpaired ||= this.#state === 'quoted';
    if (this.#state !== 'start' || this.#fields.length > 0) this.#endRecord();
    return this.#taken();
  }

  #read(pushed: string): void {
    let text = pushed;
    let at = 0;
    this.#restFrom = 0;
    while (at < text.length) {
      at = this.#state === 'quoted' ? this.#quoted(text, at) : this.#unquoted(text, at);
      const waited = this.#rest === null ? 0 : this.#rest.length + at - this.#restFrom;
      if (this.#rest === null || (!this.#unpaired && waited <= LONGEST_RECORD)) continue;
      text = this.#givenUp(text);
      at = 0;
    }
    if (this.#rest !== null) this.#rest += text.slice(this.#restFrom);
  }

  /** Ends the record as unpaired; gives what is to be read again, and behind it what has not been read yet. */
  #givenUp(text: string): string {
    const again = (this.#rest ?? '') + text.slice(this.#restFrom);
    this.#line = this.#startLine + 1;
    this.#unpaired = true;
    this.#endRecord();
    this.#restFrom = 0;
    return again;
  }

  #isWhole(): boolean {
    return this.fits([...this.#fields, this.#field]);
  }

  #taken(): CsvRecord[] {
    const records = this.#records;
    this.#records = [];
    return records;
  }

  #quoted(text: string, from: number): number {
    const quote = text.indexOf('"', from);
    const end = quote < 0 ? text.length : quote;
    this.#append(text, from, end);
    // of this piece alone: a text of nothing but quotes would be looked through to its end from each of them
    const piece = text.slice(from, end);
    for (let at = piece.indexOf('\n'); at >= 0; at = piece.indexOf('\n', at + 1)) {
      if (this.#rest === null) [this.#rest, this.#restFrom] = ['', from + at + 1];
      this.#line += 1;
    }
    if (quote < 0) return end;
    this.#state = 'quoteSeen';
    return quote + 1;
  }

  #unquoted(text: string, at: number): number {
    const code = text.charCodeAt(at);
    const afterReturn = this.#skipLineFeed;
    this.#skipLineFeed = false;
    if (afterReturn && code === LF) return at + 1;
    if (code === QUOTE && this.#state !== 'plain') {
      if (this.#state === 'quoteSeen') this.#append('"', 0, 1);
      this.#state = 'quoted';
      return at + 1;
    }
    if (code === this.separator.charCodeAt(0)) this.#endField();
    else if (code === LF || code === CR) this.#endLine(code);
    else return this.#plain(text, at);
    return at + 1;
  }

  #plain(text: string, from: number): number {
    const behindQuote = this.#state === 'quoteSeen';
    const first = text.charCodeAt(from);
    const separator = this.separator.charCodeAt(0);
    if (behindQuote && (first === SPACE || first === TAB)) return from + 1;
    this.#unpaired ||= behindQuote;
    let at = from + 1;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === separator || code === LF || code === CR) break;
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
    if (this.#fields.length <= MOST_TABLE_COLUMNS) this.#fields.push(this.#field);
    else if (this.#field !== '') this.#fields[MOST_TABLE_COLUMNS] = this.#field;
    this.#field = '';
    this.#state = 'start';
  }

  #endLine(code: number): void {
    this.#unpaired ||= this.#rest !== null && !this.#isWhole();
    if (this.#unpaired && this.#rest !== null) return;
    this.#skipLineFeed = code === CR;
    this.#line += 1;
    this.#endRecord();
  }

  #endRecord(): void {
    this.#endField();
    this.#records.push({ line: this.#startLine, fields: this.#fields, unpaired: this.#unpaired });
    this.#fields = [];
    this.#unpaired = false;
    this.#rest = null;
    this.#startLine = this.#line;
  }
}
