/** Arts. 30 and 42 and 国办函〔2020〕109号: fees, and what follows when a correction or a payment does not come. */
import { refuse, type Warning } from '#shared/kernel/decision.ts';
import { addDays } from '#shared/kernel/plain-date.ts';
import { DEFAULT_POLICIES } from '#shared/kernel/policies.ts';
import type { Application } from './application.ts';
import { paymentDue } from './clock-of.ts';
import { enter } from './enter.ts';
import { perItem, perPage } from './fees.ts';
import { asOf } from './standing.ts';
import type { DisclosureContext, DisclosureDecision } from './step.ts';
import { type CommandOf, outcomeGiven } from './step.ts';

const FEE_RULES = '国办函〔2020〕109号';

/**
 * One scale an application (arts. 2–3), so one notice. `quantity` by item is the number of the applicant's applications
 * in the calendar month, and the fee that of the month less what earlier notices have charged; by page it is the pages
 * of this application.
 */
export function sendFeeNotice(
  state: Application,
  { on, receivedOn, basis, quantity, chargedBefore: before = 0 }: CommandOf<'SendFeeNotice'>,
  context: DisclosureContext,
): DisclosureDecision {
  if (state.fee !== null) return refuse('feeAlreadyNoticed', `${FEE_RULES}2`);
  const chargedBefore = basis === 'perItem' ? before : 0;
  if (chargedBefore > 0 && chargedBefore >= quantity)
    return refuse('badNumber', `${FEE_RULES}4`, { field: 'chargedBefore' });
  const amountFen = basis === 'perItem' ? perItem(quantity) - perItem(chargedBefore) : perPage(quantity);
  if (amountFen === 0)
    return refuse('feeNotDue', `${FEE_RULES}${basis === 'perItem' ? 4 : 5}`, { field: 'quantity', quantity });
  const afterPayment = context.policies?.paymentRestarts ?? DEFAULT_POLICIES.paymentRestarts;
  const data = { receivedOn: receivedOn ?? null, basis, quantity, chargedBefore, amountFen, afterPayment };
  return enter(state, { type: 'FeeNoticeSent', v: 2, on, data }, { context });
}

/** Part of the amount keeps the clock still; the payment that completes it ends the wait (policy paymentRestarts). */
export function recordFeePayment(
  state: Application,
  { on, amount }: CommandOf<'RecordFeePayment'>,
  context: DisclosureContext,
): DisclosureDecision {
  const { fee } = state;
  if (fee !== null && on < fee.on) return refuse('dateOrder', '条例42', { field: 'on' });
  if (fee !== null && fee.paidOn !== null) return refuse('alreadyPaid', '条例42', { on: fee.paidOn });
  const amountFen = Math.round(amount * 100);
  const paid = state.payments.reduce((sum, one) => sum + one.amountFen, amountFen);
  const due = paymentDue(state, context.calendar);
  const warnings: Warning[] = [];
  if (fee !== null && paid > fee.amountFen)
    warnings.push({ code: 'overpaid', facts: { fen: paid - fee.amountFen } });
  if (due !== null && on > due.date) warnings.push({ code: 'paymentAfterDate', facts: { by: due.date } });
  return enter(state, { type: 'FeePaid', v: 1, on, data: { amountFen } }, { context, warnings });
}

/** The outcome's date is the day after the period for correcting ended (rule R4). */
export function closeUncorrected(
  state: Application,
  { on }: CommandOf<'CloseUncorrected'>,
  context: DisclosureContext,
): DisclosureDecision {
  const given = outcomeGiven(state);
  if (given !== null) return given;
  const { correction } = asOf(state, on);
  const outcomeOn = addDays(correction?.respondBy ?? on, 1);
  return enter(state, { type: 'ClosedUncorrected', v: 1, on, data: { outcomeOn } }, { context });
}

/** The outcome's date is the day after the 20 working days for paying ended. */
export function closeUnpaid(
  state: Application,
  { on }: CommandOf<'CloseUnpaid'>,
  context: DisclosureContext,
): DisclosureDecision {
  const given = outcomeGiven(state);
  if (given !== null) return given;
  const outcomeOn = addDays(paymentDue(asOf(state, on), context.calendar)?.date ?? on, 1);
  return enter(state, { type: 'ClosedUnpaid', v: 1, on, data: { outcomeOn } }, { context });
}
