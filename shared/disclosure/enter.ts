/**
 * Entering a step: judged by the situation of its own day, wherever it falls among those already recorded, and
 * refused when a later one, lawful until now, would not have been.
 */
import { accept, type Refusal, type Warning } from '#shared/kernel/decision.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { type Course, objectionTo } from '#shared/kernel/procedure.ts';
import type { Application, DatedStep } from './application.ts';
import { isUndelivered } from './clock.ts';
import { certainlyDue, clockOf, paymentDue } from './clock-of.ts';
import type { StepEvent } from './events.ts';
import { refusal, unlawful } from './lawful.ts';
import { standing } from './standing.ts';
import { inOrder } from './state.ts';
import type { DisclosureContext, DisclosureDecision } from './step.ts';

/** A step not recorded yet. */
const DRAFT = 'draft';

export function enter(
  state: Application,
  event: StepEvent,
  { context, warnings = [] }: { context: DisclosureContext; warnings?: readonly Warning[] },
): DisclosureDecision {
  const step: DatedStep = {
    ...{ id: DRAFT, type: event.type },
    entry: state.steps.length,
    on: event.on,
    corrected: false,
    recordedAt: '' as Instant,
    event,
  };
  const after = standing(state, inOrder([...state.steps, step]));
  const stopped = judge(state, after, { id: DRAFT, context });
  return stopped === null ? accept([event], warnings) : { ok: false, refusal: stopped };
}

/** Why the step `id`, new or with another date, cannot stand in `after`; null when it can. */
export function judge(
  state: Application,
  after: Application,
  { id, context }: { id: string; context: DisclosureContext },
): Refusal | null {
  const courseOf = (told: Application): Course<DatedStep, Application> => ({
    steps: told.steps,
    start: standing(told, []),
    take: (before, step) => standing(before, [...before.steps, step]),
    barred: (before, step, { isOwn }) => {
      const refused = unlawful(before, step);
      if (!isOwn) return refused;
      return refused === null ? untimely(before, step, context) : beforeReceipt(told, refused);
    },
  });
  return objectionTo(courseOf(state), courseOf(after), { own: [id] });
}

/** Received later than the day of the step: the order of dates is what is wrong. */
function beforeReceipt({ receivedOn }: Application, own: Refusal): Refusal {
  if (own.code !== 'notReceived' || receivedOn === null) return own;
  return refusal('dateOrder', '条例31', { field: 'on', receivedOn });
}

/**
 * The steps that are not merely late but void outside their time: an extension (条例33) and the closings. Asked of the
 * step that is entered only: what is learnt later does not undo one that was granted in good faith.
 */
function untimely(before: Application, step: DatedStep, { calendar }: DisclosureContext): Refusal | null {
  const { on, event } = step;
  if (event.type === 'ReplyExtended') {
    const { state: situation } = clockOf(before, calendar);
    const dueOn = certainlyDue(before, calendar);
    if (situation === 'awaitingCorrection' || situation === 'awaitingPayment')
      return refusal(situation, '条例33'); // nothing runs that could be lengthened
    return dueOn !== null && on > dueOn ? refusal('extensionAfterDue', '条例33', { dueOn }) : null;
  }
  if (event.type === 'ClosedUncorrected') {
    const end = before.correction?.respondBy ?? on;
    if (before.correction !== null && isUndelivered(before.correction)) return refusal('notServed', '条例30');
    return on > end ? null : refusal('periodNotEnded', '条例30', { end });
  }
  if (event.type !== 'ClosedUnpaid') return null;
  const end = paymentDue(before, calendar)?.date ?? null;
  if (end === null) return refusal('notServed', '国办函〔2020〕109号');
  return on > end ? null : refusal('periodNotEnded', '国办函〔2020〕109号', { end });
}
