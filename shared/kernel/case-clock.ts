/** How the date of a case of any kind comes about, as `clock`, the API and the pages tell it. */
import type { AppealPeriod, RemedyPeriods } from './appeal-clock.ts';
import { type Calendar, type DayKind, workingDaysLeft } from './calendar/calendar.ts';
import type { PlainDate } from './plain-date.ts';
import type { ReplyOrder } from './reply-order.ts';

/** Why a day counts or does not, in any kind of case. */
export type DayReason =
  | 'start'
  | DayKind
  | 'naturalDay'
  | 'awaitingCorrection'
  | 'awaitingPayment'
  | 'consulting'
  | 'extension';

/** A text of law that was in force while the case ran; `unchecked`: the rules were not compared with it. */
export type TextInForce = {
  readonly source: string;
  readonly document: string;
  readonly inForce: PlainDate;
  readonly read: 'original' | 'copy' | 'unchecked';
};

/**
 * `dueOn` null: no period is known. `earliest`: counted from the decision, as nobody noted when it arrived, or from the
 * day on which a judgment can be effective at the earliest.
 */
export type OrderedReply = {
  readonly order: ReplyOrder;
  readonly dueOn: PlainDate | null;
  readonly provisional: boolean;
  readonly earliest: boolean;
  readonly overdue: boolean;
};

export type CaseClock = {
  /** In the words of the kind of case: processing, consulting … answering, awaitingDecision … handling, concluded. */
  readonly state: string;
  /** Null while somebody else is awaited, and where nothing runs. */
  readonly dueOn: PlainDate | null;
  /** The end of what is awaited. */
  readonly stepDueOn: PlainDate | null;
  readonly provisional: boolean;
  /** The date is the earliest there can be: a day from which the law counts is not known yet. */
  readonly earliest: boolean;
  readonly overdue: boolean;
  /** Negative when overdue; null where nothing runs, and once the earliest date is past. */
  readonly workingDaysLeft: number | null;
  readonly calendar: string;
  readonly days: readonly {
    readonly date: PlainDate;
    readonly counts: boolean;
    readonly reason: DayReason;
  }[];
  /** Of an application that was replied to. */
  readonly remedies?: RemedyPeriods | null;
  /** By which texts it is judged. */
  readonly texts: readonly TextInForce[];
  /** Of a review or a suit: every period that has begun. */
  readonly periods?: readonly AppealPeriod[];
  /** Of an application: a new reply that was ordered and is not given yet. */
  readonly ordered?: OrderedReply | null;
  /** Steps taken too late: they stay valid. */
  readonly breaches: readonly { readonly code: string; readonly article: string; readonly on: PlainDate }[];
};

type Asked = { readonly on: PlainDate; readonly earliest: boolean; readonly calendar: Calendar };

/** What is left on a day until `end`. Nobody is late after a date that is only the earliest. */
export function leftUntil(
  end: PlainDate | null,
  { on, earliest, calendar }: Asked,
): Pick<CaseClock, 'overdue' | 'workingDaysLeft'> {
  const isPast = end !== null && on > end;
  const left = end === null || (earliest && isPast) ? null : workingDaysLeft(calendar, on, end);
  return { overdue: isPast && !earliest, workingDaysLeft: left };
}
