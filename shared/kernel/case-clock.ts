/** How the date of a case of any kind comes about, as `clock`, the API and the pages tell it. */

import type { AppealPeriod } from './appeal-clock.ts';
import type { DayKind } from './calendar/calendar.ts';
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
  readonly overdue: boolean;
  /** Negative when overdue, null where nothing runs. */
  readonly workingDaysLeft: number | null;
  readonly calendar: string;
  readonly days: readonly {
    readonly date: PlainDate;
    readonly counts: boolean;
    readonly reason: DayReason;
  }[];
  /** By which texts it is judged. */
  readonly texts: readonly TextInForce[];
  /** Of a review or a suit: every period that has begun. */
  readonly periods?: readonly AppealPeriod[];
  /** Of an application: a new reply that was ordered and is not given yet. */
  readonly ordered?: OrderedReply | null;
  /** Steps taken too late: they stay valid. */
  readonly breaches: readonly { readonly code: string; readonly article: string; readonly on: PlainDate }[];
};
