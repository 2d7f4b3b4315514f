/** How text of a cell is set decides what belongs to its figure: a small or raised sign behind it is a note. */
import { decoded } from '#shared/documents/docx-text.ts';
import { RAISED } from './figure-cell.ts';

/** `size` is in any unit, one for all pieces of a source. */
export type Look = { readonly size: number; readonly isRaised: boolean };
export type Piece = { readonly text: string; readonly look: Look };

/** Sizes nearer than this to one another are one size, unevenly set: 小五 beside 五号. */
const SMALL = 0.85;

/** The cell's text, notes between the marks for what stands raised. All of it small is small print, and no note. */
export function noted(pieces: readonly Piece[]): string {
  const filled = pieces.filter(({ text, look }) => text.trim() !== '' && !look.isRaised);
  const largest = filled.reduce((most, { look }) => Math.max(most, look.size), 0);
  const isApart = ({ text, look }: Piece): boolean =>
    (look.isRaised && text.trim() !== '') || (look.size < largest * SMALL && /\p{N}/u.test(decoded(text)));
  const marked = pieces.map((piece) => (isApart(piece) ? RAISED.join(piece.text) : piece.text)).join('');
  return decoded(marked.replaceAll(`${RAISED[1]}${RAISED[0]}`, '')).trim();
}
