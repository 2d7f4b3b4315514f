/**
 * RFC 4180 in pieces. csv-parse knows neither the line a record starts on nor a bound on a field that it can
 * outlive, and an import needs both: one bad record must not end the file.
 */
import { CELL_LIMIT } from './read-raw-record.ts';

export type CsvRecord = { readonly line: number; readonly fields: string[]; readonly unclosed: boolean };

const QUOTE = 34;
const COMMA = 44;
const LF = 10;
const CR = 13;

type State = 'start' | 'plain' | 'quoted' | 'quoteSeen';

export class CsvSplitter {
  #state: State = 'start';
  #field = '';
  #fields: string[] = [];
  #line = 1;
  #startLine = 1;
  #skipLineFeed = false;
  #records: CsvRecord[] = [];

  /** The records that end within `text`. */
  push(text: string): CsvRecord[] {
    let at = 0;
    while (at < text.length)
      at = this.#state === 'quoted' ? this.#quoted(text, at) : this.#unquoted(text, at);
    return this.#taken();
  }

  /** The record that the end of the file ends. */
  end(): CsvRecord[] {
    const unclosed = this.#state === 'quoted';
    if (this.#state !== 'start' || this.#fields.length > 0) this.#endRecord(unclosed);
    return this.#taken();
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
    for (let at = text.indexOf('\n', from); at >= 0 && at < end; at = text.indexOf('\n', at + 1))
      this.#line += 1;
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
    if (code === COMMA) this.#endField();
    else if (code === LF || code === CR) this.#endLine(code);
    else return this.#plain(text, at);
    return at + 1;
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

  #endLine(code: number): void {
    this.#skipLineFeed = code === CR;
    this.#line += 1;
    this.#endRecord(false);
  }

  #endRecord(unclosed: boolean): void {
    this.#endField();
    this.#records.push({ line: this.#startLine, fields: this.#fields, unclosed });
    this.#fields = [];
    this.#startLine = this.#line;
  }
}
