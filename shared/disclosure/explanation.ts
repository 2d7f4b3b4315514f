/** Everything that says how a reply date came about, for the page of a case, the API and `clock`. */
import { type LawKey, textsInForce } from '#shared/glossary/law-sources.ts';
import type { RemedyPeriods } from '#shared/kernel/appeal-clock.ts';
import type { Calendar } from '#shared/kernel/calendar/calendar.ts';
import { leftUntil, type OrderedReply, type TextInForce } from '#shared/kernel/case-clock.ts';
import { laterOf, type PlainDate } from '#shared/kernel/plain-date.ts';
import type { Application, Redating } from './application.ts';
import { type Breach, breachesOf } from './breaches.ts';
import type { ReplyClock } from './clock.ts';
import { clockOf } from './clock-of.ts';
import { REPLY_DAYS } from './pauses.ts';
import { orderedReply } from './reply-orders.ts';
import { asOf } from './standing.ts';

export type Explanation = ReplyClock & {
  readonly on: PlainDate;
  /** Open and past its date: the reply's, or that of the step awaited. */
  readonly overdue: boolean;
  /** To `dueOn`, or to `stepDueOn` while the applicant is awaited; null when nothing runs. Negative when overdue. */
  readonly workingDaysLeft: number | null;
  readonly texts: readonly TextInForce[];
  readonly breaches: readonly Breach[];
  readonly redatings: readonly Redating[];
  readonly remedies?: RemedyPeriods | null;
  /** Working days the law gives, the extension included, and how many of them had passed by `on`. */
  readonly statutoryDays: number;
  readonly daysUsed: number;
  /** A new reply that a review or a court has ordered and that is not given yet. */
  readonly ordered: OrderedReply | null;
};

/** How the case stood on `on`, by what had been done by that day. */
export function explain(state: Application, calendar: Calendar, on: PlainDate): Explanation {
  const then = asOf(state, on);
  const clock = clockOf(then, calendar, on);
  // a mistaken entry was never owed a reply
  const standing = state.voided ? 'concluded' : clock.state;
  const end = standing === 'concluded' ? null : (clock.dueOn ?? clock.stepDueOn);
  const counted = clock.days.filter((day) => day.counts);
  return {
    ...clock,
    state: standing,
    on,
    ...leftUntil(end, { on, earliest: clock.earliest, calendar }),
    texts: textsBehind(then, on),
    breaches: breachesOf(then, calendar),
    redatings: state.redatings.filter((redating) => redating.on <= on),
    statutoryDays: clock.period === null ? 0 : REPLY_DAYS + clock.period.extendedBy,
    ordered: orderedThen(state, calendar, on),
    daysUsed: counted.filter((day) => day.date <= on).length,
  };
}

/** The texts in force from the receipt of the application to its outcome, or to the day it is looked at. */
function textsBehind({ receivedOn, conclusion, fee }: Application, on: PlainDate): readonly TextInForce[] {
  if (receivedOn === null) return [];
  const until = laterOf(receivedOn, conclusion?.on ?? on);
  const feeRules: readonly LawKey[] = fee === null ? [] : ['国办函〔2020〕109号'];
  return textsInForce(['条例', ...feeRules], receivedOn, until);
}

/** An order is open whatever the calendar of the day on which the application was concluded. */
export function orderedThen(state: Application, calendar: Calendar, on: PlainDate): Explanation['ordered'] {
  const ordered = orderedReply(state, calendar, on);
  if (ordered === null) return null;
  return { ...ordered, overdue: ordered.dueOn !== null && !ordered.earliest && on > ordered.dueOn };
}
