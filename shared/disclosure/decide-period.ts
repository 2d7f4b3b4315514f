/** Arts. 30, 33 and 35: correction, extension, agreed delay. A step taken late is a breach, not a refusal: it happened. */
import { accept, refuse } from '../kernel/decision.ts';
import type { Application } from './application.ts';
import { clockOf } from './clock-of.ts';
import type { DisclosureContext, DisclosureDecision } from './disclosure-decision.ts';
import { type CommandOf, obstacle } from './step.ts';

export function requestCorrection(
  state: Application,
  command: CommandOf<'RequestCorrection'>,
): DisclosureDecision {
  const { on, items, respondBy } = command;
  const stopped = obstacle(state, on);
  if (stopped) return stopped;
  if (state.correction !== null) return refuse('correctionAlreadyRequested', '条例30');
  if (respondBy < on) return refuse('dateOrder', '条例30', { field: 'respondBy' });
  return accept([{ type: 'CorrectionRequested', v: 1, on, data: { respondBy }, texts: { items } }]);
}

export function recordCorrection(
  state: Application,
  { on }: CommandOf<'RecordCorrection'>,
): DisclosureDecision {
  const stopped = obstacle(state, on);
  if (stopped) return stopped;
  if (state.correction === null || state.correction.receivedOn !== null)
    return refuse('noCorrectionRequested', '条例30');
  if (on < state.correction.requestedOn) return refuse('dateOrder', '条例30');
  return accept([{ type: 'CorrectionReceived', v: 1, on, data: {} }]);
}

const LONGEST_EXTENSION = 20; // 条例 art. 33(2): at most 20 working days, once

export function extendReply(
  state: Application,
  command: CommandOf<'ExtendReply'>,
  { calendar }: DisclosureContext,
): DisclosureDecision {
  const { on, workingDays, approvedBy, reason } = command;
  const stopped = obstacle(state, on);
  if (stopped) return stopped;
  if (state.extension !== null) return refuse('alreadyExtended', '条例33');
  if (workingDays > LONGEST_EXTENSION)
    return refuse('extensionTooLong', '条例33', { most: LONGEST_EXTENSION });
  const { dueOn, state: situation } = clockOf(state, calendar);
  if (situation === 'awaitingCorrection') return refuse('awaitingCorrection', '条例33');
  if (situation === 'awaitingPayment') return refuse('awaitingPayment', '条例33');
  if (dueOn !== null && on > dueOn) return refuse('extensionAfterDue', '条例33', { dueOn });
  return accept([{ type: 'ReplyExtended', v: 1, on, data: { workingDays }, texts: { approvedBy, reason } }]);
}

export function askReasons(state: Application, { on }: CommandOf<'AskReasons'>): DisclosureDecision {
  return obstacle(state, on) ?? accept([{ type: 'ReasonsAsked', v: 1, on, data: {} }]);
}

export function recordReasons(state: Application, { on }: CommandOf<'RecordReasons'>): DisclosureDecision {
  const stopped = obstacle(state, on);
  if (stopped) return stopped;
  if (state.reasons === null || state.reasons.receivedOn !== null) return refuse('noReasonsAsked', '条例35');
  if (on < state.reasons.askedOn) return refuse('dateOrder', '条例35');
  return accept([{ type: 'ReasonsReceived', v: 1, on, data: {} }]);
}

export function agreeDelay(
  state: Application,
  { on, until, reason }: CommandOf<'AgreeDelay'>,
): DisclosureDecision {
  const stopped = obstacle(state, on);
  if (stopped) return stopped;
  if (until < on) return refuse('dateOrder', '条例35', { field: 'until' });
  return accept([{ type: 'DelayAgreed', v: 1, on, data: { until }, texts: { reason } }]);
}
