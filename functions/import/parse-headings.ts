/** Which column a heading of a file means: by `map`, by its English key, or by its Chinese heading. */
import type { KindSpec } from './kinds.ts';

type Mapped = { readonly map?: Readonly<Record<string, string>> };

/** NDJSON may name a new field on every line; past this many the rest are looked up each time. */
const REMEMBERED = 1000;
const known = new WeakMap<Mapped, Map<string, string | undefined>>();
const headings = new WeakMap<KindSpec, ReadonlyMap<string, string>>();

/** The key of the column; undefined for a heading that means none. `options` is the same object for a whole file. */
export function columnOf(spec: KindSpec, heading: string, options: Mapped): string | undefined {
  const memory = known.get(options) ?? new Map<string, string | undefined>();
  if (memory.size === 0) known.set(options, memory);
  const name = `${spec.kind} ${heading}`;
  if (memory.has(name)) return memory.get(name);
  const key = lookUp(spec, heading, options);
  if (memory.size < REMEMBERED) memory.set(name, key);
  return key;
}

function lookUp(spec: KindSpec, heading: string, { map }: Mapped): string | undefined {
  const plain = folded(heading);
  const mapped = Object.entries(map ?? {}).find(([from]) => folded(from) === plain)?.[1];
  return headingsOf(spec).get(folded(mapped ?? heading));
}

function headingsOf(spec: KindSpec): ReadonlyMap<string, string> {
  const index =
    headings.get(spec) ??
    new Map(
      spec.columns.flatMap((column) => column.headings.map((each) => [folded(each), column.key] as const)),
    );
  headings.set(spec, index);
  return index;
}

function folded(heading: string): string {
  return heading.normalize('NFKC').trim();
}
