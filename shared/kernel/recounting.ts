/** A change of an office's calendar, as the rule that redates a case is told of it. */
import type { Calendar } from './calendar/calendar.ts';
import type { PlainDate } from './plain-date.ts';

export type RecountReason = 'calendarYear' | 'extraDay';
/** `before` is the calendar the case was last dated by, `after` the one in force now. */
export type Recounting = {
  readonly before: Calendar;
  readonly after: Calendar;
  readonly reason: RecountReason;
  readonly today: PlainDate;
};
/** A date and whether it may still move. */
type Counted = { readonly date: PlainDate; readonly provisional: boolean };

/** What an event keeps of a date that moved; `from` and `to` are equal where only `provisional` went. */
export type MovedDate = {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly provisional: boolean;
  readonly reason: RecountReason;
  readonly calendar: string;
};

/** Null when the date stays as it was, certain or provisional. */
export function recounted(
  was: Counted,
  is: Counted,
  { reason, after }: Pick<Recounting, 'reason' | 'after'>,
): MovedDate | null {
  if (was.date === is.date && was.provisional === is.provisional) return null;
  return { from: was.date, to: is.date, provisional: is.provisional, reason, calendar: after.version };
}
