/** A request to correct a record as its history leaves it. */

import type { AmendmentDecision, Channel } from '#shared/glossary/choices.ts';
import type { ApplicantType } from '#shared/glossary.ts';
import type { Handled } from '#shared/handling/state.ts';
import type { DomainEvent, Recorded } from '#shared/kernel/event.ts';
import { mendedBy } from '#shared/kernel/mending.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { redated } from '#shared/kernel/procedure.ts';
import type { AmendmentEvent } from './events.ts';

type AmendmentStep = { readonly id: string; readonly type: AmendmentEvent['type']; readonly on: PlainDate };
export type AmendmentState = Handled & {
  readonly number: string;
  readonly applicantType: ApplicantType;
  readonly channel: Channel | null;
  readonly requestedOn: PlainDate;
  readonly decision: AmendmentDecision | null;
  /** Decided, or withdrawn by the person. */
  readonly endedOn: PlainDate | null;
  readonly withdrawn: boolean;
  readonly texts: Readonly<Record<string, string>>;
  readonly steps: readonly AmendmentStep[];
  readonly voided: boolean;
};

export function evolve(state: AmendmentState | null, recorded: Recorded<DomainEvent>): AmendmentState | null {
  const event = recorded as Recorded<AmendmentEvent>;
  const { id, type, on } = event;
  if (event.type === 'AmendmentRequested' && (state === null || state.voided)) {
    const { number, applicantType, channel } = event.data;
    const open = { decision: null, endedOn: null, withdrawn: false, voided: false };
    const steps = [{ id, type, on }];
    return {
      ...{ number, applicantType, channel },
      ...open,
      requestedOn: on,
      texts: event.texts ?? {},
      steps,
    };
  }
  if (state === null) return null;
  const ended = { endedOn: on, steps: [...state.steps, { id, type, on }] };
  switch (event.type) {
    case 'AmendmentDecided':
      return { ...state, ...ended, decision: event.data.decision, texts: { ...state.texts, ...event.texts } };
    case 'AmendmentWithdrawn':
      return { ...state, ...ended, withdrawn: true };
    case 'TextCorrected':
      return { ...state, texts: mendedBy(state.texts, event) };
    case 'AmendmentDateCorrected':
      return withDate(state, event.data.event, on);
    case 'AmendmentDecisionCorrected':
      return { ...state, decision: event.data.decision };
    case 'AmendmentVoided':
      return { ...state, voided: true };
    default:
      return state;
  }
}

function withDate(state: AmendmentState, id: string, day: PlainDate): AmendmentState {
  const steps = redated(state.steps, id, day);
  return { ...state, steps, requestedOn: steps[0]?.on ?? state.requestedOn, endedOn: steps[1]?.on ?? null };
}
