/** What people know of a request to correct a record: who asks, which record. */
import { identitiesIn, type Known, NOTHING_KNOWN, phonesIn, said } from '#shared/kernel/known.ts';
import type { AmendmentState } from './state.ts';

export function known({ texts }: AmendmentState): Known {
  const { applicantName, identity, contact, agent, subject, description, evidence, organ, reason } = texts;
  return {
    ...NOTHING_KNOWN,
    subject: subject ?? null,
    person: applicantName ?? null,
    names: said(applicantName, agent),
    phones: phonesIn(contact),
    identities: identitiesIn(identity),
    texts: said(subject, description, evidence, organ, reason),
  };
}
