/** Which figures an address asks for: `/hotline/figures?year=2026&group=events&from=2026-03-01&to=2026-03-31`. */
import { firstDayOf, lastDayOf, type PlainDate, parsePlainDate, yearOf } from '#shared/kernel/plain-date.ts';
import type { Ctx, Web } from '../frame/web.ts';
import { readDate } from '../look/command-fields.ts';
import { thisYear } from '../tables/asked-report.ts';
import { HOTLINE } from './pages.tsx';

type Group = 'hotline' | 'events';
export const GROUP_LABELS: Readonly<Record<Group, string>> = { hotline: '12345热线', events: '全部事件' };

export type Asked = {
  readonly year: number;
  readonly group: Group;
  /** Null for the whole year. */
  readonly period: { readonly from: PlainDate; readonly to: PlainDate } | null;
};

/** What cannot be read narrows nothing; a period lies within its year. */
export function figuresAsked(c: Ctx, { house }: Web): Asked {
  const written = c.req.query('year') ?? '';
  const year = /^(?:19|2\d)\d\d$/.test(written) ? Number(written) : thisYear(house.clock.now());
  const within = (name: string): PlainDate | null => {
    const day = parsePlainDate(readDate((c.req.query(name) ?? '').trim()));
    return day !== null && yearOf(day) === year ? day : null;
  };
  const [from, to] = [within('from') ?? firstDayOf(year), within('to') ?? lastDayOf(year)];
  const whole = from === firstDayOf(year) && to === lastDayOf(year);
  const group = c.req.query('group') === 'events' ? 'events' : 'hotline';
  return { year, group, period: whole || from > to ? null : { from, to } };
}

/** The cases behind a cell: of a whole year by the members of the cell, of part of it by their days. */
export function behindHref({ year, period }: Asked, cell: string): string {
  if (period === null) return `/tables/${year}/cell?${new URLSearchParams({ name: cell, version: 'live' })}`;
  return casesHref(cell, period);
}

export function casesHref(
  cell: string,
  { from, to }: { readonly from: string; readonly to: string },
): string {
  return `${HOTLINE}/cases?${new URLSearchParams({ cell, from, to })}`;
}

export function percent(rate: number | null): string {
  return rate === null ? '—' : `${(rate * 100).toFixed(2)}%`;
}
