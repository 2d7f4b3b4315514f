/** What people know of an application: applicant, third parties, what is asked for, the numbers of its papers. */
import { identitiesIn, type Known, phonesIn, said } from '#shared/kernel/known.ts';
import type { Application } from './application.ts';

export function known({ texts, steps, letters, splitFrom, splitInto }: Application): Known {
  const { applicantName, identity, contact, agent, subject, description } = texts;
  const events = steps.map(({ event }) => event);
  const told = (field: 'party' | 'organ' | 'items' | 'reason'): (string | undefined)[] =>
    events.map((event) => event.texts?.[field]);
  const papers = events.map(({ data }) => ('documentNumber' in data ? data.documentNumber : null));
  return {
    subject: subject ?? null,
    person: applicantName ?? null,
    names: said(applicantName, agent, ...told('party')),
    phones: phonesIn(contact),
    identities: identitiesIn(identity),
    numbers: said(...papers, ...letters.map(({ number }) => number), splitFrom, ...splitInto),
    texts: said(subject, description, ...told('items'), ...told('organ'), ...told('reason')),
    department: null,
  };
}
