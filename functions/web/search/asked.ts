/** What was looked for: sent with a form, or sealed in an address. */

import type { CaseKind } from '#shared/kernel/event.ts';
import { historyOf } from '#shared/ledger/case-history.ts';
import { SEARCHED } from '#shared/search/index-cases.ts';
import { queryIn, sealedQuery } from '#shared/search/query-address.ts';
import { CASE_PATHS, caseHref } from '../cases/case-address.tsx';
import type { Ctx, Web } from '../frame/web.ts';
import { LONGEST_QUERY, SEARCH } from '../look/search-box.tsx';

export type Looked = { readonly query: string; readonly kind: CaseKind | undefined };

/** The address under which the answer stands; `kind` narrows it. */
export async function addressOf({ house }: Web, { query, kind }: Looked): Promise<string> {
  const s = sealedQuery(await house.search.key(), query.slice(0, LONGEST_QUERY));
  return `${SEARCH}?${new URLSearchParams({ s, ...(kind && { kind }) })}`;
}

/** '' where the address holds nothing that was sealed here. */
export async function lookedIn(c: Ctx, { house }: Web): Promise<Looked> {
  const query = queryIn(await house.search.key(), c.req.query('s') ?? '') ?? '';
  return { query, kind: SEARCHED.find((one) => one === c.req.query('kind')) };
}

/** The one case that bears this number; null where none does, or several kinds have one. */
export async function caseNumbered({ house }: Web, office: string, number: string): Promise<string | null> {
  if (number === '') return null;
  const named = SEARCHED.map((kind) => historyOf(house.log, { office, kind, number }));
  const [first, other] = (await Promise.all(named)).flatMap((commits) => commits?.[0] ?? []);
  const path = first === undefined ? undefined : CASE_PATHS[first.kind];
  return first === undefined || path === undefined || other !== undefined
    ? null
    : caseHref({ path }, first.number);
}
