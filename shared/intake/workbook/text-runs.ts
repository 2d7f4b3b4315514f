/** The text of a shared or inline string: its runs one after another, without the reading aids above them. */
import { CELL_LIMIT } from '../read-raw-record.ts';
import type { Attributes, Heard } from './read-xml.ts';

/** ST_Xstring: a character that XML cannot hold is written by its number; so is an underline that would read as one. */
const ESCAPED = /_x([0-9A-Fa-f]{4})_/g;

const SPACE = 32;
const BLANKS = [9, 10, 13];

/** A raised or lowered figure behind a digit is a note or a power: as the mark it is seen as, it is no part of the number. */
const RAISED = '\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079';
const LOWERED = '\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089';
const MARKS: Readonly<Record<string, string>> = { superscript: RAISED, subscript: LOWERED };
const ENDS_IN_DIGIT = /[\p{No}\p{Nd}](?:\s*[元件)）])?$/u;

/** Hears `<t>` wherever it stands, but not in `<rPh>` (18.4.6): that is how the text is pronounced. */
export class TextRuns implements Heard {
  #text = '';
  #within = false;
  #readingAid = false;
  /** The marks that the digits of this run are seen as. */
  #marks: string | undefined;

  open(name: string, { val }: Attributes = {}): void {
    if (name === 't') this.#within = !this.#readingAid;
    else if (name === 'rPh') this.#readingAid = true;
    else if (name === 'r') this.#marks = undefined;
    else if (name === 'vertAlign') this.#marks = MARKS[val ?? ''];
  }

  close(name: string): void {
    if (name === 't') this.#within = false;
    else if (name === 'rPh') this.#readingAid = false;
    else if (name === 'r') this.#marks = undefined;
  }

  text(piece: string): void {
    if (this.#within) this.append(this.#seen(piece));
  }

  #seen(piece: string): string {
    const marks = this.#marks;
    if (marks === undefined || !ENDS_IN_DIGIT.test(this.#text.slice(-8).trimEnd())) return piece;
    return piece.replace(/\d/g, (digit) => marks[Number(digit)] ?? digit);
  }

  /** One character past the limit is kept, to tell that there was more. */
  append(piece: string): void {
    const room = CELL_LIMIT + 1 - this.#text.length;
    if (room > 0) this.#text += piece.length > room ? piece.slice(0, room) : piece;
  }

  /** What was heard since the last time. */
  taken(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }
}

/** A number that is no character of a text (NUL, half of a pair) stays as it is written. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  const plain = text.replaceAll(ESCAPED, (written, code: string) => {
    const character = Number.parseInt(code, 16);
    return character >= SPACE || BLANKS.includes(character) ? String.fromCharCode(character) : written;
  });
  return plain.isWellFormed() ? plain : text;
}
