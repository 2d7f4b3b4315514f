/** A limit in hours runs through nights and days off: how much of it is used, to the minute. */
import { epochOf, type Instant } from '#shared/kernel/plain-date.ts';
import { inOrder } from './life.ts';
import type { HotlineState } from './state.ts';

/** `used` and `left` are whole minutes, up to the closing or until now; `left` is below none once it is past. */
export type HourLimit = {
  readonly hours: number;
  readonly from: Instant;
  readonly dueAt: Instant;
  readonly used: number;
  readonly left: number;
};

/** Null where the limit in force is in working days, or its end was named. */
export function hourLimit({ steps, closedAt }: HotlineState, now: Instant): HourLimit | null {
  const settled = inOrder(steps).findLast(
    ({ type }) => type === 'TimeLimitSet' || type === 'HandlingExtended',
  );
  if (settled?.event.type !== 'TimeLimitSet') return null;
  const { hours = null, dueAt } = settled.event.data;
  if (hours === null) return null;
  const until = closedAt ?? now;
  return {
    hours,
    from: settled.at,
    dueAt,
    used: minutesTo(settled.at, until),
    left: minutesTo(until, dueAt),
  };
}

function minutesTo(from: Instant, to: Instant): number {
  return Math.floor((epochOf(to) - epochOf(from)) / 60_000);
}
