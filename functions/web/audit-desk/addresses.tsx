/** Where the pages of the desk are, what their addresses name, and the way back. */

import type { FC } from 'hono/jsx';
import type { CaseKind } from '#shared/kernel/event.ts';
import { type Instant, type PlainDate, parseInstant } from '#shared/kernel/plain-date.ts';
import { wholeDate } from '../look/typed-date.ts';

export const DESK = '/audit-desk';
/** Administrators, too, see how far is sealed. */
export const SEALS = '/seals';

/** The way back to the desk. */
export const Crumb: FC = () => (
  <p class="crumb">
    <a href={DESK}>审计工作台</a>
  </p>
);

export function lifeHref(kind: CaseKind, number: string): string {
  return `${DESK}/case?${new URLSearchParams({ kind, number })}`;
}

export function figureHref(year: number, name: string): string {
  return `${DESK}/figure?${new URLSearchParams({ year: String(year), name })}`;
}

/** The last instant of a day as typed; null where it is none. */
export function endOfDay(typed: string): { readonly day: PlainDate; readonly until: Instant } | null {
  const day = wholeDate(typed.trim());
  const until = day && parseInstant(`${day}T23:59:59.999+08:00`);
  return day === null || until === null ? null : { day, until };
}

/** `2026-03`: from its first instant to its last; null for what is no month. */
export function monthOf(typed: string): { readonly since: Instant; readonly until: Instant } | null {
  if (!/^\d{4}-(?:0[1-9]|1[0-2])$/.test(typed)) return null;
  const [year = 0, month = 0] = typed.split('-').map(Number);
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const since = parseInstant(`${typed}-01T00:00:00.000+08:00`);
  const until = parseInstant(`${typed}-${last}T23:59:59.999+08:00`);
  return since === null || until === null ? null : { since, until };
}
