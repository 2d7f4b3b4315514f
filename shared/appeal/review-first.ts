/** 复议法 art. 23(1)(4), in force 2024-01-01: who is refused information must go to review before a court. */
import { OUTCOMES, type Outcome } from '#shared/glossary.ts';
import type { Warning } from '#shared/kernel/decision.ts';
import { dateOf, type PlainDate } from '#shared/kernel/plain-date.ts';

const REVIEW_FIRST_FROM = dateOf('2024-01-01');

/**
 * What is known of the application an appeal is about: the number it stands under, the appeals whose orders it has heard
 * of; null `outcome` while it is open.
 */
export type LinkedApplication = {
  readonly outcome: Outcome | null;
  readonly number?: string;
  readonly orders?: readonly string[];
};

/** 3.3.1–3.3.7. 3.3.8 and the withheld part of 3.2 are not settled by the sources: no warning. */
const REFUSALS: readonly Outcome[] = OUTCOMES.filter(
  (outcome) => outcome.startsWith('refused.') && outcome !== 'refused.administrativeQuery',
);

/** A warning and no more: the suit was filed, and the court may dismiss the action (trap 38). */
export function reviewFirstWarning(
  suit: { readonly route: string | null; readonly on: PlainDate },
  application: LinkedApplication | null,
): Warning[] {
  const refused =
    application !== null && application.outcome !== null && REFUSALS.includes(application.outcome);
  if (!refused || suit.route !== 'direct' || suit.on < REVIEW_FIRST_FROM) return [];
  return [{ code: 'reviewFirst', facts: { article: '复议法23(1)(4)', outcome: application.outcome } }];
}
