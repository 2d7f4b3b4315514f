/** What is known of an application. */
import type { Channel, ReplyArticle } from '#shared/glossary/choices.ts';
import type { ApplicantType, Outcome } from '#shared/glossary.ts';
import type { Handled } from '#shared/handling/state.ts';
import type { Instant, PlainDate } from '#shared/kernel/plain-date.ts';
import type { Policies } from '#shared/kernel/policies.ts';
import type { MovedDate } from '#shared/kernel/recounting.ts';
import type { ReplyOrder } from '#shared/kernel/reply-order.ts';
import type { Service } from '#shared/service/service.ts';
import type { ClockTimeline } from './clock.ts';
import type { CountedFrom, Given } from './counted.ts';
import type { StepEvent, StepType } from './events.ts';
import type { IssuedLetter } from './letters.ts';

/**
 * `from` names the event that concluded the case, so that its date can be corrected. `on` is the day the outcome
 * counts from; for a closing that is the day after the period ended, not the day of the act.
 */
type Conclusion = {
  readonly outcome: Outcome;
  readonly article: ReplyArticle | null;
  /** The row of table 三. */
  readonly countedAs: Outcome;
  readonly on: PlainDate;
  readonly from: string;
  readonly recordedAt: Instant;
};
export type Consultation = {
  readonly kind: 'thirdParty' | 'organ';
  /** Of an organ: whether it made the information too (条例34); absent where nobody said. */
  readonly jointlyMade?: boolean;
  /** The number it was given when it was entered: an answer names it. */
  readonly index: number;
  readonly party: string | null;
  readonly on: PlainDate;
  readonly receivedOn: PlainDate | null;
  readonly answeredOn: PlainDate | null;
  /** Policy consultationDays; absent where it is the default. */
  readonly days?: Policies['consultationDays'] | undefined;
};

/** An event of the procedure in its place: `on` is its date as last `corrected`, `entry` its place in the history. */
export type DatedStep = {
  readonly id: string;
  readonly type: StepType;
  readonly entry: number;
  readonly on: PlainDate;
  readonly corrected: boolean;
  readonly recordedAt: Instant;
  readonly event: StepEvent;
};

/** What follows from the steps taken, in the order of their dates. */
export type Standing = Pick<ClockTimeline, 'receivedOn' | 'correction' | 'extension' | 'delay'> & {
  readonly receivedBy: string;
  readonly consultations: readonly Consultation[];
  readonly reasons: { readonly askedOn: PlainDate; readonly receivedOn: PlainDate | null } | null;
  readonly fee: {
    readonly on: PlainDate;
    /** Null while it is not known that the notice has arrived. */
    readonly receivedOn: PlainDate | null;
    readonly amountFen: number;
    readonly paidOn: PlainDate | null;
    /** The period that stood still goes on after the payment, instead of beginning afresh. */
    readonly resumes: boolean;
  } | null;
  readonly payments: readonly { readonly on: PlainDate; readonly amountFen: number }[];
  readonly conclusion: Conclusion | null;
  readonly splitInto: readonly string[];
  /** The day of the split where a split counts by it; null where the parts count by the receipt. */
  readonly splitCountedOn: PlainDate | null;
  readonly archived: boolean;
};

export type Application = Standing &
  Handled & {
    readonly channel: Channel | null;
    readonly submittedOn: PlainDate | null;
    readonly applicantType: ApplicantType;
    readonly migrated: boolean;
    readonly original: Readonly<Record<string, string>>;
    readonly texts: Readonly<Record<string, string>>;
    /** In the order of their dates; the registration is the first of its day. */
    readonly steps: readonly DatedStep[];
    /** What is known of the arrival of its papers, whatever steps were taken since. */
    readonly services: readonly Service[];
    /** What the outcome was corrected to; null while it stands as given. */
    readonly outcomeCorrectedTo: Given | null;
    /** The paper it is a part of. */
    readonly splitFrom: string | null;
    readonly countedFrom: CountedFrom | null;
    readonly redatings: readonly Redating[];
    readonly letters: readonly IssuedLetter[];
    /** New replies ordered by reviews and courts, carried out or not; one for each appeal. */
    readonly orders: readonly ReplyOrder[];
    readonly voided: boolean;
    /** Voided because the import that registered it was undone. */
    readonly takenBack: boolean;
  };

/** A change of the calendar gave the open case another date, or made a provisional one certain. */
export type Redating = MovedDate & { readonly on: PlainDate };
