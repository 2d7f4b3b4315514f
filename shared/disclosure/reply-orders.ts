/** New replies that reviews and courts have ordered (复议法64, 66, 70; 行诉法70, 72): a task with a date of its own. */
import type { Calendar } from '#shared/kernel/calendar/calendar.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { ReplyOrder } from '#shared/kernel/reply-order.ts';
import { lastDayOfLimit } from '#shared/kernel/time-limit.ts';
import type { Application } from './application.ts';

/** `dueOn` null: no period is known. `earliest`: counted from the decision, as nobody noted when it arrived. */
export type OrderedReply = {
  readonly order: ReplyOrder;
  readonly dueOn: PlainDate | null;
  readonly provisional: boolean;
  readonly earliest: boolean;
};

/** A later order by the same appeal takes the place of the one before. */
export function withOrder(orders: readonly ReplyOrder[], order: ReplyOrder): readonly ReplyOrder[] {
  return [...withoutOrder(orders, order.appeal), order];
}

export function withoutOrder(orders: readonly ReplyOrder[], appeal: string): readonly ReplyOrder[] {
  return orders.filter((one) => one.appeal !== appeal);
}

/** Not carried out by `on`: no reply was redone that names it, or names none and came after the decision. */
export function openOrders({ orders, steps, voided }: Application, on?: PlainDate): readonly ReplyOrder[] {
  const by = (day: PlainDate): boolean => on === undefined || day <= on;
  const redone = steps.filter((step) => step.event.type === 'ReplyRedone' && by(step.on));
  const isCarriedOut = ({ appeal, decidedOn }: ReplyOrder): boolean =>
    redone.some(({ event, on: day }) => {
      const named = event.type === 'ReplyRedone' ? event.data.order : null;
      return named === appeal || (named === null && day >= decidedOn);
    });
  return voided ? [] : orders.filter((order) => by(order.decidedOn) && !isCarriedOut(order));
}

/** The one that is due first; null where none is open. */
export function orderedReply(state: Application, calendar: Calendar, on?: PlainDate): OrderedReply | null {
  const open = openOrders(state, on).map((order) => dated(order, calendar));
  return open.toSorted((a, b) => ((a.dueOn ?? '9') < (b.dueOn ?? '9') ? -1 : 1))[0] ?? null;
}

function dated(order: ReplyOrder, calendar: Calendar): OrderedReply {
  const { days, unit, servedOn, decidedOn } = order;
  const earliest = servedOn === null;
  if (days === null) return { order, dueOn: null, provisional: false, earliest };
  const { date, provisional } = lastDayOfLimit(calendar, servedOn ?? decidedOn, { unit, count: days });
  return { order, dueOn: date, provisional, earliest };
}
