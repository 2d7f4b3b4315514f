/** Two wordings of a section, sentence by sentence: what stayed, what was left out, what is new. */

/** `gone` stands in the first text alone, `added` in the second alone. In order, so that either text can be read from it. */
export type Piece = { readonly kind: 'same' | 'gone' | 'added'; readonly text: string };

const SENTENCES = /[^。；！？\n]*(?:[。；！？\n]+|$)/g;

export function textDifference(before: string, after: string): readonly Piece[] {
  const [a = [], b = []] = [before, after].map((text) =>
    (text.match(SENTENCES) ?? []).filter((one) => one !== ''),
  );
  const first = sameFrom(a, b);
  const last = sameFrom(a.slice(first).reverse(), b.slice(first).reverse());
  const same = (text: string): Piece => ({ kind: 'same', text });
  return [
    ...a.slice(0, first).map(same),
    ...between(a.slice(first, a.length - last), b.slice(first, b.length - last)),
    ...a.slice(a.length - last).map(same),
  ];
}

/** How many stand the same in both from the first on. */
function sameFrom(a: readonly string[], b: readonly string[]): number {
  const differs = a.findIndex((one, at) => one !== b[at]);
  return differs < 0 ? a.length : differs;
}

/** Every pair of sentences is compared: a thousand of them on either side, and no more than that. */
const MOST_PAIRS = 1_000_000;

/** What was written anew from end to end stands as the one text and the other. */
function between(a: readonly string[], b: readonly string[]): readonly Piece[] {
  if (a.length * b.length <= MOST_PAIRS) return piecesOf(a, b);
  return [
    ...a.map((text): Piece => ({ kind: 'gone', text })),
    ...b.map((text): Piece => ({ kind: 'added', text })),
  ];
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
