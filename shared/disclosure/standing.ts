/**
 * What follows from the steps of an application, taken in the order of their dates. Steps are entered late and out of
 * order; the law judges them by the day they were taken.
 */
import type { Outcome } from '#shared/glossary.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Application, Consultation, DatedStep, Standing } from './application.ts';
import type { StepEvent, StepType } from './events.ts';

export const NOTHING_DONE: Standing = {
  receivedOn: null,
  receivedBy: '',
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
};

/** On one day the receipt comes first and the conclusion last; between them the order of entry stands. */
const FIRST: readonly StepType[] = ['ApplicationRegistered', 'ReceiptConfirmed'];
const CONCLUDING: readonly StepType[] = [
  'ApplicationReplied',
  'ClosedUncorrected',
  'ClosedUnpaid',
  'ApplicationWithdrawn',
  'ApplicationSplit',
];
const AFTERWARDS: readonly StepType[] = ['ReplyRedone', 'ApplicationArchived'];

function rankOf(type: StepType): number {
  if (FIRST.includes(type)) return 0;
  if (CONCLUDING.includes(type)) return 2;
  return AFTERWARDS.includes(type) ? 3 : 1;
}

export function inOrder(steps: readonly DatedStep[]): readonly DatedStep[] {
  const compare = (a: DatedStep, b: DatedStep): number => {
    if (a.on !== b.on) return a.on < b.on ? -1 : 1;
    return rankOf(a.event.type) - rankOf(b.event.type) || a.entry - b.entry;
  };
  return [...steps].sort(compare);
}

/** The application as these steps leave it. `steps` are in order. */
export function standing(state: Application, steps: readonly DatedStep[]): Application {
  let now: Standing = NOTHING_DONE;
  for (const step of steps) now = take(now, step);
  const { conclusion } = now;
  const outcome = state.outcomeCorrectedTo ?? conclusion?.outcome;
  const corrected = conclusion === null || outcome === undefined ? conclusion : { ...conclusion, outcome };
  return { ...state, ...now, conclusion: corrected, steps };
}

/** The application as it stood at the end of a day, by what had been done by then. */
export function asOf(state: Application, on: PlainDate): Application {
  return standing(
    state,
    state.steps.filter((step) => step.on <= on),
  );
}

function take(now: Standing, step: DatedStep): Standing {
  return { ...now, ...(takeProcedure(now, step) ?? takeConclusion(now, step)) };
}

type Change = Partial<Standing>;

function takeProcedure(now: Standing, { id, on, event }: DatedStep): Change | null {
  switch (event.type) {
    case 'ApplicationRegistered':
      return { receivedOn: event.data.receivedOn === null ? null : on, receivedBy: id };
    case 'ReceiptConfirmed':
      return { receivedOn: on, receivedBy: id };
    case 'CorrectionRequested':
      return { correction: { requestedOn: on, respondBy: event.data.respondBy, receivedOn: null } };
    case 'CorrectionReceived':
      return now.correction === null
        ? {}
        : { ...restart(now), correction: { ...now.correction, receivedOn: on } };
    case 'ReplyExtended':
      return { extension: { on, workingDays: event.data.workingDays, spent: false } };
    case 'ReasonsAsked':
      return { reasons: { askedOn: on, receivedOn: null } };
    case 'ReasonsReceived':
      return now.reasons === null ? {} : { reasons: { ...now.reasons, receivedOn: on } };
    case 'DelayAgreed':
      return { delay: { on, until: event.data.until } };
    default:
      return takeConsultation(now, { on, event }) ?? takeFee(now, { on, event });
  }
}

type Taken = { readonly on: PlainDate; readonly event: StepEvent };

/** A fresh period is twenty working days, whatever was added to the old one (条例30; 国办函〔2020〕109号). */
function restart({ extension }: Standing): Change {
  return { delay: null, extension: extension && { ...extension, spent: true } };
}

function takeConsultation(now: Standing, { on, event }: Taken): Change | null {
  const begun = (one: Omit<Consultation, 'on' | 'answeredOn'>): Change => ({
    consultations: [...now.consultations, { ...one, on, answeredOn: null }],
  });
  switch (event.type) {
    case 'ThirdPartyConsulted': {
      const { consultation: index, receivedOn } = event.data;
      return begun({ kind: 'thirdParty', index, party: event.texts?.party ?? null, receivedOn });
    }
    case 'OrganConsulted': {
      const party = event.texts?.organ ?? null;
      const { consultation: index, jointlyMade } = event.data;
      const joint = jointlyMade === undefined ? {} : { jointlyMade };
      return begun({ kind: 'organ', ...joint, index, party, receivedOn: null });
    }
    case 'ThirdPartyReplied':
    case 'OrganReplied': {
      const { consultation } = event.data;
      const answered = (one: Consultation): Consultation =>
        one.index === consultation ? { ...one, answeredOn: on } : one;
      return { consultations: now.consultations.map(answered) };
    }
    default:
      return null;
  }
}

function takeFee(now: Standing, { on, event }: Taken): Change | null {
  if (event.type === 'FeeNoticeSent') {
    const { receivedOn, amountFen, afterPayment } = event.data;
    return { fee: { on, receivedOn, amountFen, paidOn: null, resumes: afterPayment === 'resumes' } };
  }
  if (event.type !== 'FeePaid') return null;
  const payments = [...now.payments, { on, amountFen: event.data.amountFen }];
  const paid = payments.reduce((sum, one) => sum + one.amountFen, 0);
  if (now.fee === null || now.fee.paidOn !== null || paid < now.fee.amountFen) return { payments };
  const fee = { ...now.fee, paidOn: on };
  return fee.resumes ? { payments, fee } : { ...restart(now), payments, fee };
}

/** The outcome of a closing counts from the end of the period, unless a person has given it another date since. */
function takeConclusion({ conclusion }: Standing, step: DatedStep): Change {
  const { id, on, corrected, recordedAt, event } = step;
  const conclude = (outcome: Outcome, day: PlainDate): Change => ({
    conclusion: { outcome, on: day, from: id, recordedAt },
  });
  switch (event.type) {
    case 'ApplicationReplied':
      return conclude(event.data.outcome, on);
    case 'ClosedUncorrected':
      return conclude('other.notCorrected', corrected ? on : event.data.outcomeOn);
    case 'ClosedUnpaid':
      return conclude('other.feeUnpaid', corrected ? on : event.data.outcomeOn);
    case 'ApplicationWithdrawn':
      return conclude('other.other', on);
    case 'ApplicationSplit':
      return { splitInto: event.data.into };
    case 'ReplyRedone': {
      const { outcome, counts } = event.data;
      return counts === 'replaces' && conclusion !== null ? { conclusion: { ...conclusion, outcome } } : {};
    }
    case 'ApplicationArchived':
      return { archived: true };
    default:
      return {};
  }
}
