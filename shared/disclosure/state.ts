/** The fold of an application's history; it never throws, because history is fact. */
import type { Outcome } from '../glossary.ts';
import type { Recorded } from '../kernel/event.ts';
import type { PlainDate } from '../kernel/plain-date.ts';
import type { Application, Consultation } from './application.ts';
import type { DisclosureEvent } from './events.ts';

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
    letters: [],
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
    case 'LetterIssued': {
      const { kind, about, number, template } = event.data;
      const letter = { kind, about, number, template, on: event.on, event: event.id };
      return { ...state, letters: [...state.letters, letter] };
    }
    case 'EntryVoided':
      return { ...state, voided: true };
    default:
      return null;
  }
}

function dateCorrected(state: Application, event: string, to: PlainDate): Application {
  if (event === state.conclusion?.from) return { ...state, conclusion: { ...state.conclusion, on: to } };
  return event === state.receivedBy && state.receivedOn !== null ? { ...state, receivedOn: to } : state;
}
