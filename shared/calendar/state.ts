/** An office's calendar: the State's years built in, with what the office has entered since. */
import { type Calendar, calendarOf, type ExtraDay } from '#shared/kernel/calendar/calendar.ts';
import { type CalendarYear, STATE_YEARS } from '#shared/kernel/calendar/years.ts';
import type { Recorded } from '#shared/kernel/event.ts';
import type { Instant, PlainDate } from '#shared/kernel/plain-date.ts';
import type { CalendarEvent, ExtraDayCause } from './events.ts';

export type OwnDay = ExtraDay & { readonly cause: ExtraDayCause; readonly reason: string };
/** `recordedAt` is the instant of the change: what was recorded later was counted with it. */
type CalendarChange = { readonly recordedAt: Instant; readonly what: 'year' | 'extraDay' };

export type CalendarState = {
  readonly years: ReadonlyMap<number, CalendarYear>;
  readonly extraDays: ReadonlyMap<PlainDate, OwnDay>;
  readonly changes: readonly CalendarChange[];
  /** How many changes the open cases have been dated by. */
  readonly applied: number;
};

export const BUILT_IN: CalendarState = {
  years: new Map(STATE_YEARS.map((year) => [year.year, year])),
  extraDays: new Map(),
  changes: [],
  applied: 0,
};

export function evolve(before: CalendarState | null, event: Recorded<CalendarEvent>): CalendarState {
  const state = before ?? BUILT_IN;
  const changed = (what: CalendarChange['what']): readonly CalendarChange[] => [
    ...state.changes,
    { recordedAt: event.recordedAt, what },
  ];
  switch (event.type) {
    case 'CalendarYearLoaded': {
      const year: CalendarYear = { ...event.data, source: 'office' };
      return { ...state, years: new Map(state.years).set(year.year, year), changes: changed('year') };
    }
    case 'ExtraDayAdded': {
      const day: OwnDay = { ...event.data, reason: event.texts?.reason ?? '' };
      const extraDays = new Map(state.extraDays).set(day.date, day);
      return { ...state, extraDays, changes: changed('extraDay') };
    }
    case 'ExtraDayRemoved': {
      const extraDays = new Map(state.extraDays);
      extraDays.delete(event.data.date);
      return { ...state, extraDays, changes: changed('extraDay') };
    }
    case 'CasesRedated':
      return { ...state, applied: event.data.changes };
    default:
      return state;
  }
}

export function calendarIn({ years, extraDays }: CalendarState): Calendar {
  const inOrder = [...years.values()].sort((a, b) => a.year - b.year);
  return calendarOf(inOrder, [...extraDays.values()]);
}
