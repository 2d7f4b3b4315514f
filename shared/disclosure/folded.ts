/** An application as its history leaves it: for whoever counts and lists it, and decides nothing. */
import { type Calendar, workingDaysLeft } from '#shared/kernel/calendar/calendar.ts';
import { type CaseBrief, NO_LIMIT, statusOf } from '#shared/kernel/case-brief.ts';
import { dateOf, type PlainDate } from '#shared/kernel/plain-date.ts';
import type { Application } from './application.ts';
import { clockOf } from './clock-of.ts';
import { contributionsOfApplication } from './figures.ts';
import { DISCLOSURE_FOLLOWS, following } from './follow-policy.ts';
import { known } from './known.ts';
import { redate } from './redate.ts';
import { orderedReply } from './reply-orders.ts';
import { evolve } from './state.ts';

export const foldedApplication = {
  kind: 'application',
  evolve,
  contributions: contributionsOfApplication,
  brief,
  known,
  redate,
  follows: DISCLOSURE_FOLLOWS,
  follow: following,
  originOf: ({ splitFrom }: Application) => splitFrom,
} as const;

/** The reply date is the clock's (条例33), never stored in the log: a calendar that becomes known moves it. */
function brief(state: Application, calendar: Calendar): CaseBrief {
  const { receivedOn, conclusion, voided, splitInto } = state;
  const concluded = conclusion !== null || splitInto.length > 0;
  const status = statusOf(voided, concluded);
  const unconfirmed = status === 'open' && receivedOn === null;
  const ordered = status === 'concluded' ? orderedReply(state, calendar) : null;
  const clock =
    status === 'open' ? clockOf(state, calendar) : ordered === null ? NO_LIMIT : { ...NO_LIMIT, ...ordered };
  return {
    status: unconfirmed ? 'unconfirmed' : ordered === null ? status : 'open',
    openedOn: dayOpened(state),
    concludedOn: conclusion?.on ?? null,
    dueOn: clock.dueOn,
    stepDueOn: clock.stepDueOn,
    provisional: clock.provisional,
    facts: {
      applicantType: state.applicantType,
      channel: state.channel,
      outcome: conclusion?.outcome ?? null,
      state: 'state' in clock ? clock.state : ordered === null ? status : 'redoing',
      migrated: state.migrated,
      ...(conclusion !== null && timeTaken(state, conclusion.on, calendar)),
      ...('earliest' in clock && clock.earliest && { earliest: true }),
    },
  };
}

/** Of one that was answered: the days that counted until then, and those there were; none where no period was running. */
function timeTaken(state: Application, on: PlainDate, calendar: Calendar): CaseBrief['facts'] {
  const { days, dueOn } = clockOf(state, calendar);
  const counted = days.filter(({ counts }) => counts);
  if (counted.length === 0 || dueOn === null) return {};
  const over = on > dueOn ? Math.max(1, -workingDaysLeft(calendar, on, dueOn)) : 0;
  const used = counted.filter(({ date }) => date <= on).length + over;
  return { daysUsed: used, daysGiven: counted.length };
}

/** By which a list shows it. */
export function dayOpened(state: Application): CaseBrief['openedOn'] {
  return state.receivedOn ?? state.submittedOn ?? firstKnownDay(state);
}

/** An application has a day of receipt or of submission; a damaged one must still be listed. */
function firstKnownDay({ conclusion }: Application): CaseBrief['openedOn'] {
  return conclusion?.on ?? dateOf('1900-01-01');
}
