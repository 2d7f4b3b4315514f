/**
 * A calendar that becomes known moves the reply dates of open applications (条例33), and those of new replies that were
 * ordered; closed ones stay as decided.
 */
import type { Calendar } from '#shared/kernel/calendar/calendar.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { type Recounting, recounted } from '#shared/kernel/recounting.ts';
import type { Application } from './application.ts';
import type { ReplyClock } from './clock.ts';
import { clockOf } from './clock-of.ts';
import type { ReplyRedated } from './events.ts';
import { orderedReply } from './reply-orders.ts';

/** Null when the case is not open, nothing runs, or the date stays as it was. */
export function redate(state: Application, recounting: Recounting): ReplyRedated | null {
  const { before, after, today } = recounting;
  if (state.voided || state.splitInto.length > 0) return null;
  const [was, is] = [endIn(state, before), endIn(state, after)];
  const data = was === null || is === null ? null : recounted(was, is, recounting);
  return data === null ? null : { type: 'ReplyRedated', v: 1, on: today, data };
}

function endIn(state: Application, calendar: Calendar) {
  if (state.conclusion === null) return endOf(clockOf(state, calendar));
  const ordered = orderedReply(state, calendar);
  return ordered && endOf({ ...ordered, stepDueOn: null });
}

/** The reply's date, or that of the step awaited. */
function endOf({ dueOn, stepDueOn, provisional }: Pick<ReplyClock, 'dueOn' | 'stepDueOn' | 'provisional'>): {
  date: PlainDate;
  provisional: boolean;
} | null {
  const date = dueOn ?? stepDueOn;
  return date === null ? null : { date, provisional };
}
