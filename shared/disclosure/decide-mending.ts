/** Arts. 29–31: texts, channel and form of delivery put right. The day of receipt follows from the channel. */
import { CHANNEL_LABELS, type Channel } from '#shared/glossary/choices.ts';
import type { ApplicantType } from '#shared/glossary.ts';
import { correctText } from '#shared/kernel/correct-text.ts';
import { accept, nothingNew, refuse, type Warning } from '#shared/kernel/decision.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Application } from './application.ts';
import { identityWarnings } from './decide-receipt.ts';
import { enter, judge } from './enter.ts';
import type { DisclosureEvent, RegistrationCorrected } from './events.ts';
import { refusal } from './lawful.ts';
import { mendable, registrationOf, withRegistration } from './mend.ts';
import { redated } from './state.ts';
import type { CommandOf, DisclosureContext, DisclosureDecision } from './step.ts';
import { EVENT_OF_COMMAND } from './step-names.ts';

export function correctTextOf(
  state: Application,
  command: CommandOf<'CorrectText'>,
  context: DisclosureContext,
): DisclosureDecision {
  const decided = correctText({ ...mendable(state), names: EVENT_OF_COMMAND }, command, context);
  if (!decided.ok) return decided;
  const identity = decided.events.map(({ texts }) => texts?.identity).find((text) => text !== undefined);
  return { ...decided, warnings: warningsOf(state.applicantType, identity) };
}

function warningsOf(type: ApplicantType, identity: string | undefined): readonly Warning[] {
  return identityWarnings(type, identity === '' ? undefined : identity);
}

/** A channel that says another day of receipt brings that day with it, judged like any corrected date (条例31). */
export function correctFact(
  state: Application,
  command: CommandOf<'CorrectFact'>,
  context: DisclosureContext,
): DisclosureDecision {
  if (context.role === 'intake' && mendable(state).isConcluded) return refuse('notAllowed');
  const { channel, signedForOn, confirmedOn, deliveryForm } = command;
  if (channel === undefined && deliveryForm === undefined)
    return refuse('required', '', { field: 'channel' });
  const before = registrationOf(state).data;
  const data = {
    ...(channel !== undefined && channel !== state.channel && { channel }),
    ...(channel !== undefined && signedForOn !== undefined && { signedForOn }),
    ...(channel !== undefined && confirmedOn !== undefined && { confirmedOn }),
    ...(deliveryForm !== undefined &&
      deliveryForm !== (before.deliveryForm ?? '') && { deliveryForm: deliveryForm || null }),
  };
  if (Object.keys(data).length === 0) return nothingNew();
  const { reason } = command;
  const on = command.on ?? context.today;
  const corrected: RegistrationCorrected = {
    type: 'RegistrationCorrected',
    v: 1,
    on,
    data,
    texts: { reason },
  };
  if (channel === undefined || channel === state.channel || state.migrated) return accept([corrected]);
  return withReceipt(state, { corrected, channel, reason }, context);
}

type Corrected = {
  readonly corrected: RegistrationCorrected;
  readonly channel: Channel;
  readonly reason: string;
};

function withReceipt(
  state: Application,
  { corrected, channel, reason }: Corrected,
  context: DisclosureContext,
): DisclosureDecision {
  const after = withRegistration(state, corrected);
  const { submittedOn } = state;
  const { signedForOn, confirmedOn } = corrected.data;
  for (const [field, day] of Object.entries({ signedForOn, confirmedOn }))
    if (day !== undefined && submittedOn !== null && day < submittedOn)
      return refuse('dateOrder', '条例31', { field, not: 'before', than: submittedOn });
  const to = receivedBy(state, after, channel);
  const { receivedOn, receivedBy: id } = state;
  if (to === null)
    return receivedOn === null
      ? accept([corrected])
      : refuse('receiptDayNeeded', '条例31', {
          field: channel === 'post' ? 'signedForOn' : 'confirmedOn',
          channel: CHANNEL_LABELS[channel],
        });
  if (to > context.today) return refuse('future', '条例31', { field: 'channel', today: context.today });
  if (to === receivedOn) return accept([corrected]);
  const moved = receivedOn === null ? received(after, to, context) : dated(state, { after, id, to }, context);
  if ('code' in moved) return { ok: false, refusal: moved };
  return accept<DisclosureEvent>([corrected, { ...moved, texts: { reason } }]);
}

/** 条例31, of an application that is there: null where nobody has said the day that the channel goes by. */
function receivedBy(before: Application, after: Application, channel: Channel): PlainDate | null {
  const { data } = registrationOf(after);
  if (channel === 'inPerson') return before.submittedOn;
  // confirmed on a day of its own, whatever the channel was taken for
  const wasConfirmed = before.receivedBy !== registrationOf(before).id && before.receivedBy !== '';
  const confirmedOn = data.confirmedOn ?? (wasConfirmed ? before.receivedOn : null);
  if (channel === 'post') return data.signedForOn ?? confirmedOn ?? null;
  return confirmedOn ?? null;
}

function received(after: Application, on: PlainDate, context: DisclosureContext) {
  const event = { type: 'ReceiptConfirmed', v: 1, on, data: {} } as const;
  const entered = enter(after, event, { context });
  return entered.ok ? event : entered.refusal;
}

type Moving = { readonly after: Application; readonly id: string; readonly to: PlainDate };

function dated(state: Application, { after, id, to }: Moving, context: DisclosureContext) {
  const objection = judge(state, redated(after, id, to), { id, context });
  if (objection !== null)
    return refusal(objection.code, objection.article, { ...objection.facts, field: 'channel' });
  return { type: 'DateCorrected', v: 1, on: to, data: { event: id, to } } as const;
}
