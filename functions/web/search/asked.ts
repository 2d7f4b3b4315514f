/** What was looked for: sent with a form, or sealed in an address. */

import type { CaseKind } from '#shared/kernel/event.ts';
import { streamWritten } from '#shared/ledger/case-history.ts';
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
  const streams = await Promise.all(
    SEARCHED.map((kind) => streamWritten(house.log, { office, kind, number })),
  );
  const [kind, other] = SEARCHED.filter((_, at) => streams[at] !== null);
  const path = kind === undefined ? undefined : CASE_PATHS[kind];
  return path === undefined || other !== undefined ? null : caseHref({ path }, number);
}
