/** 复议法 art. 23(1)(3), (4): who is refused information, or gets no answer, must go to review before a court. */
import type { Ground } from '#shared/glossary/grounds.ts';
import { remedyOf } from '#shared/glossary/remedies.ts';
import type { Outcome } from '#shared/glossary.ts';
import type { Warning } from '#shared/kernel/decision.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';

/**
 * What is known of the application an appeal is about: the number it stands under, the appeals whose orders it has heard
 * of; null `outcome` while it is open.
 */
export type LinkedApplication = {
  readonly outcome: Outcome | null;
  readonly grounds?: readonly Ground[];
  readonly number?: string;
  readonly orders?: readonly string[];
};

/** A warning and no more: the suit was filed, and the court may dismiss the action (trap 38). */
export function reviewFirstWarning(
  suit: { readonly route: string | null; readonly on: PlainDate },
  application: LinkedApplication | null,
): Warning[] {
  if (suit.route !== 'direct' || application === null) return [];
  const { outcome, grounds = [] } = application;
  if (remedyOf({ act: outcome ?? 'silence', on: suit.on, grounds }) !== 'reviewFirst') return [];
  const article = outcome === null ? '复议法23(1)(3)' : '复议法23(1)(4)';
  return [{ code: 'reviewFirst', facts: { article, outcome } }];
}
