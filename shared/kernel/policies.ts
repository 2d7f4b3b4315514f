/**
 * What the law leaves open and an office settles for itself. Each policy has a name (docs/law.md, docs/policies.md) and
 * its values, the default first. The value in force when a step is entered is part of its event; what was recorded
 * before follows another value by an event of its own (`PolicyApplied`), so that figures stay a fold of events.
 */
import { keysOf } from './keys.ts';

export const POLICIES = {
  /** R1: a formally split paper counts by its parts, or one paper stays one application. */
  splitPolicy: ['byParts', 'onePaper'],
  /** R12: a reply redone on order leaves table 三 as it was, or its outcome takes the place of the first. */
  redoPolicy: ['unchanged', 'replaces'],
  /** R12 has nothing on it: a reply the office revises of its own accord leaves table 三 as it was, or takes its place. */
  selfCorrectionPolicy: ['unchanged', 'replaces'],
  /** F6: full payment begins a fresh reply period, or the one that stood still goes on. */
  paymentRestarts: ['restarts', 'resumes'],
  /** R-T4-7: a dispute through two courts is one case, or one for each instance. */
  instancePolicy: ['merge', 'perInstance'],
  /** 行诉法90: a retrial counts in table 四 from its own year on, or the table stays as the effective judgment left it. */
  retrialCounts: ['anew', 'unchanged'],
  /** 复议法64, 66, 行诉法70, 72: the office's time for a new reply where the decision names none. */
  orderedReplyPeriod: ['twentyWorkingDays', 'none'],
  /** 条例51: an appeal entered here names its application before a year closes, where there is one it could be about. */
  appealLinks: ['required', 'optional'],
  /** A hotline case's limit by its type runs from the acceptance, the receipt, or each dispatch. */
  hotlineLimitFrom: ['acceptance', 'receipt', 'dispatch'],
  /** ADR 51: hotline cases are found by people and numbers alone, or by the words of their texts, too. */
  hotlineSearch: ['people', 'texts'],
  /** 个人信息保护法6, 51: who is shown the names of a case on its page without saying on what ground. */
  /** 个人信息保护法50 names no period: that of 国信办秘字〔2019〕191号 art. 6, or that of GB/T 35273-2020 8.7. */
  personRequestPeriod: ['fifteenWorkingDays', 'thirtyDays'],
  namesShownTo: ['handlers', 'assignee', 'nobody'],
  /** 条例33, 条例30: an extension that a correction or a payment ended is not granted again, or once for each period. */
  extensionAfterRestart: ['spent', 'anew'],
  /** R1, R5: a paper split in a later year is counted by its parts from its receipt, or from the day of the split. */
  splitAcrossYears: ['byReceipt', 'byDayOfSplit'],
  /** 条例33: which of the two days at the edges of a consultation are left out beside those between them. */
  consultationDays: ['answerDay', 'sendingDay', 'bothDays', 'neitherDay'],
  /** 条例36(1): 3.1, or 3.6.3. */
  alreadyPublic: ['disclosed', 'other.other'],
  /** 条例36(5): 3.4.1, or 3.6.3. */
  notResponsible: ['unavailable.notHeld', 'other.other'],
  /** R-T4-5: the year in which a decided appeal counts. */
  table4By: ['decision', 'service', 'effect'],
  /** R-T4-3, R-T4-4: 不予受理, 驳回申请, 驳回起诉, 不予立案. */
  dismissedAppeals: ['other', 'upheld'],
  /** R-T4-3: 调解. */
  mediatedAppeals: ['other', 'corrected'],
  /** A6: 行政许可 are decisions, refusals among them, or what was granted. */
  licenceRefusals: ['counted', 'notCounted'],
  /** GB/T 33357, of which no formula was seen: who is satisfied; over what 按时办结率 and 办结率 are. Of a year, not of a case. */
  hotlineSatisfied: ['withFairly', 'fullyOnly'],
  hotlineOnTimeOver: ['due', 'closed'],
  hotlineClosureOver: ['accepted', 'received'],
} as const;

export type PolicyName = keyof typeof POLICIES;
export type Policies = { readonly [Name in PolicyName]: (typeof POLICIES)[Name][number] };

/** By which the rates of a year are taken: a value holds from a year on, and no case follows it. */
export const RATE_POLICIES = ['hotlineSatisfied', 'hotlineOnTimeOver', 'hotlineClosureOver'] as const;
export function isRatePolicy(name: PolicyName): boolean {
  return RATE_POLICIES.some((one) => one === name);
}
export type RatePolicies = Pick<Policies, (typeof RATE_POLICIES)[number]>;

/** Those by which recorded cases follow: what the kinds name. Any other governs the steps to come, or rates. */
export const FOLLOWED_POLICIES = [
  'redoPolicy',
  'selfCorrectionPolicy',
  'instancePolicy',
  'retrialCounts',
  'splitAcrossYears',
  'consultationDays',
  'alreadyPublic',
  'notResponsible',
  'table4By',
  'dismissedAppeals',
  'mediatedAppeals',
  'licenceRefusals',
] as const satisfies readonly PolicyName[];
export function isFollowed(name: PolicyName): boolean {
  return FOLLOWED_POLICIES.some((one) => one === name);
}

/** The rates as the product takes them where the office has settled nothing. */
export const DEFAULT_RATES: RatePolicies = {
  hotlineSatisfied: 'withFairly',
  hotlineOnTimeOver: 'due',
  hotlineClosureOver: 'accepted',
};

/** Policy hotlineSatisfied: the cell of who counts as satisfied. */
export function satisfiedName({ hotlineSatisfied }: RatePolicies): string {
  return hotlineSatisfied === 'fullyOnly' ? 'fullySatisfied' : 'satisfied';
}

export const POLICY_NAMES = keysOf(POLICIES);
export const DEFAULT_POLICIES = Object.fromEntries(
  POLICY_NAMES.map((name) => [name, POLICIES[name][0]]),
) as Policies;
