import type { Calendar } from '#shared/kernel/calendar/calendar.ts';
import type { Decision } from '#shared/kernel/decision.ts';
import type { Asking } from '#shared/kernel/kind.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Policies } from '#shared/kernel/policies.ts';
import type { AppealEvent, InstancePolicy, RetrialPolicy } from './events.ts';
import type { LinkedApplication } from './review-first.ts';

export type AppealDecision = Decision<AppealEvent>;
/** `linked`: the application a command names, null when the ledger has none of that number. */
export type AppealContext = Asking & {
  readonly today: PlainDate;
  readonly linked?: LinkedApplication | null;
  /** The defaults where they are absent. */
  readonly policies?: Policies;
  readonly instancePolicy?: InstancePolicy;
  readonly retrialCounts?: RetrialPolicy;
  readonly orderedReplyPeriod?: Policies['orderedReplyPeriod'];
  /** The periods of an appeal are counted by it. */
  readonly calendar?: Calendar;
};
