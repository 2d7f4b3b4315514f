/** Which column a heading of a file means: by `map`, by its English key, or by its Chinese heading. */
import { foldWidth } from '#shared/kernel/written.ts';
import type { KindSpec } from './kinds.ts';

type Mapped = {
  readonly map?: Readonly<Record<string, string>>;
  /** By the key of a column that the file does not have: what holds for all of its rows. */
  readonly fixed?: Readonly<Record<string, string>>;
};

/** NDJSON may name a new field on every line; past this many the rest are looked up each time. */
const REMEMBERED = 1000;
const known = new WeakMap<Mapped, Map<KindSpec, Map<string, string | undefined>>>();
const indexes = new WeakMap<KindSpec, ReadonlyMap<string, string>>();

/** The key of the column; undefined for a heading that means none. `options` is the same object for a whole file. */
export function columnOf(spec: KindSpec, heading: string, options: Mapped): string | undefined {
  const memory = memoryOf(spec, options);
  if (memory.has(heading)) return memory.get(heading);
  const key = lookUp(spec, heading, options).key;
  if (memory.size < REMEMBERED) memory.set(heading, key);
  return key;
}

/**
 * The keys of the headings of a table. A note in brackets makes no other heading, unless the file has the heading
 * without one: then 受理时间（街道） is not 受理时间, for the rows of the whole file.
 */
export function columnsOf(
  spec: KindSpec,
  headings: readonly string[],
  options: Mapped,
): readonly (string | undefined)[] {
  const found = headings.map((heading) => lookUp(spec, heading, options));
  const plain = new Set(found.filter(({ noted }) => !noted).map(({ key }) => key));
  const memory = memoryOf(spec, options);
  return found.map(({ key, noted }, at) => {
    const settled = noted && plain.has(key) ? undefined : key;
    memory.set(headings[at] ?? '', settled);
    return settled;
  });
}

/** Headings that mean no column, were not mapped to nothing, and were met under `options` so far. */
export function unknownHeadings(spec: KindSpec, options: Mapped): readonly string[] {
  const memory = [...memoryOf(spec, options)].filter(([, key]) => key === undefined);
  return memory
    .map(([heading]) => heading)
    .filter((heading) => tidy(heading) !== '' && mapped(heading, options) !== '');
}

function memoryOf(spec: KindSpec, options: Mapped): Map<string, string | undefined> {
  const kinds = known.get(options) ?? new Map<KindSpec, Map<string, string | undefined>>();
  known.set(options, kinds);
  const memory = kinds.get(spec) ?? new Map<string, string | undefined>();
  kinds.set(spec, memory);
  return memory;
}

/** `noted`: only without what stands in brackets. */
function lookUp(
  spec: KindSpec,
  heading: string,
  options: Mapped,
): { key: string | undefined; noted: boolean } {
  const index = indexOf(spec);
  const to = mapped(heading, options);
  const key = index.get(tidy(to ?? heading));
  if (key !== undefined || to !== undefined) return { key, noted: false };
  return { key: index.get(tidy(withoutNotes(heading))), noted: true };
}

function mapped(heading: string, { map }: Mapped): string | undefined {
  const plain = tidy(heading);
  return Object.entries(map ?? {}).find(([from]) => tidy(from) === plain)?.[1];
}

function indexOf(spec: KindSpec): ReadonlyMap<string, string> {
  const index =
    indexes.get(spec) ??
    new Map(
      spec.columns.flatMap((column) => column.headings.map((each) => [tidy(each), column.key] as const)),
    );
  indexes.set(spec, index);
  return index;
}

/** What stands behind it in a cell of thousands of characters names no column, and is not looked at for each of them. */
const LONGEST_HEADING = 500;

/** Blanks, line breaks, stars, colons, what nobody sees and the size of letters make no other heading. */
export function tidy(heading: string): string {
  return foldWidth(heading.slice(0, LONGEST_HEADING))
    .replace(/[\s\p{Cf}\p{Cc}*★☆※·:;,.、。"'“”_-]/gu, '')
    .toLowerCase();
}

const BRACKETED = /[([{【〔《<][^)\]}】〕》>]*[)\]}】〕》>]/gu;

function withoutNotes(heading: string): string {
  const plain = foldWidth(heading.slice(0, LONGEST_HEADING));
  const rest = plain.replace(BRACKETED, '');
  return tidy(rest) === '' ? plain.replace(/[()[\]{}【】〔〕《》<>]/gu, '') : rest;
}
