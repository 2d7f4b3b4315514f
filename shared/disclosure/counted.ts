/** What an event says of the row and the years of table 三 that a case counts in, where a policy has settled that. */
import type { ReplyArticle } from '#shared/glossary/choices.ts';
import type { Ground } from '#shared/glossary/grounds.ts';
import type { Outcome } from '#shared/glossary.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { PolicyApplied } from '#shared/kernel/policy-applied.ts';

/** A part counts from the year of the split: the first as carried over in the paper's place, the others as new. */
export type CountedFrom = { readonly on: PlainDate; readonly first: boolean };
/** `countedAs` is the row of policy alreadyPublic or notResponsible as it was in force, where it is not the outcome's own. */
export type Given = {
  outcome: Outcome;
  article?: ReplyArticle;
  countedAs?: Outcome;
  /** What the reply rests on, by article; absent where nobody said. */
  grounds?: readonly Ground[];
};
/** The decision that orders a reply, as far as it was told with it, and the number of the reply itself. */
export type Ordered = { orderNumber?: string; orderedOn?: PlainDate; documentNumber?: string };

/** A part of a split paper says from when it counts: its own history does not know the day of the split. */
export type PolicyFollowed = Omit<PolicyApplied, 'data'> & {
  readonly data: PolicyApplied['data'] & { readonly countedFrom?: CountedFrom };
};
