/** Marks of a page or a document with the text behind each, in one pass: no source, however made, takes more than its length. */
import { RAISED } from './figure-cell.ts';
import type { SourceRow } from './found-rows.ts';
import { noted, type Piece } from './pieces.ts';

export type Mark = {
  /** In small letters; '' for what is no element. */
  readonly name: string;
  readonly isEnd: boolean;
  readonly isEmpty: boolean;
  readonly attributes: string;
  /** What stands up to the next mark. */
  readonly text: string;
};

export function* marksOf(markup: string): Generator<Mark> {
  for (const piece of markup.split('<').slice(1)) {
    const close = endOfMark(piece);
    const inside = close < 0 ? piece : piece.slice(0, close);
    const name = /^\/?[a-z][a-z0-9:]{0,30}/i.exec(inside)?.[0].toLowerCase() ?? '';
    yield {
      name: name.replace('/', ''),
      isEnd: name.startsWith('/'),
      isEmpty: inside.endsWith('/'),
      attributes: inside.slice(name.length),
      text: close < 0 ? '' : piece.slice(close + 1),
    };
  }
}

/** Where the mark ends: a `>` in quotes is part of it, where the quotes are closed. */
function endOfMark(piece: string): number {
  const signs = /["'>]/g;
  for (let match = signs.exec(piece); match !== null; match = signs.exec(piece)) {
    if (match[0] === '>') return match.index;
    const closing = piece.indexOf(match[0], match.index + 1);
    if (closing < 0) return piece.indexOf('>');
    signs.lastIndex = closing + 1;
  }
  return piece.indexOf('>');
}

/** What a source holds: its tables, line by line, the prose beside them, and what somebody should know of the reading. */
export type Source = {
  readonly rows: readonly SourceRow[];
  readonly prose: readonly string[];
  readonly remarks: readonly string[];
};

/** In prose a note stands beside the number. */
const MARKS = new RegExp(`[${RAISED.join('')}]`, 'g');

/** Gathers cells into lines and prose into paragraphs. */
export class Gathered {
  readonly rows: SourceRow[] = [];
  readonly prose: string[] = [];
  readonly remarks = new Set<string>();
  #cells: string[] = [];
  #cell: Piece[] | null = null;
  #paragraph: Piece[] | null = null;

  openCell(): void {
    this.closeCell();
    this.#cell = [];
  }

  closeCell(): void {
    if (this.#cell !== null) this.#cells.push(noted(this.#cell));
    this.#cell = null;
  }

  closeRow(): void {
    this.closeCell();
    if (this.#cells.length > 0) this.rows.push({ cells: this.#cells, isLine: true });
    this.#cells = [];
  }

  dropRow(): void {
    this.#cell = null;
    this.#cells = [];
  }

  openParagraph(): void {
    this.closeParagraph();
    this.#paragraph = [];
  }

  closeParagraph(): void {
    const text = noted(this.#paragraph ?? [])
      .replace(MARKS, ' ')
      .trim();
    if (text !== '') this.prose.push(text);
    this.#paragraph = null;
  }

  take(piece: Piece): void {
    if (piece.text !== '') (this.#cell ?? this.#paragraph)?.push(piece);
  }

  source(): Source {
    this.closeRow();
    this.closeParagraph();
    return { rows: this.rows, prose: this.prose, remarks: [...this.remarks] };
  }
}
