/** Which report an address asks for: `/tables/2026?version=live`, `?version=2`, `?asOf=2026-06-30` (with that day) or an instant. */
import { dateOfInstant, type Instant, parseInstant, yearOf } from '#shared/kernel/plain-date.ts';
import type { Choice } from '#shared/year/chosen-report.ts';
import { type Ctx, officeHere } from '../frame/web.ts';
import { wholeDate } from '../look/typed-date.ts';

/** A year as it stands in an address; null for anything else. */
export function yearIn(written = ''): number | null {
  return /^(?:19|2\d)\d\d$/.test(written) ? Number(written) : null;
}

/** Which version of a report an address names; what cannot be read names none. */
export function versionIn(written = ''): { readonly version?: number | 'live' } {
  if (written === 'live') return { version: written };
  return /^[1-9]\d{0,3}$/.test(written) ? { version: Number(written) } : {};
}

/** Null when the year is none. What else cannot be read narrows nothing. */
export function choiceAsked(c: Ctx): Choice | null {
  const year = yearIn(c.req.param('year'));
  if (year === null) return null;
  const written = c.req.query('asOf') ?? '';
  const asOf = written === '' ? null : instantAsked(written);
  return {
    office: officeHere(c),
    year,
    ...versionIn(c.req.query('version')),
    ...(asOf !== null && { asOf }),
  };
}

const LAST_OF_DAY = 'T23:59:59.999+08:00';

/** A day stands for its last instant; an instant is taken as written. */
function instantAsked(written: string): Instant | null {
  const day = wholeDate(written);
  return day === null ? parseInstant(written) : parseInstant(`${day}${LAST_OF_DAY}`);
}

/** The same report in another address; without a question mark when nothing is asked beyond the year. */
export function queryOf({ version, asOf }: Choice, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({
    ...more,
    ...(version !== undefined && { version: String(version) }),
    ...(asOf !== undefined && { asOf: asOf.replace(LAST_OF_DAY, '') }),
  });
  return query.size === 0 ? '' : `?${query}`;
}

export function thisYear(now: Instant): number {
  return yearOf(dateOfInstant(now));
}
