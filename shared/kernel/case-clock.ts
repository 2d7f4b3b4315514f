/** How the date of a case of any kind comes about, as `clock`, the API and the pages tell it. */
import type { DayKind } from './calendar/calendar.ts';
import type { PlainDate } from './plain-date.ts';

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
  /** Steps taken too late: they stay valid. */
  readonly breaches: readonly { readonly code: string; readonly article: string; readonly on: PlainDate }[];
};
