/** What the notices on the way to a reply say (条例30–35, 42), each from its own event. */
import { addWorkingDays, type Calendar } from '#shared/kernel/calendar/calendar.ts';
import { servedOn } from '#shared/service/service.ts';
import { PAYMENT_DAYS } from './clock.ts';
import { clockOf } from './clock-of.ts';
import { feeFacts } from './letter-fees.ts';
import { dayOf, type Event, type Of, type Told } from './letter-subject.ts';
import { capitalAmount, chineseDate, countedDate, known, yuanText } from './letter-words.ts';
import type { Facts } from './letters.ts';
import { registrationOf } from './mend.ts';
import { asOf } from './standing.ts';

type Case = Told & { readonly calendar: Calendar };

/** What was brought, and when, where the case knows: an ordinary letter's arrival is told by the receipt alone (条例31). */
export function intakeFacts(of: Told, event: Event): Facts {
  if (event.type === 'CorrectionReceived')
    return { 收件事项: '补正材料', 收件日期: chineseDate(dayOf(event, of)) };
  if (event.type === 'ReasonsReceived')
    return { 收件事项: '申请理由说明', 收件日期: chineseDate(dayOf(event, of)) };
  if (event.type !== 'ApplicationRegistered') return {};
  const { channel, signedForOn = null } = registrationOf(of.state).data;
  const { submittedOn, receivedOn } = of.state;
  const arrived = channel === 'post' ? signedForOn : submittedOn;
  const isSettled = channel === 'inPerson' || (channel === 'post' && signedForOn !== null);
  // what was confirmed only later was not confirmed yet when it was handed in
  const isConfirmed = receivedOn !== null && submittedOn !== null && receivedOn <= submittedOn;
  return {
    收件事项: '政府信息公开申请',
    ...(arrived !== null && { 收件日期: chineseDate(arrived) }),
    ...(!isSettled && !isConfirmed && { 待确认: '是' }),
  };
}

export function correctionFacts(of: Told, event: Of<'CorrectionRequested'>): Facts {
  return {
    补正告知日期: chineseDate(dayOf(event, of)),
    补正期限: chineseDate(event.data.respondBy),
    ...known('补正事项', event.texts?.items),
  };
}

/** The period as it was set first, and what it was lengthened to on the applicant's asking. */
export function lengthenedFacts(of: Told, event: Of<'CorrectionPeriodExtended'>): Facts {
  const asked = of.events.findLast(
    (one): one is Of<'CorrectionRequested'> => one.type === 'CorrectionRequested',
  );
  return {
    ...(asked === undefined ? {} : correctionFacts(of, asked)),
    延长的补正期限: chineseDate(event.data.until),
    ...known('延长补正理由', event.texts?.reason),
  };
}

/** The date as it stood when the extension was granted, however late the letter is issued; none that is only the earliest. */
export function extensionFacts(of: Case, event: Of<'ReplyExtended'>): Facts {
  const { dueOn, provisional, earliest } = clockOf(asOf(of.state, dayOf(event, of)), of.calendar);
  return {
    延长工作日: String(event.data.workingDays),
    ...known('延期理由', event.texts?.reason),
    ...known('批准人', event.texts?.approvedBy),
    ...(dueOn === null || earliest ? {} : { 延长后期限: countedDate({ date: dueOn, provisional }) }),
  };
}

/** Art. 34 only where it was said that the information was made together. */
export function organFacts({ data: { jointlyMade }, texts }: Of<'OrganConsulted'>): Facts {
  return {
    ...known('征求意见机关', texts?.organ),
    ...(jointlyMade === undefined ? {} : { 是否共同制作: jointlyMade ? '是' : '否' }),
  };
}

/** Null while nobody knows: the letter is made before it can have arrived. */
export function arrivalOf({ state }: Told, { id, data }: Of<'FeeNoticeSent' | 'ThirdPartyConsulted'>) {
  return servedOn(state.services, id) ?? data.receivedOn;
}

export function feeNoticeFacts(of: Case, event: Of<'FeeNoticeSent'>): Facts {
  const receivedOn = arrivalOf(of, event);
  const { amountFen, afterPayment } = event.data;
  return {
    ...feeFacts(event.data),
    收费金额: yuanText(amountFen),
    收费金额大写: capitalAmount(amountFen),
    ...(receivedOn !== null && {
      缴费期限: countedDate(addWorkingDays(of.calendar, receivedOn, PAYMENT_DAYS)),
    }),
    缴费后计算: afterPayment === 'resumes' ? '继续计算，缴费期间不计入' : '重新计算',
  };
}
