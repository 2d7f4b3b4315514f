/** How a changed policy reaches what was recorded before: by an event of each case that follows it (ADR 50). */
import type { DomainEvent, EventData } from './event.ts';
import type { PlainDate } from './plain-date.ts';
import type { Policies, PolicyName } from './policies.ts';

/** `from` and `to` are the date that ran and the one that runs now, null where none moved. */
export type PolicyApplied = DomainEvent<
  'PolicyApplied',
  {
    readonly policy: PolicyName;
    readonly value: string;
    readonly from: PlainDate | null;
    readonly to: PlainDate | null;
  }
>;

/** One policy at one of its values. */
export type Settled = {
  [Name in PolicyName]: { readonly policy: Name; readonly value: Policies[Name] };
}[PolicyName];

/**
 * A case as it stands under another value. `might`: as it would stand if a fact that decides about it, and that nobody has
 * recorded, were the one the policy is about; null where all is known. `wasUnknown`: such a fact decides about it as it
 * stands now, so that it would move once somebody says it. `facts`: what its event keeps because its own
 * history does not hold it. `shownIn`: the year in which the change shows in the cases that came out of it or beside it.
 */
export type Following<State> = {
  readonly state: State;
  readonly might: State | null;
  readonly wasUnknown: boolean;
  readonly facts?: EventData;
  readonly shownIn?: number;
};

/** The number of the case, and the case it came out of as it stands under the same value. */
export type Around<State> = { readonly number: string; readonly origin: State | null };
