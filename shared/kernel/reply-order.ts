/** A review or a court orders the office to reply anew: said by the appeal, a task of the application it is about. */
import type { DomainEvent } from './event.ts';
import type { PlainDate } from './plain-date.ts';

/**
 * By when. `days` null: the decision names no period and the office has settled none, so that no date is known.
 * `named`: by the decision itself, otherwise by policy orderedReplyPeriod. `assumed`: nobody said that a new reply was
 * ordered; a decision of this kind mostly orders one.
 */
export type OrderedPeriod = {
  readonly days: number | null;
  readonly unit: 'workingDay' | 'naturalDay';
  readonly named: boolean;
  readonly assumed: boolean;
};

/**
 * `servedOn`: the day the decision reached the office, from which the period runs; null while it is not known.
 * `appealable`: a judgment that is not effective before the time for an appeal has run (行诉法85, 94); `effectiveOn`: the
 * day it took effect, once that is recorded. `orderedOn`: when an earlier decision ordered it first, which this one only
 * confirms.
 */
export type ReplyOrder = OrderedPeriod & {
  readonly appeal: string;
  readonly by: 'review' | 'suit';
  readonly decidedOn: PlainDate;
  readonly servedOn: PlainDate | null;
  readonly appealable?: true;
  readonly effectiveOn?: PlainDate;
  readonly orderedOn?: PlainDate;
};

/** In the stream of the application. A later one by the same appeal takes the place of the one before. */
export type ReplyOrdered = DomainEvent<'ReplyOrdered', ReplyOrder>;
/** The decision was taken to the next court, changed, corrected or entered by mistake. */
export type ReplyOrderLifted = DomainEvent<'ReplyOrderLifted', { readonly appeal: string }>;
