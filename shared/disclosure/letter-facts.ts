/** What a letter can say, taken from the history of the case. Absent facts stay absent: nothing is made up. */
import { CHANNEL_LABELS } from '#shared/glossary/choices.ts';
import type { Outcome } from '#shared/glossary.ts';
import { addWorkingDays, type Calendar } from '#shared/kernel/calendar/calendar.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Application } from './application.ts';
import { sheetFacts, thirdPartyFacts } from './letter-parties.ts';
import { outcomeOf, replyFacts } from './letter-replies.ts';
import {
  arrivalOf,
  correctionFacts,
  extensionFacts,
  feeNoticeFacts,
  intakeFacts,
  lengthenedFacts,
  organFacts,
} from './letter-steps.ts';
import { dayOf, type Event, isReply, lastReply, type Of, subjectEvent, type Told } from './letter-subject.ts';
import { chineseDate, countedDate, known } from './letter-words.ts';
import type { Facts, LetterKind, TemplateName } from './letters.ts';
import { CONSULTATION_DAYS, REPLY_DAYS } from './pauses.ts';
import { asOf } from './standing.ts';

export type LetterCase = Told & { readonly number: string; readonly calendar: Calendar };
/** The event a letter tells of, the day it bears, and the facts of the case. */
export type LetterSubject = {
  readonly template: TemplateName;
  readonly about: string;
  readonly on: PlainDate;
  /** The 文号 where the office gave one when it recorded the step. */
  readonly number: string | null;
  /** The rows of table 三 a reply comes under, the counted one first; none for another letter. */
  readonly rows: readonly Outcome[];
  readonly facts: Facts;
};

/** Null while the step the letter tells of has not been taken. `about` picks one of several; the last when absent. */
export function letterSubject(of: LetterCase, kind: LetterKind, about?: string): LetterSubject | null {
  const event = subjectEvent(of, kind, about);
  if (event === undefined) return null;
  const outcome = outcomeOf(of, event);
  const template: TemplateName = kind === 'reply' ? `reply.${outcome}` : kind;
  const others = event.type === 'ApplicationReplied' ? (event.data.otherGrounds ?? []) : [];
  const number = kind === 'reply' && isReply(event) ? (event.data.documentNumber ?? null) : null;
  const decided = kind === 'thirdPartyDecision' ? (lastReply(of) ?? event) : event;
  const rows = kind === 'reply' ? [outcome, ...others] : [];
  const on = dayOf(decided, of);
  // only a reply of row 3.4.1 is about the whole of what was asked for
  const isPart = kind === 'transfer' && outcome !== 'unavailable.notHeld';
  const facts = {
    ...(isPart && { 部分转送: '是' }),
    ...commonFacts(of, on),
    ...(kind === 'intake' ? intakeFacts(of, event) : factsOf(of, event)),
  };
  return { template, about: event.id, on, number, rows, facts };
}

function commonFacts({ number, state, calendar }: LetterCase, on: PlainDate): Facts {
  const { texts, channel, receivedOn, applicantType } = state;
  return {
    申请编号: number,
    ...known('申请人', texts.applicantName),
    ...known('代理人', texts.agent),
    ...known('申请内容', texts.subject),
    称谓: applicantType === 'naturalPerson' ? '您' : '你单位',
    ...(channel === null ? {} : { 申请渠道: CHANNEL_LABELS[channel] }),
    ...(receivedOn === null
      ? { 待确认: '是' }
      : {
          收到日期: chineseDate(receivedOn),
          答复期限: countedDate(addWorkingDays(calendar, receivedOn, REPLY_DAYS)),
        }),
    ...exchangeFacts(asOf(state, on)),
  };
}

/** What went to and fro before the reply, by the day of the letter: made late, it knows nothing of what came after. */
function exchangeFacts({ correction, reasons }: Pick<Application, 'correction' | 'reasons'>): Facts {
  const corrected = correction?.receivedOn ?? null;
  const explained = reasons?.receivedOn ?? null;
  return {
    ...(reasons === null ? {} : { 要求说明理由日期: chineseDate(reasons.askedOn) }),
    ...(explained === null ? {} : { 理由说明日期: chineseDate(explained) }),
    ...(reasons !== null && explained === null ? { 未说明理由: '是' } : {}),
    ...(corrected === null ? {} : { 补正经过: `，并于${chineseDate(corrected)}收到补正材料` }),
  };
}

function factsOf(of: LetterCase, event: Event): Facts {
  switch (event.type) {
    case 'CorrectionRequested':
      return correctionFacts(of, event);
    case 'CorrectionPeriodExtended':
      return lengthenedFacts(of, event);
    case 'ClosedUncorrected':
      return {
        ...ofLast(of, 'CorrectionRequested', (notice) => correctionFacts(of, notice)),
        ...ofLast(of, 'CorrectionPeriodExtended', (longer) => lengthenedFacts(of, longer)),
      };
    case 'ReplyExtended':
      return extensionFacts(of, event);
    case 'ThirdPartyConsulted':
      return { ...known('第三方', event.texts?.party), ...expiry(of, arrivalOf(of, event)) };
    case 'ThirdPartyReplied':
      return thirdPartyFacts(of, event);
    case 'OrganConsulted':
      return organFacts(event);
    case 'DelayAgreed':
      return { 延迟答复期限: chineseDate(event.data.until), ...known('延迟理由', event.texts?.reason) };
    case 'FeeNoticeSent':
      return feeNoticeFacts(of, event);
    case 'ClosedUnpaid':
      return ofLast(of, 'FeeNoticeSent', (notice) => feeNoticeFacts(of, notice));
    case 'ApplicationWithdrawn':
      return { 撤回日期: chineseDate(dayOf(event, of)) };
    case 'ApplicationReplied':
    case 'ReplyRedone':
    case 'ReplyRevised':
      return replyFacts(of, event);
    case 'LetterIssued':
      return sheetFacts(of, event);
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

function expiry({ calendar }: LetterCase, receivedOn: PlainDate | null): Facts {
  if (receivedOn === null) return {};
  return { 征求意见期限: countedDate(addWorkingDays(calendar, receivedOn, CONSULTATION_DAYS)) };
}
