/** What stands in a column of choices and is none of them, how often, and what it may be said to mean. */
import { type ColumnSpec, type ImportKind, KINDS } from '../kinds.ts';
import { type Choice, chooseFrom, LATEST_FORM, outcomeChoices } from '../parse-choices.ts';
import type { ParseOptions } from '../parse-row.ts';

export type UnknownValues = {
  readonly column: ColumnSpec;
  readonly choices: readonly Choice[];
  /** The most frequent first. */
  readonly values: readonly { readonly written: string; readonly times: number }[];
  /** Others that are not listed: too many to be choices at all. */
  readonly others: number;
};

const MOST_LISTED = 40;
/** One of each form there was. */
const FORM_YEARS = [LATEST_FORM, 2024, 2020];
/** What is longer is no choice but a text. */
const MOST_CHARACTERS = 60;

/** Those that can be chosen in any of the years that a form is known for. */
export function choicesOf(column: ColumnSpec, { added }: Pick<ParseOptions, 'added'>): readonly Choice[] {
  if (column.choicesIn === undefined) return [...(column.choices ?? []), ...(added?.[column.key] ?? [])];
  const all = FORM_YEARS.flatMap(outcomeChoices);
  return [...new Map(all.map((choice) => [choice.key, choice])).values()];
}

/** Those are left out that are told already by `values`. */
export function unknownValues(
  kind: ImportKind,
  counted: ReadonlyMap<string, ReadonlyMap<string, number>>,
  options: Pick<ParseOptions, 'added' | 'values'>,
): readonly UnknownValues[] {
  return KINDS[kind].columns.flatMap((column) => {
    if (column.type !== 'choice') return [];
    const choices = choicesOf(column, options);
    const told = options.values?.[column.key] ?? {};
    const unknown = [...(counted.get(column.key) ?? [])]
      .filter(([written]) => told[written] === undefined && chooseFrom(choices, written) === undefined)
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    const short = unknown.filter(([written]) => written.length <= MOST_CHARACTERS);
    const values = short.slice(0, MOST_LISTED).map(([written, times]) => ({ written, times }));
    if (unknown.length === 0) return [];
    return [{ column, choices, values, others: unknown.length - values.length }];
  });
}
