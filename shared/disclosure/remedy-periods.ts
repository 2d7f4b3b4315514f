/** How long the applicant can attack the reply: from the day it was served (复议法20, 行诉法46). */
import { type RemedyPolicy, remedyOf } from '#shared/glossary/remedies.ts';
import { type RemedyPeriods, type RemedyStep, remedyPeriod } from '#shared/kernel/appeal-clock.ts';
import type { Calendar } from '#shared/kernel/calendar/calendar.ts';
import { servedOn } from '#shared/service/service.ts';
import type { Application } from './application.ts';
import { groundsNamed, groundsSaid } from './grounds-named.ts';
import { isGivenAgain } from './standing.ts';

/** Of the newest reply. Null while there is none and where nothing was decided against the applicant. */
export function remedyPeriodsOf(
  state: Application,
  calendar: Calendar,
  policy: RemedyPolicy,
): RemedyPeriods | null {
  const { steps, services, conclusion, voided } = state;
  if (voided || conclusion === null || conclusion.outcome === 'other.other') return null;
  const again = steps.findLast(({ event }) => isGivenAgain(event));
  const given = again !== undefined && isGivenAgain(again.event) ? again.event.data : null;
  const act = given?.outcome ?? conclusion.outcome;
  const grounds = given === null ? groundsNamed(state) : groundsSaid(given);
  const remedy = remedyOf({ act, on: again?.on ?? conclusion.on, grounds }, policy);
  const served = servedOn(services, again?.id ?? conclusion.from);
  if (remedy === 'none' || (state.migrated && served === null)) return null;
  const open: readonly RemedyStep[] = remedy === 'reviewFirst' ? ['review'] : ['review', 'suit'];
  const periods = served === null ? [] : open.map((step) => remedyPeriod(step, served, calendar));
  return { servedOn: served, periods };
}
