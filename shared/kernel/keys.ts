/** Objects that have one entry for each key of a closed list. */

/** The keys of a list, as a schema takes them. */
export function keysOf<Key extends string>(labels: Readonly<Record<Key, unknown>>): readonly [Key, ...Key[]] {
  return Object.keys(labels) as [Key, ...Key[]];
}

export function isKeyOf<Key extends string>(
  labels: Readonly<Record<Key, unknown>>,
  name: string,
): name is Key {
  return Object.hasOwn(labels, name);
}

export function recordOf<Key extends string, Value>(
  keys: readonly Key[],
  make: (key: Key) => Value,
): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<Key, Value>;
}
