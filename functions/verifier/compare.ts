/**
 * What was done to the sealed part of a ledger: its commits as they stand, held against the entries that were under the
 * checkpoints when they were signed.
 */
import type { NamedCommit } from './archive.ts';
import { named } from './chains.ts';
import type { Fault } from './words.ts';

type Compared = {
  readonly faults: readonly Fault[];
  /** What stands behind everything that was sealed. */
  readonly unsealed: readonly NamedCommit[];
};

const nameOf = ({ office, kind, number, version }: NamedCommit): string =>
  JSON.stringify([office, kind, number, version]);

/** Both in the order of recording. `sealed` is what the newest checkpoint covers. */
export function compare(sealed: readonly NamedCommit[], found: readonly NamedCommit[]): Compared {
  const places = new Map(found.map(({ hash }, index) => [hash, index]));
  const entries = new Set(sealed.map(({ hash }) => hash));
  const stands = ({ hash }: NamedCommit): boolean => places.has(hash);
  const lastFound = found.findLastIndex(({ hash }) => entries.has(hash));
  const lastSealed = sealed.findLastIndex(stands);
  const foreign = new Map(found.filter(({ hash }) => !entries.has(hash)).map((one) => [nameOf(one), one]));
  const rewritten = sealed.filter((one) => !stands(one) && foreign.has(nameOf(one)));
  const instead = new Set(rewritten.map((one) => foreign.get(nameOf(one))?.hash));
  const gone = sealed.flatMap((one, index) =>
    stands(one) || foreign.has(nameOf(one)) ? [] : [{ one, isCut: index > lastSealed }],
  );
  const others = found.filter(({ hash }) => !entries.has(hash) && !instead.has(hash));
  // behind what was cut off nothing is merely new: it stands in the place of something sealed
  const hasCut = gone.some(({ isCut }) => isCut);
  const isWithin = (one: NamedCommit): boolean => (places.get(one.hash) ?? 0) < lastFound;
  const behind = others.filter((one) => !isWithin(one));
  const inserted = [...others.filter(isWithin), ...(hasCut ? behind : [])];
  return {
    faults: [
      ...rewritten.map((one): Fault => ({ what: 'rewritten', ...named(one) })),
      ...gone.map(({ one, isCut }): Fault => ({ what: isCut ? 'cutOff' : 'removed', ...named(one) })),
      ...inserted.map((one): Fault => ({ what: 'inserted', ...named(one) })),
      ...moved(sealed.filter(stands), places).map((one): Fault => ({ what: 'moved', ...named(one) })),
    ],
    unsealed: hasCut ? [] : behind,
  };
}

/** The fewest that must have changed their places: all but the longest run that still stands in its order. */
function moved(common: readonly NamedCommit[], places: ReadonlyMap<string, number>): NamedCommit[] {
  const at = common.map(({ hash }) => places.get(hash) ?? 0);
  const ends: number[] = [];
  const before: number[] = [];
  at.forEach((place, index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((at[ends[middle] ?? 0] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (ends[low - 1] ?? -1) : -1;
    ends[low] = index;
  });
  const kept = new Set<number>();
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) kept.add(index);
  return common.filter((_, index) => !kept.has(index));
}
