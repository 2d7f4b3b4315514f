/** The way of a hotline case in five steps. Times are shown by their day. */
import type { HotlineState } from '#shared/hotline/state.ts';
import { dateOfInstant, type Instant } from '#shared/kernel/plain-date.ts';
import type { Stage } from '../cases/progress.tsx';

const day = (instant: Instant | null): string | null => instant && dateOfInstant(instant);

export function hotlineStages(state: HotlineState): readonly Stage[] {
  const { voided, rejected, mergedInto, redirected, receivedAt, repliedAt, closedAt } = state;
  if (voided || rejected || mergedInto !== null || redirected) return [];
  const closed = closedAt !== null;
  const replied = closed || repliedAt !== null;
  return [
    { name: '收到', done: true, on: day(receivedAt) },
    { name: '受理', done: replied || state.accepted || state.redone },
    { name: '派发', done: replied || state.dispatched },
    { name: '答复', done: replied, on: day(repliedAt) },
    { name: '办结', done: closed, on: day(closedAt) },
  ];
}
