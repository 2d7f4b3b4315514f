/** What is known of an application: a fold that never throws, because history is fact. */
import type { ApplicantType, Outcome } from '../glossary.ts';
import type { Recorded } from '../kernel/event.ts';
import type { PlainDate } from '../kernel/plain-date.ts';
import type { Channel, DisclosureEvent } from './events.ts';

/** `from` names the event that concluded the case, so that its date can be corrected. */
export type Conclusion = { readonly outcome: Outcome; readonly on: PlainDate; readonly from: string };
export type Consultation = {
  readonly kind: 'thirdParty' | 'organ';
  readonly party: string | null;
  readonly on: PlainDate;
  readonly receivedOn: PlainDate | null;
  readonly answeredOn: PlainDate | null;
};

export type Application = {
  readonly channel: Channel | null;
  readonly submittedOn: PlainDate | null;
  readonly receivedOn: PlainDate | null;
  readonly receivedBy: string;
  readonly applicantType: ApplicantType;
  readonly migrated: boolean;
  readonly original: Readonly<Record<string, string>>;
  readonly texts: Readonly<Record<string, string>>;
  readonly correction: {
    readonly requestedOn: PlainDate;
    readonly respondBy: PlainDate;
    readonly receivedOn: PlainDate | null;
  } | null;
  readonly consultations: readonly Consultation[];
  readonly extension: { readonly on: PlainDate; readonly workingDays: number } | null;
  readonly reasons: { readonly askedOn: PlainDate; readonly receivedOn: PlainDate | null } | null;
  readonly delay: { readonly on: PlainDate; readonly until: PlainDate } | null;
  readonly fee: {
    readonly on: PlainDate;
    readonly receivedOn: PlainDate;
    readonly amountFen: number;
    readonly paidOn: PlainDate | null;
  } | null;
  readonly payments: readonly { readonly on: PlainDate; readonly amountFen: number }[];
  readonly conclusion: Conclusion | null;
  readonly splitInto: readonly string[];
  readonly archived: boolean;
  readonly voided: boolean;
};

type Event = Recorded<DisclosureEvent>;
type Of<Type extends DisclosureEvent['type']> = Extract<Event, { type: Type }>;

export function evolve(state: Application | null, event: Event): Application | null {
  if (state === null) return event.type === 'ApplicationRegistered' ? registered(event) : null;
  return evolveStep(state, event) ?? evolveConclusion(state, event) ?? evolveRemedy(state, event) ?? state;
}

function registered(event: Of<'ApplicationRegistered'>): Application {
  const { channel, submittedOn, receivedOn, applicantType, migrated } = event.data;
  const original: Record<string, string> = { applicantType, ...(event.texts ?? {}) };
  if (receivedOn !== null) original.receivedOn = receivedOn;
  if (channel !== null) original.channel = channel;
  return {
    channel,
    submittedOn,
    receivedOn,
    applicantType,
    migrated,
    original,
    receivedBy: event.id,
    texts: event.texts ?? {},
    correction: null,
    consultations: [],
    extension: null,
    reasons: null,
    delay: null,
    fee: null,
    payments: [],
    conclusion: null,
    splitInto: [],
    archived: false,
    voided: false,
  };
}

function evolveStep(state: Application, event: Event): Application | null {
  switch (event.type) {
    case 'ReceiptConfirmed':
      return { ...state, receivedOn: event.on, receivedBy: event.id };
    case 'CorrectionRequested':
      return {
        ...state,
        correction: { requestedOn: event.on, respondBy: event.data.respondBy, receivedOn: null },
      };
    case 'CorrectionReceived':
      return state.correction && { ...state, correction: { ...state.correction, receivedOn: event.on } };
    case 'ReplyExtended':
      return { ...state, extension: { on: event.on, workingDays: event.data.workingDays } };
    case 'ReasonsAsked':
      return { ...state, reasons: { askedOn: event.on, receivedOn: null } };
    case 'ReasonsReceived':
      return state.reasons && { ...state, reasons: { ...state.reasons, receivedOn: event.on } };
    case 'DelayAgreed':
      return { ...state, delay: { on: event.on, until: event.data.until } };
    default:
      return evolveConsultation(state, event) ?? evolveFee(state, event);
  }
}

function evolveConsultation(state: Application, event: Event): Application | null {
  switch (event.type) {
    case 'ThirdPartyConsulted':
      return consulted(state, {
        kind: 'thirdParty',
        party: event.texts?.party ?? null,
        on: event.on,
        receivedOn: event.data.receivedOn,
        answeredOn: null,
      });
    case 'OrganConsulted':
      return consulted(state, {
        kind: 'organ',
        party: event.texts?.organ ?? null,
        on: event.on,
        receivedOn: null,
        answeredOn: null,
      });
    case 'ThirdPartyReplied':
    case 'OrganReplied':
      return answered(state, event.data.consultation, event.on);
    default:
      return null;
  }
}

function consulted(state: Application, consultation: Consultation): Application {
  return { ...state, consultations: [...state.consultations, consultation] };
}

function answered(state: Application, index: number, on: PlainDate): Application {
  return {
    ...state,
    consultations: state.consultations.map((one, i) => (i === index ? { ...one, answeredOn: on } : one)),
  };
}

function evolveFee(state: Application, event: Event): Application | null {
  if (event.type === 'FeeNoticeSent') {
    const { receivedOn, amountFen } = event.data;
    return { ...state, fee: { on: event.on, receivedOn, amountFen, paidOn: null } };
  }
  if (event.type !== 'FeePaid') return null;
  const payments = [...state.payments, { on: event.on, amountFen: event.data.amountFen }];
  const paid = payments.reduce((sum, one) => sum + one.amountFen, 0);
  const full = state.fee !== null && paid >= state.fee.amountFen;
  return { ...state, payments, fee: state.fee && { ...state.fee, paidOn: full ? event.on : null } };
}

function evolveConclusion(state: Application, event: Event): Application | null {
  const conclude = (outcome: Outcome, on: PlainDate): Application => ({
    ...state,
    conclusion: { outcome, on, from: event.id },
  });
  switch (event.type) {
    case 'ApplicationReplied': {
      const { outcome, migrated } = event.data;
      const original = migrated ? { ...state.original, outcome, decidedOn: event.on } : state.original;
      return { ...conclude(outcome, event.on), original };
    }
    case 'ClosedUncorrected':
      return conclude('other.notCorrected', event.data.outcomeOn);
    case 'ClosedUnpaid':
      return conclude('other.feeUnpaid', event.data.outcomeOn);
    case 'ApplicationWithdrawn':
      return conclude('other.other', event.on);
    case 'ApplicationSplit':
      return { ...state, splitInto: event.data.into };
    case 'ApplicationArchived':
      return { ...state, archived: true };
    default:
      return null;
  }
}

function evolveRemedy(state: Application, event: Event): Application | null {
  switch (event.type) {
    case 'DateCorrected':
      return dateCorrected(state, event.data.event, event.data.to);
    case 'ApplicantTypeCorrected':
      return { ...state, applicantType: event.data.type };
    case 'OutcomeCorrected':
      return (
        state.conclusion && { ...state, conclusion: { ...state.conclusion, outcome: event.data.outcome } }
      );
    case 'EntryVoided':
      return { ...state, voided: true };
    default:
      return null;
  }
}

function dateCorrected(state: Application, event: string, to: PlainDate): Application {
  if (event === state.conclusion?.from) return { ...state, conclusion: { ...state.conclusion, on: to } };
  return event === state.receivedBy ? { ...state, receivedOn: to } : state;
}
