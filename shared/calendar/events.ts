/** Events of an office's calendar. Names and payloads are a storage format: see tests/contract/events. */
import type { DomainEvent } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';

/** The State Council's arrangement of a year, as the office entered it; a later one of the same year replaces it. */
type CalendarYearLoaded = DomainEvent<
  'CalendarYearLoaded',
  {
    readonly year: number;
    readonly notice: string;
    readonly daysOff: readonly PlainDate[];
    readonly makeUp: readonly PlainDate[];
  }
>;
export const EXTRA_DAY_CAUSES = ['typhoon', 'epidemic', 'order', 'other'] as const;
export type ExtraDayCause = (typeof EXTRA_DAY_CAUSES)[number];
/** Texts: reason. */
type ExtraDayAdded = DomainEvent<
  'ExtraDayAdded',
  {
    readonly date: PlainDate;
    readonly kind: 'holiday' | 'makeUpWorkingDay';
    readonly cause: ExtraDayCause;
  }
>;
/** Texts: reason. */
type ExtraDayRemoved = DomainEvent<'ExtraDayRemoved', { readonly date: PlainDate }>;
/** Every open case was dated by the first `changes` changes of the calendar; `cases` of them got another date. */
type CasesRedated = DomainEvent<
  'CasesRedated',
  { readonly changes: number; readonly calendar: string; readonly cases: number }
>;

export type CalendarEvent = CalendarYearLoaded | ExtraDayAdded | ExtraDayRemoved | CasesRedated;
