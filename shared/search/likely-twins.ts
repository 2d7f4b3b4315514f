/** Cases that may be the one that is being entered: of the same person, about the same. Nobody is kept from entering it. */
import type { House } from '#shared/store/house.ts';
import { casesOf } from './find-cases.ts';
import type { Within } from './term-key.ts';
import type { Person } from './terms.ts';
import { occursIn, unitsOf } from './units.ts';

type Found = Awaited<ReturnType<typeof casesOf>>['items'][number];

/** Of one person; those before them are long past. */
const MOST = 20;

/** `persons`: all that was typed of one, each of which may find the case. */
type Of = Within & { readonly persons: readonly Person[] };
type Searching = Pick<House, 'log' | 'search'>;

/** Newest first. */
export async function likelyTwins(
  searching: Searching,
  { subject, ...of }: Of & { readonly subject: string },
): Promise<readonly Found[]> {
  const found = await casesOfAny(searching, of);
  return found.filter((one) => isAlike(subject, one.subject ?? ''));
}

/** All of the same person, newest first. */
export async function casesOfAny(house: Searching, { persons, ...within }: Of): Promise<readonly Found[]> {
  await house.search.follow();
  const found = await Promise.all(
    persons.map((person) => casesOf(house, { ...within, person }, { limit: MOST })),
  );
  const byNumber = new Map(found.flatMap(({ items }) => items).map((one) => [one.number, one]));
  return [...byNumber.values()].sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0));
}

/** Pairs of units that two texts have in common, by which wordings of one request are told from those of another. */
const ALIKE = 0.7;
const SHORTEST_PART = 4;

/**
 * The same but for marks and blanks, the one a part of the other, or mostly the same words. What names other numbers
 * (another year, another document) is about something else.
 */
export function isAlike(one: string, other: string): boolean {
  const [a, b] = [unitsOf(one), unitsOf(other)];
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 0) return false;
  const isWhole = short.length === long.length || short.length >= SHORTEST_PART;
  if (isWhole && occursIn(short, long)) return true;
  if (numbersIn(a) !== numbersIn(b)) return false;
  const [pairs, others] = [pairsOf(a), pairsOf(b)];
  const common = [...pairs].filter((pair) => others.has(pair)).length;
  return pairs.size + others.size > 0 && (2 * common) / (pairs.size + others.size) >= ALIKE;
}

function numbersIn(units: readonly string[]): string {
  return units.filter((unit) => /\d/.test(unit)).join(' ');
}

function pairsOf(units: readonly string[]): ReadonlySet<string> {
  return new Set(units.slice(1).map((unit, index) => `${units[index]} ${unit}`));
}
