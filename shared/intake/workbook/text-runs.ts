/** The text of a shared or inline string: its runs one after another, without the reading aids above them. */
import { CELL_LIMIT } from '../read-raw-record.ts';
import type { Heard } from './read-xml.ts';

/** ST_Xstring: a character that XML cannot hold is written by its number; so is an underline that would read as one. */
const ESCAPED = /_x([0-9A-Fa-f]{4})_/g;

const SPACE = 32;
const BLANKS = [9, 10, 13];

/** Hears `<t>` wherever it stands, but not in `<rPh>` (18.4.6): that is how the text is pronounced. */
export class TextRuns implements Heard {
  #text = '';
  #within = false;
  #readingAid = false;

  open(name: string): void {
    if (name === 't') this.#within = !this.#readingAid;
    else if (name === 'rPh') this.#readingAid = true;
  }

  close(name: string): void {
    if (name === 't') this.#within = false;
    else if (name === 'rPh') this.#readingAid = false;
  }

  text(piece: string): void {
    if (this.#within) this.append(piece);
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
