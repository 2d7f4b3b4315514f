/** What a letter can say, taken from the history of the case. Absent facts stay absent: nothing is made up. */
import { CHANNEL_LABELS } from '#shared/glossary/choices.ts';
import { addWorkingDays, type Calendar } from '#shared/kernel/calendar/calendar.ts';
import type { Recorded } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { servedOn } from '#shared/service/service.ts';
import type { Application } from './application.ts';
import { PAYMENT_DAYS } from './clock.ts';
import { clockOf } from './clock-of.ts';
import type { DisclosureEvent } from './events.ts';
import { feeFacts } from './letter-fees.ts';
import { capitalAmount, chineseDate, countedDate, yuanText } from './letter-words.ts';
import type { CaseFact, Facts, LetterKind, TemplateName } from './letters.ts';
import { CONSULTATION_DAYS, REPLY_DAYS } from './pauses.ts';
import { asOf } from './standing.ts';

type Event = Recorded<DisclosureEvent>;
type Of<Type extends DisclosureEvent['type']> = Extract<Event, { type: Type }>;

export type LetterCase = {
  readonly number: string;
  readonly state: Application;
  readonly events: readonly Event[];
  readonly calendar: Calendar;
};
/** The event a letter tells of, the day it bears, and the facts of the case. */
export type LetterSubject = {
  readonly template: TemplateName;
  readonly about: string;
  readonly on: PlainDate;
  /** The 文号 where the office gave one when it recorded the step. */
  readonly number: string | null;
  readonly facts: Partial<Record<CaseFact, string>>;
};

/** Null while the step the letter tells of has not been taken. `about` picks one of several; the last when absent. */
export function letterSubject(of: LetterCase, kind: LetterKind, about?: string): LetterSubject | null {
  const event = subjectEvent(of, kind, about);
  if (event === undefined) return null;
  const own = factsOf(of, event);
  const on = event.id === of.state.receivedBy ? (of.state.receivedOn ?? event.on) : event.on;
  const template: TemplateName = kind === 'reply' ? `reply.${outcomeOf(of, event)}` : kind;
  const isNumbered = event.type === 'ApplicationReplied' || event.type === 'ReplyRevised';
  const number = isNumbered ? event.data.documentNumber : null;
  return { template, about: event.id, on, number, facts: { ...commonFacts(of), ...own } };
}

const CONCLUDING: readonly Event['type'][] = [
  'ApplicationReplied',
  'ClosedUncorrected',
  'ClosedUnpaid',
  'ApplicationWithdrawn',
  'ReplyRedone',
  'ReplyRevised',
];
const SUBJECTS: Readonly<Record<LetterKind, readonly Event['type'][]>> = {
  receipt: ['ApplicationRegistered', 'ReceiptConfirmed'],
  correction: ['CorrectionRequested'],
  extension: ['ReplyExtended'],
  thirdParty: ['ThirdPartyConsulted'],
  organ: ['OrganConsulted'],
  fee: ['FeeNoticeSent'],
  reply: CONCLUDING,
};

function subjectEvent({ state, events }: LetterCase, kind: LetterKind, about?: string): Event | undefined {
  if (kind === 'receipt' && state.receivedOn === null) return undefined;
  if (kind === 'receipt') return events.find(({ id }) => id === state.receivedBy);
  const told = events.filter(({ type }) => SUBJECTS[kind].includes(type));
  return about === undefined ? told.at(-1) : told.find(({ id }) => id === about);
}

/** Where several letters of a kind are possible: the events they tell of, oldest first. */
export function subjectsOf({ events }: Pick<LetterCase, 'events'>, kind: LetterKind): readonly string[] {
  return events.filter(({ type }) => SUBJECTS[kind].includes(type)).map(({ id }) => id);
}

function outcomeOf({ state }: LetterCase, event: Event) {
  if (event.type === 'ReplyRedone' || event.type === 'ReplyRevised') return event.data.outcome;
  return state.conclusion?.outcome ?? 'other.other';
}

