/** The work list in slices by due date: what must be done today, soon, is overdue, or waits for others. */
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import type { House } from '#shared/store/house.ts';
import type { Count } from '#shared/store/lists.ts';
import type { Narrowed } from '#shared/store/narrowings.ts';
import type { Page, PageRequest } from '#shared/store/views.ts';
import { datesWithin, NEARNESS } from './nearness.ts';
import { type Asked, type OpenCase, openCases } from './open-cases.ts';

export const SLICES = ['all', ...NEARNESS, 'waiting'] as const;
export type Slice = (typeof SLICES)[number];
/** Kinds of case that stand in a work list. */
export const WORK_KINDS = ['application', 'hotline', 'appeal', 'publication', 'amendment'] as const;
export type Sliced = Narrowed & {
  readonly office: string;
  readonly on: PlainDate;
  readonly slice: Slice;
  /** A kind of case; all of them without it. */
  readonly kind?: OpenCase['kind'] | undefined;
};

type Cut = { readonly house: House; readonly sliced: Sliced };

async function askedOf({ house, sliced: { office, on, slice, ...narrowed } }: Cut): Promise<Asked> {
  const calendar = await officeSettings(house.log, office).calendar();
  const near = NEARNESS.find((one) => one === slice);
  const dates = near === undefined ? { from: null, to: null } : datesWithin(near, on, calendar);
  return { office, on, calendar, filter: { ...dates, waiting: slice === 'waiting', ...narrowed } };
}

/** A full page of a slice, by due date: the slice, the kind and a fact are ranges of indexes on open cases. */
export async function slicePage(house: House, sliced: Sliced, page: PageRequest): Promise<Page<OpenCase>> {
  const asked = await askedOf({ house, sliced });
  return sliced.slice === 'overdue' ? overdueCases(house, asked, page) : openCases(house, asked, page);
}

/** Overdue cases are looked at one by one, see `overdueCases`: their counting stops earlier. */
const MOST_OVERDUE = 500;

export async function sliceCount(house: House, sliced: Sliced): Promise<Count> {
  const asked = await askedOf({ house, sliced });
  if (sliced.slice !== 'overdue') return house.views.openCount(asked.office, asked.filter);
  const { items, next } = await overdueCases(house, asked, { limit: MOST_OVERDUE });
  return { count: items.length, more: next !== null };
}

/** Where the date is only the earliest there can be, nobody is late: such a case gives its place on the page to the next. */
async function overdueCases(house: House, asked: Asked, page: PageRequest): Promise<Page<OpenCase>> {
  const found = await openCases(house, asked, page);
  const items = found.items.filter(({ overdue }) => overdue);
  const short = found.items.length - items.length;
  if (short === 0 || found.next === null) return { ...found, items };
  const more = await overdueCases(house, asked, { ...page, limit: short, after: found.next });
  return { items: [...items, ...more.items], next: more.next };
}
