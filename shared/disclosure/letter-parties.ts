/** To whom letters go beside the applicant: a third party that is overruled (条例32), and whoever a paper is served on. */
import { dayOf, type Event, type Of, type Told } from './letter-subject.ts';
import { chineseDate, known } from './letter-words.ts';
import { type Facts, LETTER_TITLES, NO_LONGER_TITLE } from './letters.ts';

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

/** 送达回证: what is served on whom. How and when is written down as it happens. */
export function sheetFacts(of: Told, event: Of<'LetterIssued'>): Facts {
  const { kind, about, number } = event.data;
  const told = of.events.find(({ id }) => id === about);
  return {
    送达文书: givenUp(told) ? NO_LONGER_TITLE : LETTER_TITLES[kind],
    送达文书文号: number,
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
