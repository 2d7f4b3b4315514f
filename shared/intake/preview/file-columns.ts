/** The columns of a file with what each is taken for: as the person said, else as its name and what stands in it suggest. */
import { lettersOf } from '../column-letters.ts';
import { type ColumnSpec, type ImportKind, KINDS } from '../kinds.ts';
import { LABEL_LIMIT, parseCell } from '../parse-cell.ts';
import { chooseFrom } from '../parse-choices.ts';
import { columnOf, tidy } from '../parse-headings.ts';
import type { ParseOptions } from '../parse-row.ts';
import type { RawRecord } from '../read-raw-record.ts';
import { type Guess, guessColumns } from './guess-columns.ts';
import { DATE_ORDERS, isDay } from './judge-dates.ts';
import { choicesOf } from './unknown-values.ts';

export type FileColumn = {
  readonly letters: string;
  readonly heading: string;
  /** '' leaves it out. */
  readonly key: string;
  readonly how: Guess['how'] | 'said' | 'none';
  /** The first that are filled. */
  readonly samples: readonly string[];
};

type Given = {
  readonly headings: readonly string[];
  readonly records: readonly RawRecord[];
  readonly options: Pick<ParseOptions, 'today' | 'added' | 'values'>;
  readonly said: Readonly<Record<string, string>> | undefined;
};

const SAMPLES = 3;
/** What so many rows hold says what a column is. */
const ROWS_WEIGHED = 200;
const FEW_VALUES = 12;

/** One for each heading: what stands under the same one twice is one column. */
export function columnsFor(kind: ImportKind, { headings, records, options, said }: Given): FileColumn[] {
  const filled = (heading: string): string[] =>
    records.map(({ cells }) => (cells[heading] ?? '').trim()).filter((text) => text !== '');
  const guesses = guessColumns(kind, headings, (at, column) =>
    fits(column, filled(headings[at] ?? '').slice(0, ROWS_WEIGHED), options),
  );
  const byName = new Map(Object.entries(said ?? {}).map(([heading, key]) => [tidy(heading), key]));
  const first = new Map(headings.map((heading, at) => [heading, at] as const).toReversed());
  return headings.flatMap((heading, at) => {
    if (heading.trim() === '' || first.get(heading) !== at) return [];
    const own = byName.get(tidy(heading));
    const guess = guesses[at];
    const key = own === undefined ? guess?.key : own && columnOf(KINDS[kind], own, {});
    const how = own === undefined ? (guess?.how ?? 'none') : 'said';
    const samples = [...new Set(filled(heading))].slice(0, SAMPLES);
    return [{ letters: lettersOf(at + 1), heading, key: key ?? '', how, samples }];
  });
}

/** Whether what stands in a column may be what its name suggests: at least half of it can be read so. */
function fits(column: ColumnSpec, texts: readonly string[], options: Given['options']): boolean {
  if (texts.length === 0) return true;
  if (column.type === 'choice') return isChosen(column, texts, options);
  if (column.type === 'label') return texts.every((text) => text.length <= LABEL_LIMIT);
  const orders = isDay(column) ? DATE_ORDERS : [undefined];
  return orders.some((dates) => {
    const given = { ...options, years: 2000, ...(dates && { dates }) };
    return texts.filter((text) => parseCell(column, { text }, given).ok).length * 2 >= texts.length;
  });
}

function isChosen(column: ColumnSpec, texts: readonly string[], options: Given['options']): boolean {
  const choices = choicesOf(column, options);
  const told = options.values?.[column.key] ?? {};
  const isKnown = (text: string): boolean =>
    chooseFrom(choices, text) !== undefined || told[text] !== undefined;
  return new Set(texts).size <= FEW_VALUES || texts.some(isKnown);
}
