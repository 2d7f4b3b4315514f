/** Which hotline cases a GeoReport query asks for, and the search for them page by page. */

import {
  addDays,
  dateOfInstant,
  epochOf,
  type Instant,
  parseInstant,
  startOfDate,
} from '#shared/kernel/plain-date.ts';
import { formerNumber } from '#shared/kernel/written.ts';
import type { CaseSummary, Page, Views } from '#shared/store/views.ts';
import { summaryOf } from '../cases/case-address.tsx';

/** The specification: 90 days or 1,000 requests where nothing else is asked. */
const SPAN_DAYS = 90;
export const MOST = 1000;
/** Cases examined for one answer; if few of them match, the Link header continues from there. */
const LOOKED_AT = 20_000;

/** The parameters of a query as they were sent. */
type Asked = {
  readonly service_request_id?: string | undefined;
  readonly service_code?: string | undefined;
  readonly start_date?: string | undefined;
  readonly end_date?: string | undefined;
  readonly status?: string | undefined;
  readonly page_size: number;
  readonly page: number;
  readonly after?: string | undefined;
};
type Sought = {
  readonly numbers: readonly string[] | null;
  readonly types: readonly string[];
  readonly from: Instant;
  readonly to: Instant;
  readonly only: 'open' | 'concluded' | null;
  readonly limit: number;
  /** Requests before the page asked for. */
  readonly skip: number;
  readonly after: string | null;
};
type Found = { readonly cases: readonly CaseSummary[]; readonly next: string | null };

/** A string says what is wrong with the query. */
export function soughtBy(asked: Asked, now: Instant): Sought | string {
  const start = asked.start_date === undefined ? null : parseInstant(asked.start_date);
  const end = asked.end_date === undefined ? null : parseInstant(asked.end_date);
  if ((asked.start_date !== undefined && start === null) || (asked.end_date !== undefined && end === null))
    return 'start_date and end_date are W3C date-times with an offset';
  const wanted = listed(asked.status ?? '');
  if (wanted.some((one) => one !== 'open' && one !== 'closed')) return 'status is open, closed or both';
  const skip = (asked.page - 1) * asked.page_size;
  if (skip + asked.page_size > LOOKED_AT)
    return `page leads past ${LOOKED_AT} requests: follow the Link header`;
  const to = end ?? now;
  const { service_request_id: ids } = asked;
  return {
    numbers: ids === undefined ? null : listed(ids).slice(0, MOST),
    types: listed(asked.service_code ?? ''),
    from: start ?? startOfDate(addDays(dateOfInstant(to), -SPAN_DAYS)),
    to,
    only: new Set(wanted).size === 1 ? (wanted[0] === 'open' ? 'open' : 'concluded') : null,
    limit: asked.page_size,
    skip,
    after: asked.after ?? null,
  };
}

const listed = (text: string): string[] =>
  text
    .split(',')
    .map(formerNumber)
    .filter((one) => one !== '');

export async function found(views: Views, office: string, sought: Sought): Promise<Found> {
  if (sought.numbers === null) return pageOf(views, office, sought);
  const some = await Promise.all(
    sought.numbers.map((number) => summaryOf(views, office, { kind: 'hotline', number })),
  );
  return {
    cases: some.filter((one) => one !== null).filter(({ status }) => status !== 'voided'),
    next: null,
  };
}

/** Pages by number, as most clients ask: what comes before the page is read and skipped. */
async function pageOf(views: Views, office: string, { skip, ...sought }: Sought): Promise<Found> {
  let { after } = sought;
  for (let left = skip; left > 0; ) {
    const before = await search(views, office, { ...sought, after, limit: Math.min(left, MOST), skip: 0 });
    left -= before.cases.length;
    if (before.next === null) return { cases: [], next: null };
    after = before.next;
  }
  return search(views, office, { ...sought, after, skip: 0 });
}

/** Reads on until the page is full: a rare type must not look like none at all. */
async function search(views: Views, office: string, sought: Sought): Promise<Found> {
  const days = { from: dateOfInstant(sought.from), to: dateOfInstant(sought.to) };
  const filter = { kind: 'hotline', ...days, ...(sought.only && { status: sought.only }) } as const;
  const list = (after: string | null, limit: number): Promise<Page<CaseSummary>> =>
    views.list(office, filter, { after, limit });
  const cases: CaseSummary[] = [];
  const some = sought.types.length === 0 ? sought.limit : MOST;
  let { after } = sought;
  for (let looked = 0; looked < LOOKED_AT; looked += some) {
    const { items, next } = await list(after, some);
    const fitting = items.filter((one) => fits(one, sought)).slice(0, sought.limit - cases.length);
    cases.push(...fitting);
    const last = fitting.at(-1);
    if (cases.length === sought.limit && last !== undefined)
      return { cases, next: (await list(after, items.indexOf(last) + 1)).next };
    if (next === null) return { cases, next };
    after = next;
  }
  return { cases, next: after };
}

function fits({ status, facts }: CaseSummary, { types, from, to }: Sought): boolean {
  const at = Date.parse(String(facts.receivedAt));
  if (status === 'voided' || at < epochOf(from) || at > epochOf(to)) return false;
  return types.length === 0 || types.includes(String(facts.type ?? ''));
}
