/** Which day a letter bears: that of the step it tells of, or the day on which it is made out. */
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { LetterKind } from './letters.ts';

/** In the order in which they are offered. */
export const DATINGS = {
  step: '办理步骤的日期',
  issue: '制发当日',
} as const;
export type Dating = keyof typeof DATINGS;

/** What only certifies bears the day on which it is certified; a decision and its notice bear the day of the decision. */
const CERTIFYING: readonly LetterKind[] = ['intake', 'receipt', 'serviceSheet'];

export function usualDating(kind: LetterKind): Dating {
  return CERTIFYING.includes(kind) ? 'issue' : 'step';
}

/** Never before the step. */
export function dayBorne(dating: Dating, step: PlainDate, today: PlainDate): PlainDate {
  return dating === 'issue' && today > step ? today : step;
}
