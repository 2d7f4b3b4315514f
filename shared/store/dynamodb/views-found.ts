/**
 * A case of which nothing is known but what stands in the clear has no list of its terms: they are put under it before its
 * view, and the view says which (ADR 90). A row too many is seen through by whoever opens what it names.
 */
import { hash } from 'node:crypto';
import type { Stored } from './rows.ts';
import { type InBatch, sortOf, type TermRow } from './search-rows.ts';

/** The batch it came in, and what its terms were taken from: number, department. */
type Found = { readonly batch: string; readonly parts: readonly string[] };
/**
 * `found`: as the view is to say it; `rows`: what has to stand before it does; `isNamed`: whether with the view all that is
 * known of the case stands, or more.
 */
type Finding = {
  readonly entry: InBatch | undefined;
  readonly found: string | undefined;
  readonly rows: readonly TermRow[];
  readonly isNamed: boolean;
};

const digestOf = (terms: readonly string[]): string =>
  hash('sha256', [...terms].sort().join(' '), 'base64url').slice(0, 12);

function foundIn(item: Stored | undefined): Found | null {
  if (item?.found === undefined) return null;
  const [batch = '', ...parts] = String(item.found).split(' ');
  return { batch, parts };
}

const isOpen = ({ terms, open = [] }: InBatch): boolean =>
  open.length > 0 && new Set(terms).size === new Set(open.flat()).size;

/** Where a view that stands says nothing, a list does, or will: it stays so. `isNews`: whether the view is to be put. */
export function findingOf(item: Stored | undefined, entry: InBatch | undefined, isNews: boolean): Finding {
  const before = foundIn(item);
  const found = item?.found === undefined ? undefined : String(item.found);
  const stays = { entry, found, rows: [], isNamed: false };
  if (entry === undefined || (item !== undefined && before === null)) return stays;
  const parts = isOpen(entry) ? (entry.open ?? []) : [];
  const fresh = parts.filter((terms) => !before?.parts.includes(digestOf(terms))).flat();
  if (!isNews) {
    const isNamed = Number(item?.version) > entry.version || (parts.length > 0 && fresh.length === 0);
    return { ...stays, isNamed };
  }
  if (parts.length === 0) return stays;
  const { batch } = before ?? entry;
  const named = { sort: sortOf(entry), batch, shares: before === null };
  return {
    ...{ entry, isNamed: true, found: [batch, ...parts.map(digestOf)].join(' ') },
    rows: [...new Set(fresh)].map((term) => ({ term, ...named })),
  };
}
