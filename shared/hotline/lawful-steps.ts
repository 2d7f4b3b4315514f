/** Which step may follow on which situation. */

import type { Facts } from '#shared/kernel/decision.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { Course } from '#shared/kernel/procedure.ts';
import type { RefusalCode } from '#shared/kernel/refusal-code.ts';
import { after, inOrder, RECEIVED, type Situation, type Step } from './life.ts';
import type { HotlineState } from './state.ts';

/** Why a step cannot follow on the situation, or null. Migrated steps are never asked. */
function barred(now: Situation, { event, at }: Step): RefusalCode | null {
  switch (event.type) {
    case 'HotlineCaseAccepted':
    case 'HotlineCaseRejected':
      return now.accepted ? 'alreadyAccepted' : (ended(now) ?? whileOpen(now));
    case 'MergedInto':
    case 'RedirectedToDisclosure':
      return ended(now) ?? whileOpen(now);
    case 'LinkedToApplication':
      return now.redirected ? null : 'notRedirected';
    case 'HotlineCaseSupervised':
      return merged(now);
    case 'Dispatched':
      return notInHand(now);
    case 'TimeLimitSet':
      return null; // it comes with the acceptance or a dispatch, which is judged itself
    case 'DepartmentReplied':
    case 'DispatchReturned':
      return notInHand(now) ?? (now.dispatched ? null : 'notDispatched');
    case 'HandlingExtended':
      return notInHand(now) ?? (isLater(event.data.dueAt, [at, now.dueAt]) ? null : 'dateOrder');
    case 'CallerAnswered':
      return notAnswerable(now);
    case 'HotlineCaseClosed':
      // Showing the disclosure channel is itself the answer (国办函〔2025〕66号).
      return notAnswerable(now) ?? (now.repliedAt === null && !now.redirected ? 'notReplied' : null);
    case 'FollowUpRecorded':
    case 'HotlineCaseRedone':
      return merged(now) ?? (now.closedAt === null ? 'notClosed' : null);
  }
}

const merged = (now: Situation): RefusalCode | null =>
  now.mergedInto !== null ? 'merged' : now.rejected ? 'alreadyRejected' : null;
const ended = (now: Situation): RefusalCode | null => merged(now) ?? (now.redirected ? 'redirected' : null);
const whileOpen = (now: Situation): RefusalCode | null => (now.closedAt === null ? null : 'alreadyClosed');

function notInHand(now: Situation): RefusalCode | null {
  return ended(now) ?? (now.accepted || now.redone ? whileOpen(now) : 'notAccepted');
}

const notAnswerable = (now: Situation): RefusalCode | null =>
  now.redirected ? whileOpen(now) : notInHand(now);

function isLater(at: Instant, others: readonly (Instant | null)[]): boolean {
  return others.every((other) => other === null || at > other);
}

/** Nothing comes before the call. Of imported rows no procedure is asked. `field` is the command's for the date. */
export function courseOf(
  { receivedAt, mergedInto, steps }: HotlineState,
  field: 'at' | 'on',
): Course<Step, Situation> {
  const refusal = (code: RefusalCode, facts: Facts = {}) => ({ code, article: '', facts });
  return {
    steps: inOrder(steps),
    start: RECEIVED,
    take: after,
    barred: (now, step) => {
      if (step.at < receivedAt) return refusal('dateOrder', { field });
      const code = isMigrated(step) ? null : barred(now, step);
      if (code === 'merged') return refusal(code, { into: mergedInto });
      return code && refusal(code, code === 'dateOrder' ? { field: 'dueAt' } : {});
    },
  };
}

function isMigrated({ event }: Step): boolean {
  return 'migrated' in event.data && event.data.migrated;
}
