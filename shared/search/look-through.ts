/**
 * Cases that are looked through one by one, newest first: of a kind whose words stand in no index, or by what no index
 * knows. Bounded, and kept nowhere: it costs what it reads.
 */
import { knownOf } from '#shared/ledger/case-labels.ts';
import type { House } from '#shared/store/house.ts';
import type { ListFilter } from '#shared/store/lists.ts';
import type { CaseSummary } from '#shared/store/views.ts';
import { occurs } from './terms.ts';
import { wordsOf } from './units.ts';

type OpenedCase = Awaited<ReturnType<typeof knownOf>>;
export type Seen = { readonly summary: CaseSummary; readonly known: OpenedCase };
/** `looked`: how many were; `ended`: there were no others. */
type LookedThrough = { readonly found: readonly Seen[]; readonly looked: number; readonly ended: boolean };

/** Opened side by side. */
const AT_ONCE = 25;
/** Some tenths of a second on one machine, and on DynamoDB. */
const MOST_OPENED = 500;

type Wanted = { readonly office: string; readonly filter: ListFilter; readonly query: string };

/** Those in which every word occurs, up to `limit`; all of the list where no word was typed. */
export async function lookThrough(
  { log, views }: Pick<House, 'log' | 'views'>,
  { office, filter, query }: Wanted,
  limit: number,
): Promise<LookedThrough> {
  const words = wordsOf(query);
  const found: Seen[] = [];
  let [after, looked]: [string | null, number] = [null, 0];
  do {
    const page = await views.list(office, filter, { after, limit: AT_ONCE });
    const known = await Promise.all(page.items.map((one) => knownOf(log, one)));
    page.items.forEach((summary, at) => {
      const one = known[at];
      if (one !== undefined && occurs(words, one)) found.push({ summary, known: one });
    });
    looked += page.items.length;
    after = page.next;
  } while (after !== null && found.length < limit && looked < MOST_OPENED);
  return { found: found.slice(0, limit), looked, ended: after === null && found.length <= limit };
}
