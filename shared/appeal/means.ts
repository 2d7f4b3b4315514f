import type { AppealKind, AppealOutcome } from '#shared/glossary/choices.ts';
import { DEFAULT_POLICIES, type Policies } from '#shared/kernel/policies.ts';
import type { Settled } from '#shared/kernel/policy-applied.ts';

/** How a review or a suit ends, and the column of table 四 it goes to (R-T4-3, R-T4-4). */

const MEANS = {
  review: {
    upheld: ['upheld68', 'claimRejected69'],
    corrected: ['changed63', 'revoked64', 'illegal65', 'ordered66', 'void67', 'noEvidence70'],
    other: ['notAccepted30', 'dismissed33', 'terminated41', 'mediated73'],
  },
  suit: {
    upheld: ['claimsDismissed69'],
    corrected: ['revoked70', 'partlyRevoked70', 'ordered72', 'payment73', 'illegal74', 'void75', 'changed77'],
    other: ['withdrawn62', 'actionDismissed', 'notDocketed51', 'transferred'],
  },
} as const satisfies Readonly<Record<AppealKind, Readonly<Record<AppealOutcome, readonly string[]>>>>;
export type Means = (typeof MEANS)[AppealKind][AppealOutcome][number];

/** Every way of a kind of case, in the order of the columns. */
export function meansOf(kind: AppealKind): readonly Means[] {
  return Object.values(MEANS[kind]).flat();
}

export function isMeans(means: string): means is Means {
  return [...meansOf('review'), ...meansOf('suit')].some((one) => one === means);
}

/** Ways that no source puts in a column: policies dismissedAppeals and mediatedAppeals say which. */
const OPEN: Readonly<Partial<Record<Means, 'dismissedAppeals' | 'mediatedAppeals'>>> = {
  notAccepted30: 'dismissedAppeals',
  dismissed33: 'dismissedAppeals',
  actionDismissed: 'dismissedAppeals',
  notDocketed51: 'dismissedAppeals',
  mediated73: 'mediatedAppeals',
};

/** Null when a case of this kind cannot end by these means. */
export function outcomeOf(
  kind: AppealKind,
  means: string,
  policies: Policies = DEFAULT_POLICIES,
): AppealOutcome | null {
  const ways: Readonly<Record<AppealOutcome, readonly string[]>> = MEANS[kind];
  const open = isMeans(means) ? OPEN[means] : undefined;
  if (ways.upheld.includes(means)) return 'upheld';
  if (ways.corrected.includes(means)) return 'corrected';
  if (!ways.other.includes(means)) return null;
  return open === undefined ? 'other' : policies[open];
}

/** The column that a value of a policy gives it; null when it says nothing of it. */
export function outcomeUnder(means: Means, { policy, value }: Settled): AppealOutcome | null {
  return OPEN[means] === policy ? (value as Policies['dismissedAppeals' | 'mediatedAppeals']) : null;
}
