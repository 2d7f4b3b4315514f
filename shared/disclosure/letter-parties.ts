/** To whom letters go beside the applicant: a third party that is overruled (条例32), and whoever a paper is served on. */
import { SERVICE_WAY_LABELS } from '#shared/glossary/choices.ts';
import { servedOn } from '#shared/service/service.ts';
import { dayOf, type Event, type Of, type Told } from './letter-subject.ts';
import { chineseDate, known } from './letter-words.ts';
import { type Facts, LETTER_TITLES, type LetterKind, NO_LONGER_TITLE } from './letters.ts';

export function thirdPartyFacts(of: Told, event: Of<'ThirdPartyReplied'>): Facts {
  const { consultation } = event.data;
  const asked = of.events.findLast(
    (one) => one.type === 'ThirdPartyConsulted' && one.data.consultation === consultation,
  );
  return {
    ...known('第三方', event.texts?.party),
    第三方不同意日期: chineseDate(dayOf(event, of)),
    ...(asked === undefined ? {} : { 征求意见日期: chineseDate(dayOf(asked, of)) }),
  };
}

/** Letters whose service is that of their step; another letter about the same step has an addressee of its own. */
const OF_ITS_STEP: readonly LetterKind[] = [
  ...(['correction', 'extension', 'thirdParty', 'organ', 'reasons', 'delay', 'fee', 'reply'] as const),
];

/** How and when it was served, as far as that is recorded; the rest is filled in by hand. */
function serviceFacts(of: Told, kind: LetterKind, about: string): Facts {
  const attempts = of.events.filter(
    (event): event is Of<'PaperServed'> => event.type === 'PaperServed' && event.data.step === about,
  );
  if (!OF_ITS_STEP.includes(kind) || attempts.length === 0) return {};
  const [day, reached] = [
    servedOn(of.state.services, about),
    attempts.findLast(({ data }) => !data.returned),
  ];
  const returned = attempts.filter(({ data }) => data.returned);
  return {
    ...(reached !== undefined && { 送达方式: wayText(reached, of) }),
    ...(day !== null && { 送达日期: chineseDate(day) }),
    ...known(
      '送达情况',
      returned.map((one) => `${wayText(one, of)}，于${chineseDate(dayOf(one, of))}退回`).join('；'),
    ),
  };
}

function wayText(event: Of<'PaperServed'>, of: Told): string {
  const { way } = event.data;
  const post = event.texts?.postNumber;
  const more =
    way === 'publicNotice' ? `（${chineseDate(dayOf(event, of))}公告）` : post ? `（邮件号码${post}）` : '';
  return `${SERVICE_WAY_LABELS[way]}${more}`;
}

/** 送达回证: what is served on whom, how and when. */
export function sheetFacts(of: Told, event: Of<'LetterIssued'>): Facts {
  const { kind, about, number } = event.data;
  const told = of.events.find(({ id }) => id === about);
  return {
    送达文书: givenUp(told) ? NO_LONGER_TITLE : LETTER_TITLES[kind],
    送达文书文号: number,
    ...serviceFacts(of, kind, about),
    ...known('受送达人', kind === 'transfer' ? undefined : addressee(of, told)),
  };
}

function givenUp(told: Event | undefined): boolean {
  return told?.type === 'ClosedUncorrected' || told?.type === 'ClosedUnpaid';
}

function addressee({ state }: Told, event: Event | undefined): string | undefined {
  if (event?.type === 'ThirdPartyConsulted' || event?.type === 'ThirdPartyReplied') return event.texts?.party;
  return event?.type === 'OrganConsulted' ? event.texts?.organ : state.texts.applicantName;
}
