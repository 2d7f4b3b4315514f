/** How a review or a suit ends: its column of table 四 (R-T4-3, R-T4-4), and what may follow it. */
import type { AppealKind, AppealOutcome } from '#shared/glossary/choices.ts';
import { DEFAULT_POLICIES, type Policies } from '#shared/kernel/policies.ts';
import type { Settled } from '#shared/kernel/policy-applied.ts';

const MEANS = {
  review: {
    upheld: ['upheld68', 'claimRejected69'],
    corrected: ['changed63', 'revoked64', 'illegal65', 'ordered66', 'void67', 'noEvidence70'],
    other: ['notAccepted30', 'dismissed33', 'terminated41', 'mediated73'],
  },
  suit: {
    upheld: ['claimsDismissed69'],
    corrected: ['revoked70', 'partlyRevoked70', 'ordered72', 'payment73', 'illegal74', 'void75', 'changed77'],
    other: [
      'withdrawn62',
      'deemedWithdrawn58',
      'mediated60',
      'actionDismissed',
      'notDocketed51',
      'transferred',
      'terminated',
    ],
  },
} as const satisfies Readonly<Record<AppealKind, Readonly<Record<AppealOutcome, readonly string[]>>>>;
/**
 * What was decided before stays as it was: 行诉法89(1)(1), 民诉法180 by 行诉法101; a retrial that is ended (终结再审程序)
 * leaves the effective judgment standing (民诉法解释404 by 行诉法101).
 */
const CONFIRMING_IN = {
  first: [],
  second: ['upheld89', 'appealWithdrawn'],
  retrial: ['upheld89', 'retrialEnded'],
} as const;
const CONFIRMING = ['upheld89', 'appealWithdrawn', 'retrialEnded'] as const;
type FirstMeans = (typeof MEANS)[AppealKind][AppealOutcome][number];
export type Means = FirstMeans | (typeof CONFIRMING)[number];

/** Every way of a kind of case, in the order of the columns. A second instance that changes a judgment ends by these too. */
export function meansOf(kind: AppealKind): readonly FirstMeans[] {
  return Object.values(MEANS[kind]).flat();
}

export function confirmingMeans(stage: keyof typeof CONFIRMING_IN): readonly Means[] {
  return CONFIRMING_IN[stage];
}

export function isMeans(means: string): means is Means {
  return [...meansOf('review'), ...meansOf('suit'), ...CONFIRMING].some((one) => one === means);
}

export function isConfirming(means: string | null): boolean {
  return CONFIRMING.some((one) => one === means);
}

/** Ways that no source puts in a column: policies dismissedAppeals and mediatedAppeals say which. */
const OPEN: Readonly<Record<string, 'dismissedAppeals' | 'mediatedAppeals'>> = {
  notAccepted30: 'dismissedAppeals',
  dismissed33: 'dismissedAppeals',
  actionDismissed: 'dismissedAppeals',
  notDocketed51: 'dismissedAppeals',
  mediated73: 'mediatedAppeals',
  mediated60: 'mediatedAppeals',
};

/** Null when a case of this kind cannot end by these means, or when they repeat what was decided before. */
export function outcomeOf(
  kind: AppealKind,
  means: string,
  policies: Policies = DEFAULT_POLICIES,
): AppealOutcome | null {
  const ways: Readonly<Record<AppealOutcome, readonly string[]>> = MEANS[kind];
  const open = Object.hasOwn(OPEN, means) ? OPEN[means] : undefined;
  if (open !== undefined && ways.other.includes(means)) return policies[open];
  if (ways.upheld.includes(means)) return 'upheld';
  if (ways.corrected.includes(means)) return 'corrected';
  return ways.other.includes(means) ? 'other' : null;
}

/** The column that a value of a policy gives it; null when it says nothing of it. */
export function outcomeUnder(means: string, { policy, value }: Settled): AppealOutcome | null {
  return OPEN[means] === policy ? (value as Policies['dismissedAppeals' | 'mediatedAppeals']) : null;
}

/** Rulings (裁定) an appeal lies against within ten days: 行诉法85, 法释〔2018〕1号101. */
const APPEALABLE_RULINGS: readonly string[] = ['actionDismissed', 'notDocketed51'];
/** Rulings and agreements that are final as they are made: 法释〔2018〕1号101. */
const FINAL_AS_MADE: readonly string[] = [
  'withdrawn62',
  'deemedWithdrawn58',
  'mediated60',
  'transferred',
  'terminated',
  'retrialEnded',
];

/** What of a first instance may be taken to the second; null where no appeal exists. Unsaid, it is taken for a judgment. */
export function appealableAs(means: string | null): 'judgment' | 'ruling' | null {
  if (means !== null && FINAL_AS_MADE.includes(means)) return null;
  return means !== null && APPEALABLE_RULINGS.includes(means) ? 'ruling' : 'judgment';
}

/** Decisions that order the office to reply, by what they are: 复议法66, 行诉法72. */
const ORDERING: readonly string[] = ['ordered66', 'ordered72'];
/** Decisions that leave no valid reply behind and may order another: 复议法64, 70; 行诉法70. */
const MAY_ORDER: readonly string[] = ['revoked64', 'noEvidence70', 'revoked70', 'partlyRevoked70'];

/** An agreement before the body (复议法73, 行诉法60) may promise one. */
const AGREED: readonly string[] = ['mediated73', 'mediated60'];

export function ordersReply(
  means: string | null,
  outcome: AppealOutcome,
): 'always' | 'mostly' | 'whereSaid' | 'never' {
  if (means !== null && AGREED.includes(means)) return 'whereSaid';
  if (outcome !== 'corrected') return 'never'; // only a decision against the office orders it to reply
  if (means === null) return 'whereSaid';
  if (ORDERING.includes(means)) return 'always';
  return MAY_ORDER.includes(means) ? 'mostly' : 'whereSaid';
}
