/** The work list in slices by due date: what must be done today, soon, is overdue, or waits for others. */
import { addWorkingDays, type Calendar } from '../../shared/kernel/calendar/calendar.ts';
import { addDays, type PlainDate } from '../../shared/kernel/plain-date.ts';
import type { House } from '../../shared/store/house.ts';
import type { Page, PageRequest } from '../../shared/store/views.ts';
import { officeCalendar } from '../calendar/office-calendar.ts';
import { type OpenCase, openCases } from './open-cases.ts';

export const SLICES = ['all', 'overdue', 'today', 'within3', 'within5', 'within10', 'waiting'] as const;
export type Slice = (typeof SLICES)[number];
export type Sliced = {
  readonly office: string;
  readonly on: PlainDate;
  readonly slice: Slice;
  /** A kind of case; all of them without it. */
  readonly kind?: OpenCase['kind'] | undefined;
};

type Range = { readonly from: PlainDate | null; readonly to: PlainDate | null };

/** The due dates of a slice, both ends included; the days of `within` are working days after `on`. */
export function rangeOf(slice: Slice, on: PlainDate, calendar: Calendar): Range {
  switch (slice) {
    case 'overdue':
      return { from: null, to: addDays(on, -1) };
    case 'today':
      return { from: on, to: on };
    case 'within3':
    case 'within5':
    case 'within10':
      return { from: on, to: addWorkingDays(calendar, on, Number(slice.slice(6))).date };
    default:
      return { from: null, to: null };
  }
}

/**
 * A page of a slice, by due date. Open cases are read in their order and no further than the slice reaches; a page is
 * what one or more pages of the whole list hold of it.
 */
export async function slicePage(
  house: House,
  { office, on, slice, kind }: Sliced,
  page: PageRequest,
): Promise<Page<OpenCase>> {
  const calendar = await officeCalendar(house.log, office);
  const range = rangeOf(slice, on, calendar);
  const isWanted = (one: OpenCase): boolean =>
    (kind === undefined || one.kind === kind) && isIn(one, slice, range);
  for (let after = page.after ?? null; ; ) {
    const { items, next } = await openCases(house, { office, on, calendar }, { after, limit: page.limit });
    const found = items.filter(isWanted);
    const last = items.at(-1);
    const passed = range.to !== null && last !== undefined && (endOf(last) ?? FAR) > range.to;
    if (found.length > 0 || next === null || passed) return { items: found, next: passed ? null : next };
    after = next;
  }
}

const FAR = '9999-12-31';
const endOf = ({ dueOn, stepDueOn }: OpenCase): PlainDate | null => dueOn ?? stepDueOn;

function isIn(one: OpenCase, slice: Slice, { from, to }: Range): boolean {
  if (slice === 'all') return true;
  if (slice === 'waiting') return one.dueOn === null;
  const end = endOf(one);
  return end !== null && (from === null || end >= from) && (to === null || end <= to);
}
