/** Several sources as one: whatever an office names under many keys is read from all of them in one order. */

/** Of all sources, each in order itself; what several name comes as often as they name it. Asks no further than it must. */
export async function* inOrder<T>(
  sources: readonly AsyncGenerator<T>[],
  order: (a: T, b: T) => number,
): AsyncGenerator<T> {
  const heads = await Promise.all(sources.map((source) => source.next()));
  for (;;) {
    const first = leastOf(heads, order);
    const head = heads[first];
    if (head === undefined || head.done) return;
    yield head.value;
    const next = await sources[first]?.next();
    if (next !== undefined) heads[first] = next;
  }
}

/** -1 where all have ended. */
function leastOf<T>(heads: readonly IteratorResult<T>[], order: (a: T, b: T) => number): number {
  let least = -1;
  for (const [at, head] of heads.entries()) {
    const best = heads[least];
    if (!head.done && (best === undefined || best.done || order(head.value, best.value) < 0)) least = at;
  }
  return least;
}

/** The next so many; the source can be asked for more. */
export async function take<T>(source: AsyncGenerator<T>, count: number): Promise<T[]> {
  const taken: T[] = [];
  while (taken.length < count) {
    const { done, value } = await source.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}
