/** What people know of an appeal: the court, the act it is about, the application it came of. */
import { type Known, NOTHING_KNOWN, said } from '#shared/kernel/known.ts';
import type { AppealState } from './state.ts';

export function known({ texts, application }: AppealState): Known {
  const { court, otherAct } = texts;
  return {
    ...NOTHING_KNOWN,
    subject: otherAct ?? court ?? null,
    names: said(court),
    numbers: said(application),
    texts: said(otherAct, court),
  };
}