function commonFacts({ number, state, calendar }: LetterCase): Facts {
  const { texts, channel, receivedOn, correction, applicantType, reasons } = state;
  const corrected = correction?.receivedOn ?? null;
  return {
    申请编号: number,
    ...known('申请人', texts.applicantName),
    ...known('代理人', texts.agent),
    ...known('申请内容', texts.subject),
    称谓: applicantType === 'naturalPerson' ? '您' : '你单位',
    ...(channel === null ? {} : { 申请渠道: CHANNEL_LABELS[channel] }),
    ...(receivedOn === null ? {} : { 收到日期: chineseDate(receivedOn) }),
    ...(receivedOn === null
      ? {}
      : { 答复期限: countedDate(addWorkingDays(calendar, receivedOn, REPLY_DAYS)) }),
    ...(reasons === null ? {} : { 要求说明理由日期: chineseDate(reasons.askedOn) }),
    ...(corrected === null ? {} : { 补正经过: `，并于${chineseDate(corrected)}收到补正材料` }),
  };
}

function factsOf(of: LetterCase, event: Event): Facts {
  switch (event.type) {
    case 'CorrectionRequested':
      return correctionFacts(event);
    case 'ClosedUncorrected':
      return ofLast(of, 'CorrectionRequested', correctionFacts);
    case 'ReplyExtended':
      return extensionFacts(of, event);
    case 'ThirdPartyConsulted':
      return { ...known('第三方', event.texts?.party), ...expiry(of, arrivalOf(of, event)) };
    case 'OrganConsulted':
      return known('征求意见机关', event.texts?.organ);
    case 'FeeNoticeSent':
      return feeNoticeFacts(of, event);
    case 'ClosedUnpaid':
      return ofLast(of, 'FeeNoticeSent', (notice) => feeNoticeFacts(of, notice));
    case 'ApplicationWithdrawn':
      return { 撤回日期: chineseDate(event.on) };
    default:
      return {};
  }
}

function ofLast<Type extends Event['type']>(
  { events }: LetterCase,
  type: Type,
  facts: (event: Of<Type>) => Facts,
): Facts {
  const found = events.findLast((one): one is Of<Type> => one.type === type);
  return found === undefined ? {} : facts(found);
}

function correctionFacts(event: Of<'CorrectionRequested'>): Facts {
  return {
    补正告知日期: chineseDate(event.on),
    补正期限: chineseDate(event.data.respondBy),
    ...known('补正事项', event.texts?.items),
  };
}

/** The date as it stood when the extension was granted, however late the letter is issued. */
function extensionFacts({ state, calendar }: LetterCase, event: Of<'ReplyExtended'>): Facts {
  const { dueOn, provisional } = clockOf(asOf(state, event.on), calendar);
  return {
    延长工作日: String(event.data.workingDays),
    ...known('延期理由', event.texts?.reason),
    ...known('批准人', event.texts?.approvedBy),
    ...(dueOn === null ? {} : { 延长后期限: countedDate({ date: dueOn, provisional }) }),
  };
}

function expiry({ calendar }: LetterCase, receivedOn: PlainDate | null): Facts {
  if (receivedOn === null) return {};
  return { 征求意见期限: countedDate(addWorkingDays(calendar, receivedOn, CONSULTATION_DAYS)) };
}

/** Null while nobody knows: the letter is made before it can have arrived. */
function arrivalOf({ state }: LetterCase, { id, data }: Of<'FeeNoticeSent' | 'ThirdPartyConsulted'>) {
  return servedOn(state.services, id) ?? data.receivedOn;
}

function feeNoticeFacts(of: LetterCase, event: Of<'FeeNoticeSent'>): Facts {
  const receivedOn = arrivalOf(of, event);
  const { amountFen, afterPayment } = event.data;
  return {
    ...feeFacts(event.data),
    收费金额: yuanText(amountFen),
    收费金额大写: capitalAmount(amountFen),
    缴费期限:
      receivedOn === null
        ? `本通知送达次日起第${PAYMENT_DAYS}个工作日`
        : countedDate(addWorkingDays(of.calendar, receivedOn, PAYMENT_DAYS)),
    缴费后计算: afterPayment === 'resumes' ? '继续计算，缴费期间不计入' : '重新计算',
  };
}

/** A text that was never given, or whose key was destroyed, is no fact. */
function known<Name extends CaseFact>(name: Name, text: string | undefined): Partial<Record<Name, string>> {
  const trimmed = text?.trim();
  return (trimmed ? { [name]: trimmed } : {}) as Partial<Record<Name, string>>;
}
