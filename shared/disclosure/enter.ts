/**
 * Entering a step: judged by the situation of its own day, wherever it falls among those already recorded, and
 * refused when a later one, lawful until now, would not have been.
 */
import { accept, type Refusal, type Warning } from '#shared/kernel/decision.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { Application, DatedStep } from './application.ts';
import { clockOf, paymentDue } from './clock-of.ts';
import type { DisclosureContext, DisclosureDecision } from './disclosure-decision.ts';
import type { StepEvent } from './events.ts';
import { refusal, unlawful } from './lawful.ts';
import { inOrder, standing } from './standing.ts';

/** A step not recorded yet. */
const DRAFT = 'draft';

export function enter(
  state: Application,
  event: StepEvent,
  { context, warnings = [] }: { context: DisclosureContext; warnings?: readonly Warning[] },
): DisclosureDecision {
  const step: DatedStep = {
    id: DRAFT,
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

/** Why a history that differs in the step `id` (a new one, or one with another date) cannot stand; null when it can. */
export function judge(
  state: Application,
  after: Application,
  { id, context }: { id: string; context: DisclosureContext },
): Refusal | null {
  const at = after.steps.findIndex((step) => step.id === id);
  const step = after.steps[at];
  if (step === undefined) return refusal('unknownEvent', '');
  if (step.on > context.today) return refusal('future', '', { field: 'on', today: context.today });
  const before = standing(after, after.steps.slice(0, at));
  const own = unlawful(before, step) ?? untimely(before, step, context);
  if (own !== null) return beforeReceipt(after, own);
  const broken = firstBroken(state, after, id);
  if (broken === null) return null;
  const { code, article } = broken.refusal;
  const facts = { field: 'on', event: broken.step.id, type: broken.step.event.type, on: broken.step.on };
  const outOfOrder = code === 'notReceived' || code === 'dateOrder';
  return refusal(outOfOrder ? 'dateOrder' : 'contradictsLaterStep', article, facts);
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
    const { dueOn, state: situation } = clockOf(before, calendar);
    if (situation === 'awaitingCorrection' || situation === 'awaitingPayment')
      return refusal(situation, '条例33'); // nothing runs that could be lengthened
    return dueOn !== null && on > dueOn ? refusal('extensionAfterDue', '条例33', { dueOn }) : null;
  }
  if (event.type === 'ClosedUncorrected') {
    const end = before.correction?.respondBy ?? on;
    return on > end ? null : refusal('periodNotEnded', '条例30', { end });
  }
  if (event.type !== 'ClosedUnpaid') return null;
  const end = paymentDue(before, calendar)?.date ?? on;
  return on > end ? null : refusal('periodNotEnded', '国办函〔2020〕109号', { end });
}

type Broken = { readonly step: DatedStep; readonly refusal: Refusal };

/** The first recorded step that was lawful where it stood and is not any more. */
function firstBroken(state: Application, after: Application, id: string): Broken | null {
  const was = brokenSteps(state);
  for (const [step, found] of brokenSteps(after)) if (step !== id && !was.has(step)) return found;
  return null;
}

function brokenSteps(state: Application): Map<string, Broken> {
  const found = new Map<string, Broken>();
  state.steps.forEach((step, index) => {
    const stopped = unlawful(standing(state, state.steps.slice(0, index)), step);
    if (stopped !== null) found.set(step.id, { step, refusal: stopped });
  });
  return found;
}
