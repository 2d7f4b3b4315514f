/** What an item weighs, as the engine counts it: names and values, text in UTF-8; and which of its values is the longest. */
import { isLaidAside } from './long-shelf.ts';

export type Item = Readonly<Record<string, unknown>>;

/** A number takes at most so much, a truth and a null one byte, a list or map this beside what is in it. */
const NUMBER = 21;
const AROUND = 3;

export function bytesOfItem(item: Item): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + bytesOf(name) + bytesOf(value), 0);
}

function bytesOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (value instanceof Uint8Array) return value.byteLength;
  if (typeof value === 'number' || typeof value === 'bigint') return NUMBER;
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + 1 + bytesOf(one), AROUND);
  if (typeof value !== 'object' || value === null) return 1;
  return AROUND + Object.keys(value).length + bytesOfItem({ ...value });
}

/** The name of the longest value; null where none is longer than `keys`, of which each may be a key. */
export function longestIn(item: Item, keys: number): string | null {
  const own = Object.entries(item).filter(([, value]) => !isLaidAside(value));
  const sizes = own.map(([name, value]) => [name, bytesOf(value)] as const);
  const [name, size] = sizes.reduce((most, one) => (one[1] > most[1] ? one : most), ['', 0]);
  return size > keys ? name : null;
}
