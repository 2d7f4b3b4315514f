/** Two wordings of a section, sentence by sentence: what stayed, what was left out, what is new. */

/** `gone` stands in the first text alone, `added` in the second alone. In order, so that either text can be read from it. */
export type Piece = { readonly kind: 'same' | 'gone' | 'added'; readonly text: string };

const SENTENCES = /[^。；！？\n]*(?:[。；！？\n]+|$)/g;

export function textDifference(before: string, after: string): readonly Piece[] {
  const [a, b] = [before, after].map((text) => (text.match(SENTENCES) ?? []).filter((one) => one !== ''));
  return piecesOf(a ?? [], b ?? []);
}

/** By the longest run of sentences that both have in this order. */
function piecesOf(a: readonly string[], b: readonly string[]): readonly Piece[] {
  const common = lengthsOf(a, b);
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [then, now] = [a[i], b[j]];
    if (then !== undefined && then === now) {
      pieces.push({ kind: 'same', text: then });
      i += 1;
      j += 1;
    } else if (then !== undefined && (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0)) {
      pieces.push({ kind: 'gone', text: then });
      i += 1;
    } else {
      pieces.push({ kind: 'added', text: now ?? '' });
      j += 1;
    }
  }
  return pieces;
}

/** For every pair of places, how many sentences both texts still have in common from there on. */
function lengthsOf(a: readonly string[], b: readonly string[]): readonly (readonly number[])[] {
  const rows = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = rows[i] ?? [];
      row[j] =
        a[i] === b[j] ? (rows[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(rows[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  return rows;
}
