/** An entry of the register as its history leaves it: for whoever counts and lists it, and decides nothing. */
import type { Calendar } from '#shared/kernel/calendar/calendar.ts';
import { type CaseBrief, NO_LIMIT, statusOf } from '#shared/kernel/case-brief.ts';
import { publicationDue, redate } from './clock.ts';
import type { RegisterKind } from './events.ts';
import { registerContributions } from './figures.ts';
import { known } from './known.ts';
import { evolve, following, type RegisterState } from './state.ts';

export function foldedEntry(kind: RegisterKind) {
  return {
    ...{ kind, evolve, contributions: registerContributions, brief, known },
    ...(kind === 'publication' && { redate }),
    ...(kind === 'decision' && { follows: ['licenceRefusals'] as const, follow: following }),
  };
}

/** Titles, sources and addresses are read from the entry itself. */
const UNLISTED = ['title', 'source', 'url', 'refusals'];

/** An entry of the register is a fact of one day: nothing about it is pending but a publication that is awaited. */
function brief(state: RegisterState, calendar: Calendar): CaseBrief {
  const due = publicationDue(state, calendar);
  const cells = Object.entries(state.cells).filter(([name]) => !UNLISTED.includes(name));
  return {
    ...NO_LIMIT,
    ...(due !== null && { dueOn: due.date, provisional: due.provisional }),
    status: statusOf(state.voided, !state.isAwaited),
    openedOn: state.on,
    concludedOn: state.repealedOn,
    facts: Object.fromEntries(cells),
  };
}
