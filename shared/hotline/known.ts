/** What people know of a call: who called from which telephone, what about, and whose matter it is. */
import { type Known, nameIn, phonesIn, said } from '#shared/kernel/known.ts';
import type { HotlineState } from './state.ts';

/** What steps say in words. */
const SAID = ['reason', 'departmentReply', 'answer', 'settlement', 'feedback'] as const;

/** What was typed as the caller may hold the telephone too. */
export function known(state: HotlineState): Known {
  const { texts, topic, subdistrict, steps, application, mergedInto, department } = state;
  const { caller, contact, description, address } = texts;
  const told = steps.flatMap(({ event: { texts } }) => (texts ? SAID.map((field) => texts[field]) : []));
  return {
    subject: description ?? topic,
    person: nameIn(caller),
    names: said(nameIn(caller)),
    phones: phonesIn(caller, contact),
    identities: [],
    numbers: said(application, mergedInto, state.repeatOf),
    texts: said(description, topic, subdistrict, address, ...told),
    department,
  };
}
