/**
 * Finding cases by what people know of them. The index says which may be meant; each is opened, and stands in the answer
 * only where every word really occurs in what may be searched of it.
 */
import type { CaseKind, StreamKey } from '#shared/kernel/event.ts';
import { knownOf } from '#shared/ledger/case-labels.ts';
import type { House } from '#shared/store/house.ts';
import type { Candidate, Candidates } from '#shared/store/search-index.ts';
import type { Page } from '#shared/store/views.ts';
import { SEARCHED } from './index-cases.ts';
import { hashing, type Within } from './term-key.ts';
import { isOf, occurs, type Person, termOfPerson, termsOfWords } from './terms.ts';
import { wordsOf } from './units.ts';

type OpenedCase = Awaited<ReturnType<typeof knownOf>>;
/** In the clear: who shows it masks it. */
type FoundCase = OpenedCase & { readonly at: StreamKey };
type Searching = Pick<House, 'log' | 'search'>;
type SearchPage = { readonly after?: string | null; readonly limit: number };
type Asked = Within & { readonly terms: readonly string[]; readonly is: (known: OpenedCase) => boolean };

/** Opened side by side. */
const AT_ONCE = 25;
/** Opened for one page; further ones are behind its `next`. */
const MOST_OPENED = 400;

/** Newest first, of one kind; nothing where nothing searchable was typed. Voided cases are not found. */
export async function findCases(
  searching: Searching,
  { query, ...within }: Within & { readonly query: string },
  page: SearchPage,
): Promise<Page<FoundCase>> {
  const words = wordsOf(query);
  const is = (known: OpenedCase): boolean => occurs(words, known);
  return pageOf(searching, { ...within, terms: termsOfWords(words), is }, page);
}

/** By kind, those of which there are any; each with its newest. */
export async function findEverywhere(
  searching: Searching,
  { office, query, kinds = SEARCHED }: { office: string; query: string; kinds?: readonly CaseKind[] },
  page: SearchPage,
): Promise<ReadonlyMap<CaseKind, Page<FoundCase>>> {
  const pages = await Promise.all(kinds.map((kind) => findCases(searching, { office, kind, query }, page)));
  const found = kinds.map((kind, at) => [kind, pages[at] ?? { items: [], next: null }] as const);
  return new Map(found.filter(([, { items, next }]) => items.length > 0 || next !== null));
}

/** All cases of one kind of who bears that telephone, number of identity or name, whole; newest first. */
export async function casesOf(
  searching: Searching,
  { person, ...within }: Within & { readonly person: Person },
  page: SearchPage,
): Promise<Page<FoundCase>> {
  const term = termOfPerson(person);
  const terms = term === null ? [] : [term];
  return pageOf(searching, { ...within, terms, is: (known) => isOf(person, known) }, page);
}

/**
 * Those that the index names for such a person, whatever they are when they are opened; null where they are more than
 * `most`, or nobody can be found by that.
 */
export async function namedFor(
  { search }: Pick<House, 'search'>,
  { person, ...within }: Within & { readonly person: Person },
  most: number,
): Promise<readonly StreamKey[] | null> {
  const term = termOfPerson(person);
  if (term === null) return null;
  const terms = [(await hashOf(search))(within)(term)];
  const named: StreamKey[] = [];
  let after: string | null = null;
  do {
    const { items, next }: Candidates = await search.index.find({ ...within, terms, after, limit: most });
    named.push(...items.map(({ at }) => at));
    after = next;
  } while (after !== null && named.length <= most);
  return named.length > most ? null : named;
}

async function pageOf(
  { log, search }: Searching,
  { office, kind, terms, is }: Asked,
  { after = null, limit }: SearchPage,
): Promise<Page<FoundCase>> {
  if (terms.length === 0) return { items: [], next: null };
  const hash = await hashOf(search);
  const wanted = { office, kind, terms: terms.map(hash({ office, kind })) };
  const found: { readonly one: FoundCase; readonly place: string }[] = [];
  let [place, opened]: [string | null, number] = [after, 0];
  do {
    const { items, next } = await search.index.find({
      ...wanted,
      after: place,
      limit: Math.max(AT_ONCE, limit + 1),
    });
    for (let from = 0; from < items.length && found.length <= limit; from += AT_ONCE)
      found.push(...(await openedOf(log, items.slice(from, from + AT_ONCE), is)));
    opened += items.length;
    place = next;
  } while (place !== null && found.length <= limit && opened < MOST_OPENED);
  const shown = found.slice(0, limit);
  const last = shown.at(-1)?.place ?? null;
  return { items: shown.map(({ one }) => one), next: found.length > limit ? last : place };
}

async function openedOf(log: House['log'], some: readonly Candidate[], is: Asked['is']) {
  const known = await Promise.all(some.map(({ at }) => knownOf(log, at)));
  return some.flatMap(({ at, place }, index) => {
    const one = known[index];
    return one === undefined || one.voided || !is(one) ? [] : [{ one: { ...one, at }, place }];
  });
}

const known = new WeakMap<object, Promise<ReturnType<typeof hashing>>>();

/** One memory of hashes for each home. */
function hashOf(search: House['search']): Promise<ReturnType<typeof hashing>> {
  const before = known.get(search);
  if (before !== undefined) return before;
  const made = search.key().then(hashing);
  known.set(search, made);
  made.catch(() => known.delete(search));
  return made;
}
