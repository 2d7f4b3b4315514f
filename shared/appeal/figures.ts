/** What an appeal adds to table 四: its result in the year it ended, `pending` in the years before. */
import type { Table4Block } from '#shared/glossary.ts';
import {
  type Contributions,
  flow,
  NO_CONTRIBUTIONS,
  OPEN,
  stock,
  type YearContribution,
} from '#shared/kernel/contribution.ts';
import { type PlainDate, yearOf } from '#shared/kernel/plain-date.ts';
import { countedOn } from './counted-on.ts';
import type { Instance } from './instances.ts';
import type { AppealState } from './state.ts';

/** R-T4-6: the review organ sued beside the office that acted counts nothing. */
export function appealContributions(state: AppealState): Contributions {
  if (state.voided) return NO_CONTRIBUTIONS;
  const block = `table4.${blockOf(state)}`;
  const counted = state.coDefendant
    ? []
    : state.instances.flatMap((one) => tableFour(block, one, countedOn(state, one).on));
  return { years: [...counted, ...about(state)], days: [] };
}

/** By which the page of an application finds the reviews and suits about it. */
export function aboutApplication(application: string): string {
  return `appeals.about[${JSON.stringify(application)}]`;
}

function about({ application, openedOn }: AppealState): YearContribution[] {
  return application === null ? [] : stock(aboutApplication(application), yearOf(openedOn), OPEN);
}

/** R-T4-5: pending at every year's end until it ends, then its result in that year. */
function tableFour(block: string, { openedOn, outcome }: Instance, on: PlainDate | null): YearContribution[] {
  const opened = yearOf(openedOn);
  const concluded = outcome === null || on === null ? null : yearOf(on);
  const until = concluded === null ? OPEN : concluded - 1;
  const pending = [...stock(`${block}.pending`, opened, until), ...stock(`${block}.total`, opened, until)];
  if (concluded === null || outcome === null) return pending;
  return [...pending, flow(`${block}.${outcome}`, concluded), flow(`${block}.total`, concluded)];
}

function blockOf(state: AppealState): Table4Block {
  if (state.kind === 'review') return 'review';
  return state.route === 'afterReview' ? 'suitAfterReview' : 'suitDirect';
}
