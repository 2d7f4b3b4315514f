/** What an appeal adds to table 四 (domain §2.6): its result in the year it ended, `pending` in the years before. */
import type { AppealState } from '../appeal/state.ts';
import { type Contributions, flow, NO_CONTRIBUTIONS, OPEN, stock } from '../kernel/contribution.ts';
import { yearOf } from '../kernel/plain-date.ts';

export function appealContributions(state: AppealState): Contributions {
  if (state.voided || state.coDefendant) return NO_CONTRIBUTIONS;
  const block = `table4.${blockOf(state)}`;
  const opened = yearOf(state.openedOn);
  if (state.outcome === null || state.concludedOn === null) {
    return {
      years: [...stock(`${block}.pending`, opened, OPEN), ...stock(`${block}.total`, opened, OPEN)],
      days: [],
    };
  }
  const concluded = yearOf(state.concludedOn);
  return {
    years: [
      ...stock(`${block}.pending`, opened, concluded - 1),
      ...stock(`${block}.total`, opened, concluded - 1),
      flow(`${block}.${state.outcome}`, concluded),
      flow(`${block}.total`, concluded),
    ],
    days: [],
  };
}

function blockOf(state: AppealState): 'review' | 'suitDirect' | 'suitAfterReview' {
  if (state.kind === 'review') return 'review';
  return state.route === 'afterReview' ? 'suitAfterReview' : 'suitDirect';
}
