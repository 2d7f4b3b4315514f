/**
 * Whether a step is lawful in the situation of its day: one rule an event, with its article. Time limits are not
 * judged here: a step taken late is a breach (see breaches.ts), because it happened.
 */
import { hasRow, type Outcome } from '#shared/glossary.ts';
import type { Refusal } from '#shared/kernel/decision.ts';
import { type PlainDate, yearOf } from '#shared/kernel/plain-date.ts';
import type { RefusalCode } from '#shared/kernel/refusal-code.ts';
import type { Application, Consultation, DatedStep } from './application.ts';
import type { StepEvent, StepType } from './events.ts';

type Barred = Refusal | null;
type Of<Type extends StepType> = Extract<StepEvent, { type: Type }>;
type Rule<Type extends StepType> = (before: Application, event: Of<Type>, on: DatedStep['on']) => Barred;

export function refusal(code: RefusalCode, article: string, facts?: Refusal['facts']): Refusal {
  return facts === undefined ? { code, article } : { code, article, facts };
}

const NOT_RECEIVED = refusal('notReceived', '条例31');

/** What stands in the way of every step of the procedure. */
function closedTo(before: Application): Barred {
  if (before.receivedOn === null) return NOT_RECEIVED;
  if (before.splitInto.length > 0) return refusal('alreadySplit', '条例29');
  if (before.conclusion !== null) return refusal('alreadyConcluded', '条例33', { on: before.conclusion.on });
  return null;
}

function consultation(before: Application, index: number, article: string): Barred {
  const asked: Consultation | undefined = before.consultations.find((one) => one.index === index);
  if (asked === undefined) return refusal('noSuchConsultation', article);
  return asked.answeredOn === null ? null : refusal('consultationAnswered', article);
}

function inOrder(isSo: boolean, article: string, field: string): Barred {
  return isSo ? null : refusal('dateOrder', article, { field });
}

function awaitsNoCorrection(before: Application): Barred {
  const awaited = before.correction !== null && before.correction.receivedOn === null;
  return closedTo(before) ?? (awaited ? null : refusal('noCorrectionRequested', '条例30'));
}

/** A second reply: on order, or of the office's own accord. */
function givenAgain(
  { conclusion }: Application,
  { data }: Of<'ReplyRedone' | 'ReplyRevised'>,
  on: PlainDate,
): Barred {
  if (conclusion === null) return refusal('notConcluded', '条例36');
  return notInForm(data.outcome, data.counts === 'replaces' ? conclusion.on : on);
}

const LONGEST_EXTENSION = 20; // 条例 art. 33(2): at most 20 working days, once

