/**
 * What follows from the steps of an application, taken in the order of their dates. Steps are entered late and out of
 * order; the law judges them by the day they were taken.
 */
import type { Outcome } from '#shared/glossary.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { type Service, servedOn } from '#shared/service/service.ts';
import type { Application, Consultation, DatedStep, Standing } from './application.ts';
import type { Given } from './counted.ts';
import type { StepEvent } from './events.ts';

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
  splitCountedOn: null,
  archived: false,
};

/** The application as these steps leave it. `steps` are in order. */
export function standing(state: Application, steps: readonly DatedStep[]): Application {
  let now: Standing = NOTHING_DONE;
  for (const step of steps) now = take(now, step, state.services);
  const { conclusion } = now;
  const said = state.outcomeCorrectedTo;
  const corrected = conclusion === null || said === null ? conclusion : { ...conclusion, ...given(said) };
  return { ...state, ...now, conclusion: corrected, steps };
}

/** The application as it stood at the end of a day, by what had been done by then. */
export function asOf(state: Application, on: PlainDate): Application {
  const by = <Dated extends { readonly on: PlainDate }>(all: readonly Dated[]) =>
    all.filter((one) => one.on <= on);
  return standing({ ...state, services: by(state.services) }, by(state.steps));
}

function take(now: Standing, step: DatedStep, services: readonly Service[]): Standing {
  return { ...now, ...(takeProcedure(now, step, services) ?? takeConclusion(now, step)) };
}

type Change = Partial<Standing>;

function takeProcedure(
  now: Standing,
  { id, on, event }: DatedStep,
  services: readonly Service[],
): Change | null {
  switch (event.type) {
    case 'ApplicationRegistered':
      return { receivedOn: event.data.receivedOn === null ? null : on, receivedBy: id };
    case 'ReceiptConfirmed':
      return { receivedOn: on, receivedBy: id };
    case 'CorrectionRequested': {
      const { respondBy } = event.data;
      const isTried = services.some(({ step }) => step === id);
      const arrived = isTried ? { arrivedOn: servedOn(services, id) } : {};
      return { correction: { requestedOn: on, respondBy, receivedOn: null, ...arrived } };
    }
    case 'CorrectionReceived':
      return now.correction === null
        ? {}
        : { ...restart(now), correction: { ...now.correction, receivedOn: on } };
    case 'CorrectionPeriodExtended': {
      const { correction } = now;
      return correction && { correction: { ...correction, respondBy: event.data.until, extended: true } };
    }
    case 'ReplyExtended':
      return { extension: { on, workingDays: event.data.workingDays, spent: false } };
    case 'ReasonsAsked':
      return { reasons: { askedOn: on, receivedOn: null } };
    case 'ReasonsReceived':
      return now.reasons === null ? {} : { reasons: { ...now.reasons, receivedOn: on } };
    case 'DelayAgreed':
      return { delay: { on, until: event.data.until } };
    default:
      return takePaper(now, { on, event, arrivedOn: servedOn(services, id) });
  }
}

/** `arrivedOn`: as its service was recorded; what the step itself says of it stands while there is no such record. */
type Taken = { readonly on: PlainDate; readonly event: StepEvent; readonly arrivedOn: PlainDate | null };

function takePaper(now: Standing, taken: Taken): Change | null {
  return takeConsultation(now, taken) ?? takeFee(now, taken);
}

/** A fresh period is twenty working days, whatever was added to the old one (条例30; 国办函〔2020〕109号). */
function restart({ extension }: Standing): Change {
  return { delay: null, extension: extension && { ...extension, spent: true } };
}

function takeConsultation(now: Standing, { on, event, arrivedOn }: Taken): Change | null {
  const begun = (one: Omit<Consultation, 'on' | 'answeredOn'>): Change => ({
    consultations: [...now.consultations, { ...one, on, answeredOn: null }],
  });
  switch (event.type) {
    case 'ThirdPartyConsulted': {
      const { consultation: index, receivedOn, days } = event.data;
      const party = event.texts?.party ?? null;
      return begun({ kind: 'thirdParty', index, party, receivedOn: arrivedOn ?? receivedOn, days });
    }
    case 'OrganConsulted': {
      const { consultation: index, receivedOn, days, jointlyMade } = event.data;
      const party = event.texts?.organ ?? null;
      const joint = jointlyMade === undefined ? {} : { jointlyMade };
      return begun({ kind: 'organ', ...joint, index, party, receivedOn: arrivedOn ?? receivedOn, days });
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

function takeFee(now: Standing, { on, event, arrivedOn }: Taken): Change | null {
  if (event.type === 'FeeNoticeSent') {
    const { amountFen, afterPayment } = event.data;
    const receivedOn = arrivedOn ?? event.data.receivedOn;
    return { fee: { on, receivedOn, amountFen, paidOn: null, resumes: afterPayment === 'resumes' } };
  }
  if (event.type !== 'FeePaid') return null;
  const payments = [...now.payments, { on, amountFen: event.data.amountFen }];
  const paid = payments.reduce((sum, one) => sum + one.amountFen, 0);
  if (now.fee === null || now.fee.paidOn !== null || paid < now.fee.amountFen) return { payments };
  const fee = { ...now.fee, paidOn: on };
  return fee.resumes ? { payments, fee } : { ...restart(now), payments, fee };
}

type GivenAgain = Extract<StepEvent, { type: 'ReplyRedone' | 'ReplyRevised' }>;
/** A second reply, on order or by the office's own will: by policy it takes the place of the first in table 三. */
export function isGivenAgain(event: StepEvent): event is GivenAgain {
  return event.type === 'ReplyRedone' || event.type === 'ReplyRevised';
}

/** What a reply says, and the row of table 三 it counts in. */
function given({ outcome, article, countedAs = outcome }: Given) {
  return { outcome, article: article ?? null, countedAs };
}

/** The outcome of a closing counts from the end of the period, unless a person has given it another date since. */
function takeConclusion({ conclusion }: Standing, step: DatedStep): Change {
  const { id, on, corrected, recordedAt, event } = step;
  const conclude = (outcome: Outcome, day: PlainDate): Change => ({
    conclusion: { ...given({ outcome }), on: day, from: id, recordedAt },
  });
  switch (event.type) {
    case 'ApplicationReplied':
      return { conclusion: { ...given(event.data), on, from: id, recordedAt } };
    case 'ClosedUncorrected':
      return conclude('other.notCorrected', corrected ? on : event.data.outcomeOn);
    case 'ClosedUnpaid':
      return conclude('other.feeUnpaid', corrected ? on : event.data.outcomeOn);
    case 'ApplicationWithdrawn':
      return conclude('other.other', on);
    case 'ApplicationSplit':
      return {
        splitInto: event.data.into,
        splitCountedOn: event.data.counts === 'byDayOfSplit' ? on : null,
      };
    case 'ReplyRedone':
    case 'ReplyRevised': {
      const isReplaced = event.data.counts === 'replaces' && conclusion !== null;
      return isReplaced ? { conclusion: { ...conclusion, ...given(event.data) } } : {};
    }
    case 'ApplicationArchived':
      return { archived: true };
    default:
      return {};
  }
}
