/** New replies that reviews and courts have ordered (复议法64, 66, 70; 行诉法70, 72): a task with a date of its own. */
import type { Calendar } from '#shared/kernel/calendar/calendar.ts';
import type { OrderedReply } from '#shared/kernel/case-clock.ts';
import { addDays, type PlainDate } from '#shared/kernel/plain-date.ts';
import type { ReplyOrder } from '#shared/kernel/reply-order.ts';
import { lastDayOfLimit, SUIT_LIMITS } from '#shared/kernel/time-limit.ts';
import type { Application } from './application.ts';

/** Whether it is overdue hangs on the day on which it is looked at. */
type Dated = Omit<OrderedReply, 'overdue'>;

/** A later order by the same appeal takes the place of the one before. */
export function withOrder(orders: readonly ReplyOrder[], order: ReplyOrder): readonly ReplyOrder[] {
  return [...withoutOrder(orders, order.appeal), order];
}

export function withoutOrder(orders: readonly ReplyOrder[], appeal: string): readonly ReplyOrder[] {
  return orders.filter((one) => one.appeal !== appeal);
}

/** The earliest day of a reply that carries it out: what a court has only confirmed may be done before. */
export function firstOrderedOn({ orderedOn, decidedOn }: ReplyOrder): PlainDate {
  return orderedOn ?? decidedOn;
}

/**
 * Not carried out by `on`: since it was ordered no reply was redone that names it or names none, and, where the office
 * was silent, no first one was given. The parts of a paper that was split are answered, not the paper.
 */
export function openOrders(application: Application, on?: PlainDate): readonly ReplyOrder[] {
  const { orders, steps, conclusion, splitInto, voided } = application;
  const by = (day: PlainDate): boolean => on === undefined || day <= on;
  const redone = steps.filter((step) => step.event.type === 'ReplyRedone' && by(step.on));
  const isCarriedOut = (order: ReplyOrder): boolean => {
    const since = firstOrderedOn(order);
    const isDone = ({ event, on: day }: (typeof redone)[number]): boolean =>
      day >= since &&
      event.type === 'ReplyRedone' &&
      (event.data.order === null || event.data.order === order.appeal);
    return redone.some(isDone) || (conclusion !== null && conclusion.on >= since && by(conclusion.on));
  };
  return voided || splitInto.length > 0
    ? []
    : orders.filter((order) => by(order.decidedOn) && !isCarriedOut(order));
}

/** The one that is due first; null where none is open. */
export function orderedReply(state: Application, calendar: Calendar, on?: PlainDate): Dated | null {
  const open = openOrders(state, on).map((order) => dated(order, calendar));
  return open.toSorted((a, b) => ((a.dueOn ?? '9') < (b.dueOn ?? '9') ? -1 : 1))[0] ?? null;
}

function dated(order: ReplyOrder, calendar: Calendar): Dated {
  const { days, unit, servedOn, decidedOn, appealable, effectiveOn } = order;
  const earliest = effectiveOn === undefined && (servedOn === null || appealable === true);
  if (days === null) return { order, dueOn: null, provisional: false, earliest };
  const arrived = servedOn ?? decidedOn;
  const from = effectiveOn ?? (appealable ? effectiveAfterAppealPeriod(calendar, arrived) : arrived);
  const { date, provisional } = lastDayOfLimit(calendar, from, { unit, count: days });
  return { order, dueOn: date, provisional, earliest };
}

/** 行诉法85: the day after the time for an appeal, as the office knows it; the other party may have more. */
function effectiveAfterAppealPeriod(calendar: Calendar, arrived: PlainDate): PlainDate {
  return addDays(lastDayOfLimit(calendar, arrived, SUIT_LIMITS.appealJudgment).date, 1);
}