/** Typed over every step: one without its rule does not compile. */
const LAW: { readonly [Type in StepType]: Rule<Type> } = {
  ApplicationRegistered: () => null,
  ReceiptConfirmed: (before, _event, on) => {
    if (before.receivedOn !== null)
      return refusal('alreadyReceived', '条例31', { receivedOn: before.receivedOn });
    return inOrder(on >= (before.submittedOn ?? on), '条例31', 'on');
  },
  CorrectionRequested: (before, { data }, on) =>
    closedTo(before) ??
    (before.correction === null
      ? inOrder(data.respondBy > on, '条例30', 'respondBy')
      : refusal('correctionAlreadyRequested', '条例30')),
  CorrectionReceived: awaitsNoCorrection,
  // Asked for with a reason; whoever had one is not late without good reason, also after the day (条例30).
  CorrectionPeriodExtended: (before, { data }, on) => {
    const barred = awaitsNoCorrection(before);
    if (barred !== null || before.correction === null) return barred;
    const { respondBy, extended } = before.correction;
    if (extended) return refusal('alreadyExtended', '条例30');
    return inOrder(data.until > respondBy && data.until > on, '条例30', 'until');
  },
  ThirdPartyConsulted: (before, { data }, on) =>
    closedTo(before) ?? inOrder((data.receivedOn ?? on) >= on, '条例32', 'receivedOn'),
  // An answer that comes after the reply is kept: it happened, and changes nothing.
  ThirdPartyReplied: (before, { data }) => consultation(before, data.consultation, '条例32'),
  OrganConsulted: (before, { data }, on) =>
    closedTo(before) ?? inOrder((data.receivedOn ?? on) >= on, '条例34', 'receivedOn'),
  OrganReplied: (before, { data }) => consultation(before, data.consultation, '条例34'),
  ReplyExtended: (before, { data }) => {
    const closed = closedTo(before);
    if (closed !== null) return closed;
    // policy extensionAfterRestart: once in each fresh period
    if (before.extension !== null && !(before.extension.spent && data.anew))
      return refusal('alreadyExtended', '条例33');
    if (data.workingDays > LONGEST_EXTENSION)
      return refusal('extensionTooLong', '条例33', { most: LONGEST_EXTENSION, field: 'workingDays' });
    return null;
  },
  ReasonsAsked: (before) =>
    closedTo(before) ?? (before.reasons === null ? null : refusal('reasonsAlreadyAsked', '条例35')),
  ReasonsReceived: (before) =>
    closedTo(before) ??
    (before.reasons === null || before.reasons.receivedOn !== null
      ? refusal('noReasonsAsked', '条例35')
      : null),
  // 条例35: the office may ask for reasons; they can have come with the application, so none need be asked for.
  DelayAgreed: (before, { data }, on) => closedTo(before) ?? inOrder(data.until >= on, '条例35', 'until'),
  FeeNoticeSent: (before, { data }, on) =>
    closedTo(before) ??
    (before.fee === null
      ? inOrder((data.receivedOn ?? on) >= on, '国办函〔2020〕109号', 'receivedOn')
      : refusal('feeAlreadyNoticed', '国办函〔2020〕109号2')),
  FeePaid: (before) => feePaid(before),
  ApplicationReplied: (before, { data }, on) => {
    if (data.migrated) return before.receivedOn === null ? NOT_RECEIVED : null;
    const unclear = data.outcome === 'unavailable.stillUnclear' && !before.correction?.receivedOn;
    return (
      closedTo(before) ?? (unclear ? refusal('correctionRequired', '条例30') : notInForm(data.outcome, on))
    );
  },
  ClosedUncorrected: awaitsNoCorrection,
  ClosedUnpaid: (before) => closedTo(before) ?? unpaid(before),
  ApplicationWithdrawn: closedTo,
  ApplicationSplit: closedTo,
  ReplyRedone: givenAgain,
  ReplyRevised: givenAgain,
  ApplicationArchived: (before) => {
    if (before.archived) return refusal('archived', '条例45');
    const open = before.conclusion === null && before.splitInto.length === 0;
    return open ? refusal('notConcluded', '条例45') : null;
  },
  // It may be learnt after everything else; only no paper arrives before it was made.
  PaperServed: ({ steps }, { data }) =>
    steps.some(({ id }) => id === data.step) ? null : refusal('dateOrder', '', { field: 'on' }),
};

/** Table 三 of the year has no row for it. */
export function notInForm(outcome: Outcome, on: PlainDate): Barred {
  return hasRow(yearOf(on), outcome) ? null : refusal('badChoice', '条例50', { field: 'outcome' });
}

function unpaid({ fee }: Application): Barred {
  if (fee === null) return refusal('noFeeNotice', '条例42');
  return fee.paidOn === null ? null : refusal('alreadyPaid', '条例42');
}

/** Money that comes after a reply belongs to the treasury all the same; after a closing for want of it, it is returned. */
function feePaid(before: Application): Barred {
  const owed = unpaid(before);
  if (owed !== null) return closedTo(before) ?? owed;
  return before.conclusion?.outcome === 'other.feeUnpaid' ? closedTo(before) : null;
}

/** The refusal that stands in the way of a step after what was done before it, or null. */
export function unlawful(before: Application, { event, on }: Pick<DatedStep, 'event' | 'on'>): Barred {
  const rule = LAW[event.type] as Rule<StepType>;
  return rule(before, event as never, on);
}
