/** The work list in slices by due date: what must be done today, soon, is overdue, or waits for others. */
import { addWorkingDays, type Calendar } from '../../shared/kernel/calendar/calendar.ts';
import { addDays, type PlainDate } from '../../shared/kernel/plain-date.ts';
import type { House } from '../../shared/store/house.ts';
import type { Page, PageRequest } from '../../shared/store/views.ts';
import { officeCalendar } from '../calendar/office-calendar.ts';
import { type OpenCase, openCases } from './open-cases.ts';

export const SLICES = ['all', 'overdue', 'today', 'within3', 'within5', 'within10', 'waiting'] as const;
export type Slice = (typeof SLICES)[number];
/** Kinds of case that stand in a work list. */
export const WORK_KINDS = ['application', 'hotline', 'appeal'] as const;
export type Sliced = {
  readonly office: string;
  readonly on: PlainDate;
  readonly slice: Slice;
  /** A kind of case; all of them without it. */
  readonly kind?: OpenCase['kind'] | undefined;
  /** The department a hotline case is with. */
  readonly department?: string | undefined;
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

/** A full page of a slice, by due date: the slice, the kind and the department are ranges of indexes on open cases. */
export async function slicePage(
  house: House,
  { office, on, slice, kind, department }: Sliced,
  page: PageRequest,
): Promise<Page<OpenCase>> {
  const calendar = await officeCalendar(house.log, office);
  const filter = { ...rangeOf(slice, on, calendar), waiting: slice === 'waiting', kind, department };
  return openCases(house, { office, on, calendar, filter }, page);
}
