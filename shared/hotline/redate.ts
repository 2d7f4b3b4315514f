/** A calendar that becomes known moves the limits that were counted by it; a limit somebody named stays as named. */
import { addWorkingDays } from '#shared/kernel/calendar/calendar.ts';
import { dateOfInstant, endOfDate } from '#shared/kernel/plain-date.ts';
import { type Recounting, recounted } from '#shared/kernel/recounting.ts';
import type { TimeLimitSet } from './events.ts';
import { inOrder } from './life.ts';
import type { HotlineState } from './state.ts';

/** The limit set again from the same instant; null when the case is not open or the date stays as it was. */
export function redate(state: HotlineState, recounting: Recounting): TimeLimitSet | null {
  const { closedAt, rejected, mergedInto, redirected, voided } = state;
  if (closedAt !== null || rejected || mergedInto !== null || redirected || voided) return null;
  const limit = inOrder(state.steps).findLast(
    ({ event: { type } }) => type === 'TimeLimitSet' || type === 'HandlingExtended',
  );
  if (limit?.event.type !== 'TimeLimitSet') return null;
  const { dueAt, provisional, workingDays } = limit.event.data;
  if (workingDays === undefined) return null;
  const is = addWorkingDays(recounting.after, dateOfInstant(limit.at), workingDays);
  const redated = recounted({ date: dateOfInstant(dueAt), provisional }, is, recounting);
  if (redated === null) return null;
  const data = { at: limit.at, dueAt: endOfDate(is.date), provisional: is.provisional, workingDays };
  return {
    type: 'TimeLimitSet',
    v: 1,
    on: recounting.today,
    data: { ...data, migrated: false, redated },
  };
}
