/** Columns with values but no heading: they are not read, and the sender is warned. */
import { lettersOf } from './column-letters.ts';

export class UnnamedColumns {
  readonly #blank: readonly number[];
  readonly #width: number;
  readonly #filled = new Set<number>();

  constructor(headings: readonly string[]) {
    this.#blank = headings.flatMap((heading, at) => (heading.trim() === '' ? [at] : []));
    this.#width = headings.length;
  }

  note(fields: readonly string[]): void {
    for (const at of this.#blank) this.#noteAt(fields, at);
    for (let at = this.#width; at < fields.length; at += 1) this.#noteAt(fields, at);
  }

  #noteAt(fields: readonly string[], at: number): void {
    if (fields[at] !== undefined && fields[at] !== '' && fields[at].trim() !== '') this.#filled.add(at);
  }

  /** By the letters of a spreadsheet. */
  get filled(): readonly string[] {
    return [...this.#filled].sort((one, other) => one - other).map((at) => lettersOf(at + 1));
  }
}
