import type { Calendar } from '#shared/kernel/calendar/calendar.ts';
import type { Decision } from '#shared/kernel/decision.ts';
import type { Asking } from '#shared/kernel/kind.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Policies } from '#shared/kernel/policies.ts';
import type { DisclosureEvent } from './events.ts';

export type DisclosureDecision = Decision<DisclosureEvent>;
/** What a decision may look at besides the case: the office's calendar and policies, and the day it is entered. */
export type DisclosureContext = Asking & {
  readonly calendar: Calendar;
  readonly today: PlainDate;
  /** The defaults where they are absent. */
  readonly policies?: Policies;
};
