/** The cases that stand in the way of closing a year: what they will count as is not decided, or cannot be. */
import { countedOn } from '#shared/appeal/counted-on.ts';
import type { AppealState } from '#shared/appeal/state.ts';
import type { Application } from '#shared/disclosure/application.ts';
import { clockOf } from '#shared/disclosure/clock-of.ts';
import { APPLICANT_TYPES } from '#shared/glossary.ts';
import type { Calendar } from '#shared/kernel/calendar/calendar.ts';
import { daysBetween, lastDayOf, type PlainDate, yearOf } from '#shared/kernel/plain-date.ts';
import { DEFAULT_POLICIES, type Policies } from '#shared/kernel/policies.ts';

type CaseBlockCode =
  | 'receiptUnconfirmed'
  | 'applicantTypeMissing'
  | 'lapseUndecided'
  | 'arrivalUnknown'
  | 'outcomeBeforeReceipt'
  | 'appealLinkBroken'
  | 'appealUnlinked'
  | 'appealDayUnknown';
type CaseBlock = {
  readonly code: CaseBlockCode;
  readonly kind: string;
  readonly case: string;
  readonly article: string;
  readonly on: PlainDate | null;
};

type CaseState = { readonly kind: string; readonly number: string; readonly state: unknown };
type YearEnd = {
  readonly year: number;
  readonly today: PlainDate;
  readonly calendar: Calendar;
  readonly policies?: Pick<Policies, 'appealLinks'>;
};

/** 条例 art. 31 lets nobody wait for weeks with a confirmation: longer than this is a submission forgotten. */
const CONFIRMATION_DAYS = 30;

export function caseBlocks(cases: Iterable<CaseState>, end: YearEnd): CaseBlock[] {
  const all = [...cases];
  const applications = new Map(
    all
      .filter(({ kind }) => kind === 'application')
      .map((one) => [one.number, one.state as Application | null]),
  );
  return all.flatMap((one): CaseBlock[] => {
    const { kind, number, state } = one;
    if (state === null) return [];
    if (kind === 'application') return applicationBlocks(number, state as Application, end);
    return kind === 'appeal' ? appealBlocks(number, state as AppealState, { end, applications }) : [];
  });
}

function applicationBlocks(number: string, state: Application, end: YearEnd): CaseBlock[] {
  if (state.voided || state.splitInto.length > 0) return [];
  const block = (code: CaseBlockCode, article: string, on: PlainDate | null): CaseBlock[] => [
    { code, kind: 'application', case: number, article, on },
  ];
  const { receivedOn, submittedOn, conclusion } = state;
  if (receivedOn === null) {
    const waits = submittedOn !== null && yearOf(submittedOn) <= end.year;
    const isForgotten = waits && daysBetween(submittedOn, end.today) > CONFIRMATION_DAYS;
    return isForgotten ? block('receiptUnconfirmed', '条例31', submittedOn) : [];
  }
  if (yearOf(receivedOn) > end.year) return [];
  if (!APPLICANT_TYPES.includes(state.applicantType)) return block('applicantTypeMissing', '条例29', null);
  if (conclusion !== null)
    return conclusion.on < receivedOn ? block('outcomeBeforeReceipt', '条例33', conclusion.on) : [];
  const { situation, on, earliest } = lapsed(state, end);
  if (on === null) return [];
  const article = situation === 'awaitingPayment' ? '国办函〔2020〕109号' : '条例30';
  if (!earliest) return block('lapseUndecided', article, on);
  return situation === 'awaitingPayment' && !isNoticeTried(state) ? block('arrivalUnknown', article, on) : [];
}

/** Somebody has said how the notice of the fee fared: one that came back has ended no period. */
function isNoticeTried({ steps, services }: Application): boolean {
  const notice = steps.findLast(({ type }) => type === 'FeeNoticeSent');
  return services.some(({ step }) => step === notice?.id);
}

/** R4: abandonment counts on the day after the period ended. One that ended within the year must be decided first. */
function lapsed(state: Application, { year, calendar }: YearEnd) {
  const { state: situation, stepDueOn, earliest } = clockOf(state, calendar);
  const waits = situation === 'awaitingCorrection' || situation === 'awaitingPayment';
  const on = waits && stepDueOn !== null && stepDueOn < lastDayOf(year) ? stepDueOn : null;
  return { situation, on, earliest };
}

type AppealContext = {
  readonly end: YearEnd;
  readonly applications: ReadonlyMap<string, Application | null>;
};

/**
 * Imported appeals may attack replies from before the product, so a missing link is nothing to stop for; a link that
 * an officer made and that leads to a voided or unknown application is.
 */
function appealBlocks(number: string, state: AppealState, context: AppealContext): CaseBlock[] {
  const { voided, migrated, application, openedOn } = state;
  const { end, applications } = context;
  if (voided || yearOf(openedOn) > end.year) return [];
  const undated = state.instances.find(
    (one) => countedOn(state, one).unknown && yearOf(one.concludedOn ?? openedOn) === end.year,
  );
  if (undated !== undefined && !state.coDefendant)
    return [
      { code: 'appealDayUnknown', kind: 'appeal', case: number, article: '条例50', on: undated.concludedOn },
    ];
  if (migrated) return [];
  const block = (code: CaseBlockCode): CaseBlock[] => [
    { code, kind: 'appeal', case: number, article: '条例51', on: openedOn },
  ];
  if (application === null) return owesLink(state, context) ? block('appealUnlinked') : [];
  const linked = applications.get(application) ?? null;
  return linked !== null && !linked.voided ? [] : block('appealLinkBroken');
}

/**
 * Policy appealLinks: a link is due where the office holds an application that the appeal could be about, one received
 * by the day it was taken up, and nobody has said that it is about another act.
 */
function owesLink(
  { otherAct, openedOn }: AppealState,
  { end: { policies = DEFAULT_POLICIES }, applications }: AppealContext,
): boolean {
  if (otherAct || policies.appealLinks === 'optional') return false;
  for (const one of applications.values())
    if (one !== null && !one.voided && one.receivedOn !== null && one.receivedOn <= openedOn) return true;
  return false;
}
