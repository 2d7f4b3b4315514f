/** A calendar that becomes known moves the period that runs (复议法88, 行诉法 with 民诉法85); decided cases stay. */
import { type Recounting, recounted } from '#shared/kernel/recounting.ts';
import { awaitedPeriod } from './clock-of.ts';
import type { AppealRedated } from './events.ts';
import type { AppealState } from './state.ts';

/** Null when the case is decided or the date stays as it was. */
export function redate(state: AppealState, recounting: Recounting): AppealRedated | null {
  const { before, after, today } = recounting;
  const was = awaitedPeriod(state, before);
  const is = awaitedPeriod(state, after);
  if (was === null || is === null) return null;
  const data = recounted({ ...was, date: was.dueOn }, { ...is, date: is.dueOn }, recounting);
  return data && { type: 'AppealRedated', v: 1, on: today, data: { ...data, step: is.step } };
}
