/**
 * What the law leaves open and an office settles for itself. Each policy has a name (docs/law.md, docs/policies.md) and
 * its values, the default first. The value in force when a step is entered is part of its event, so that a change
 * moves no figure and no date of before.
 */
export const POLICIES = {
  /** R1: a formally split paper counts by its parts, or one paper stays one application. */
  splitPolicy: ['byParts', 'onePaper'],
  /** R12: a reply redone on order leaves table 三 as it was, or its outcome takes the place of the first. */
  redoPolicy: ['unchanged', 'replaces'],
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
} as const;

export type PolicyName = keyof typeof POLICIES;
export type Policies = { readonly [Name in PolicyName]: (typeof POLICIES)[Name][number] };

export const POLICY_NAMES = Object.keys(POLICIES) as readonly PolicyName[];
export const DEFAULT_POLICIES = Object.fromEntries(
  POLICY_NAMES.map((name) => [name, POLICIES[name][0]]),
) as Policies;
