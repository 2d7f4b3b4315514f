/** JSON whose keys have a fixed order. */
export type Json = string | number | boolean | null | readonly Json[] | ReadonlyMap<string, Json>;

/** A `Map`, because a plain object would move labels that look like numbers to the front. */
export function inOrder<Key extends string>(source: Readonly<Record<Key, Json>>, keys: readonly Key[]): Json {
  return new Map(entriesInOrder(source, keys));
}

export function entriesInOrder<Key extends string>(
  source: Readonly<Record<Key, Json>>,
  keys: readonly Key[],
): (readonly [Key, Json])[] {
  return keys.map((key) => [key, source[key]]);
}

export function sorted<Value>(source: Readonly<Record<string, Value>>, toJson: (value: Value) => Json): Json {
  const entries = Object.entries(source).sort(([one], [other]) => (one < other ? -1 : 1));
  return new Map(entries.map(([key, value]) => [key, toJson(value)]));
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** One line a value; lists of plain values stay on one line, so that a table reads as a table. */
export function write(value: Json, margin = ''): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const inner = `${margin}  `;
  if (isList(value)) {
    const isPlain = value.every((item) => item === null || typeof item !== 'object');
    if (isPlain) return `[${value.map((item) => write(item)).join(', ')}]`;
    return `[\n${value.map((item) => inner + write(item, inner)).join(',\n')}\n${margin}]`;
  }
  const entries = [...value];
  if (entries.length === 0) return '{}';
  const lines = entries.map(([key, item]) => `${inner}${JSON.stringify(key)}: ${write(item, inner)}`);
  return `{\n${lines.join(',\n')}\n${margin}}`;
}
