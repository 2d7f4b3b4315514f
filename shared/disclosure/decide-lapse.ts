/** Arts. 30 and 42 and 国办函〔2020〕109号: fees, and what follows when a correction or a payment does not come. */
import { accept, refuse } from '../kernel/decision.ts';
import { addDays } from '../kernel/plain-date.ts';
import type { Application } from './application.ts';
import { clockOf } from './clock-of.ts';
import type { DisclosureContext, DisclosureDecision } from './disclosure-decision.ts';
import { perItem, perPage } from './fees.ts';
import { type CommandOf, obstacle, obstacleToConclusion } from './step.ts';

export function sendFeeNotice(state: Application, command: CommandOf<'SendFeeNotice'>): DisclosureDecision {
  const { on, receivedOn, basis, quantity } = command;
  const stopped = obstacle(state, on);
  if (stopped) return stopped;
  if (state.fee !== null) return refuse('feeAlreadyNoticed', '国办函〔2020〕109号2');
  if (receivedOn < on) return refuse('dateOrder', '国办函〔2020〕109号', { field: 'receivedOn' });
  const amountFen = basis === 'perItem' ? perItem(quantity) : perPage(quantity);
  if (amountFen === 0) return refuse('feeNotDue', '国办函〔2020〕109号4', { quantity });
  return accept([{ type: 'FeeNoticeSent', v: 1, on, data: { receivedOn, basis, quantity, amountFen } }]);
}

export function recordFeePayment(
  state: Application,
  { on, amount }: CommandOf<'RecordFeePayment'>,
): DisclosureDecision {
  const stopped = obstacle(state, on);
  if (stopped) return stopped;
  if (state.fee === null) return refuse('noFeeNotice', '条例42');
  if (on < state.fee.on) return refuse('dateOrder', '条例42');
  return accept([{ type: 'FeePaid', v: 1, on, data: { amountFen: Math.round(amount * 100) } }]);
}

/** The outcome's date is the day after the period for correcting ended (domain rule R4). */
export function closeUncorrected(
  state: Application,
  { on }: CommandOf<'CloseUncorrected'>,
): DisclosureDecision {
  const stopped = obstacleToConclusion(state, on);
  if (stopped) return stopped;
  if (state.correction === null || state.correction.receivedOn !== null)
    return refuse('noCorrectionRequested', '条例30');
  const { respondBy } = state.correction;
  if (on <= respondBy) return refuse('periodNotEnded', '条例30', { respondBy });
  return accept([{ type: 'ClosedUncorrected', v: 1, on, data: { outcomeOn: addDays(respondBy, 1) } }]);
}

/** The outcome's date is the day after the 20 working days for paying ended. */
export function closeUnpaid(
  state: Application,
  { on }: CommandOf<'CloseUnpaid'>,
  { calendar }: DisclosureContext,
): DisclosureDecision {
  const stopped = obstacleToConclusion(state, on);
  if (stopped) return stopped;
  if (state.fee === null || state.fee.paidOn !== null) return refuse('noFeeNotice', '条例42');
  const end = clockOf(state, calendar).stepDueOn;
  if (end === null) return refuse('awaitingCorrection', '条例30');
  if (on <= end) return refuse('periodNotEnded', '国办函〔2020〕109号', { end });
  return accept([{ type: 'ClosedUnpaid', v: 1, on, data: { outcomeOn: addDays(end, 1) } }]);
}
