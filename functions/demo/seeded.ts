/** Chance that repeats: the same seed gives the same sample office, on any machine. */
export type Seeded = {
  /** A whole number from `least` to `most`, both included. */
  int(least: number, most: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** An item of `[item, share]` pairs, by share. */
  weigh<T>(pairs: readonly (readonly [T, number])[]): T;
};

/** mulberry32: 32 bits of state, more than a sample needs. */
export function seeded(seed: number): Seeded {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const int = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  const pick = <T>(list: readonly T[]): T => {
    const item = list[int(0, list.length - 1)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  };
  return {
    int,
    pick,
    chance: (probability) => next() < probability,
    weigh: (pairs) => {
      let left = next() * pairs.reduce((sum, [, share]) => sum + share, 0);
      const found = pairs.find(([, share]) => {
        left -= share;
        return left < 0;
      });
      return (found ?? pick(pairs))[0];
    },
  };
}
