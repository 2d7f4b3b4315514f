import type { Decision } from '#shared/kernel/decision.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Policies } from '#shared/kernel/policies.ts';
import type { AppealEvent, InstancePolicy } from './events.ts';
import type { LinkedApplication } from './review-first.ts';

export type AppealDecision = Decision<AppealEvent>;
/** `linked`: the application a command names, null when the ledger has none of that number. */
export type AppealContext = {
  readonly today: PlainDate;
  readonly linked?: LinkedApplication | null;
  readonly instancePolicy?: InstancePolicy;
  /** The defaults where they are absent. */
  readonly policies?: Policies;
};
