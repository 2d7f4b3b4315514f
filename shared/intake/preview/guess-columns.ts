/** Which columns the headings of a file may mean, for a person to see and to change. */
import { type ColumnSpec, type ImportKind, KINDS } from '../kinds.ts';
import { nearestColumn, simplified } from '../near-heading.ts';
import { columnsOf, tidy } from '../parse-headings.ts';
import { JOINT } from '../table-layout.ts';
import { NAMES_ELSEWHERE } from './known-exports.ts';

/** `how`: the importer's own name of the column, another system's, or only a likeness. */
export type Guess = { readonly key: string; readonly how: 'own' | 'elsewhere' | 'near' };
type Candidate = Guess & { readonly at: number; readonly score: number };

const HAN = /\p{Script=Han}/u;
/** It may name a number of its own; where another column does, it only counts the rows. */
const SERIAL = /^(?:序号|行号|no)$/;

/** By column of the file; each of ours is meant at most once. `fits`: whether what stands below may be of the column. */
export function guessColumns(
  kind: ImportKind,
  headings: readonly string[],
  fits: (at: number, column: ColumnSpec) => boolean = () => true,
): readonly (Guess | undefined)[] {
  const guesses: (Guess | undefined)[] = headings.map(() => undefined);
  const taken = new Set<string>();
  const columns = new Map(KINDS[kind].columns.map((column) => [column.key, column]));
  for (const { at, key, how } of candidatesOf(kind, headings).sort((a, b) => b.score - a.score)) {
    const column = columns.get(key);
    if (guesses[at] !== undefined || taken.has(key) || column === undefined || !fits(at, column)) continue;
    guesses[at] = { key, how };
    taken.add(key);
  }
  return guesses;
}

/** How many columns are known by a name, those that every row needs counted thrice. */
export function scoreOf(kind: ImportKind, headings: readonly string[]): number {
  const needed = new Set(KINDS[kind].columns.flatMap(({ key, required }) => (required ? [key] : [])));
  const known = guessColumns(kind, headings).filter((guess) => guess !== undefined && guess.how !== 'near');
  return known.reduce((sum, guess) => sum + (needed.has(guess?.key ?? '') ? 3 : 1), 0);
}

function candidatesOf(kind: ImportKind, headings: readonly string[]): Candidate[] {
  const plain = headings.map(simplified);
  const own = columnsOf(KINDS[kind], plain, {});
  return plain.flatMap((heading, at) => {
    if (heading.trim() === '') return [];
    const key = own[at];
    const found: Candidate[] = key === undefined ? [] : [{ at, key, how: 'own', score: scoreOfOwn(heading) }];
    const lower = heading.split(JOINT).at(-1) ?? '';
    const parts = lower === heading ? [heading] : [heading, lower];
    parts.forEach((part, index) => {
      const [known] = columnsOf(KINDS[kind], [part], {});
      if (index > 0 && known !== undefined) found.push({ at, key: known, how: 'own', score: 90 });
      found.push(...elsewhere(kind, part).map((one) => ({ at, ...one, score: one.score - index * 5 })));
    });
    const near = HAN.test(lower) ? nearestColumn(lower, KINDS[kind].columns) : undefined;
    if (near !== undefined) found.push({ at, key: near.key, how: 'near', score: 1 });
    return found;
  });
}

const scoreOfOwn = (heading: string): number => (SERIAL.test(tidy(heading)) ? 40 : 100);

function elsewhere(kind: ImportKind, heading: string): Omit<Candidate, 'at'>[] {
  const plain = tidy(heading);
  return Object.entries(NAMES_ELSEWHERE[kind]).flatMap(([key, names]) => {
    const rank = names.split('|').findIndex((name) => tidy(name) === plain);
    return rank < 0 ? [] : [{ key, how: 'elsewhere' as const, score: 80 - rank }];
  });
}
