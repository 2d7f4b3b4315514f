/** The place of a text where what was looked for stands, to be shown beside the case. */
import { foldWidth } from '#shared/kernel/written.ts';

export type Excerpt = { readonly before: string; readonly hit: string; readonly after: string };

/** Characters to either side. */
const AROUND = 16;
const BETWEEN = '[^\\p{L}\\p{N}]*';
const escaped = (unit: string): string => unit.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const written = (unit: string): string => (/^\d+$/.test(unit) ? `0*${unit}` : escaped(unit));

/** The first word of more than one unit that stands in one of the texts; null where none does. */
export function excerptOf(texts: readonly string[], words: readonly (readonly string[])[]): Excerpt | null {
  for (const word of words.filter(({ length }) => length > 1))
    for (const text of texts.map(foldWidth)) {
      const found = new RegExp(word.map(written).join(BETWEEN), 'iu').exec(text);
      if (found === null) continue;
      const end = found.index + found[0].length;
      const start = Math.max(0, found.index - AROUND);
      const before = `${start > 0 ? '…' : ''}${text.slice(start, found.index)}`;
      const rest = text.slice(end, end + AROUND);
      return { before, hit: found[0], after: end + AROUND < text.length ? `${rest}…` : rest };
    }
  return null;
}
