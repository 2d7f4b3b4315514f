/** What an office has settled for itself, now or as it stood at an instant: the one door to calendar, policies, lists. */
import type { CalendarEvent } from '#shared/calendar/events.ts';
import { BUILT_IN, calendarIn, evolve } from '#shared/calendar/state.ts';
import type { RemedyPolicy } from '#shared/glossary/remedies.ts';
import {
  APPROVALS_STREAM,
  type Approvals,
  evolveApprovals,
  NO_APPROVALS,
} from '#shared/handling/approvals.ts';
import { evolveLists, FIRST_LISTS, HOTLINE_LISTS, type HotlineLists } from '#shared/hotline/lists.ts';
import { type Calendar, STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import type { CaseKind, Commit, Recorded } from '#shared/kernel/event.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { Policies, RatePolicies } from '#shared/kernel/policies.ts';
import { evolve as evolveLetters, NOTHING_SET, SETTINGS_STREAM } from '#shared/letters/state.ts';
import {
  evolvePolicies,
  NOTHING_SETTLED,
  POLICIES_STREAM,
  type PoliciesState,
  ratePoliciesIn,
} from '#shared/policies/policies.ts';
import type { LogReader } from '#shared/store/ports.ts';
import { eventsOf } from './case-history.ts';

/** Each is read when it is asked for. Sealed reasons stay closed: nobody counts by them. */
type OfficeSettings = {
  /** The State's years alone where the office has entered nothing. */
  calendar(): Promise<Calendar>;
  policies(): Promise<Policies>;
  /** By which the rates of a year are taken. */
  rates(year: number): Promise<RatePolicies>;
  /** The steps that wait for a second person, and the signatures of years that do. */
  approvals(): Promise<Approvals>;
  /** With every change of them. */
  settled(): Promise<PoliciesState>;
  lists(): Promise<HotlineLists>;
  /** Against which outcomes which remedy lies, where the law leaves it open. */
  remedies(): Promise<RemedyPolicy>;
};

/** What a history comes to, worked out once for as long as the log gives the same one. */
function once<T>(of: (commits: readonly Commit[]) => T): (commits: readonly Commit[]) => T {
  const known = new WeakMap<readonly Commit[], { readonly what: T }>();
  return (commits) => {
    const before = known.get(commits);
    if (before !== undefined) return before.what;
    const what = of(commits);
    known.set(commits, { what });
    return what;
  };
}

const recordedIn = (commits: readonly Commit[]): Recorded[] => commits.flatMap((commit) => eventsOf(commit));

/** The calendar that the commits of its stream make: for who wants their number, too. */
export const calendarBy = once((commits): Calendar => {
  const state = commits.flatMap((commit) => eventsOf<CalendarEvent>(commit)).reduce(evolve, BUILT_IN);
  return state.changes.length === 0 ? STATE_CALENDAR : calendarIn(state);
});
const policiesBy = once((commits) => recordedIn(commits).reduce(evolvePolicies, NOTHING_SETTLED));
const approvalsBy = once((commits) => recordedIn(commits).reduce(evolveApprovals, NO_APPROVALS));
const listsBy = once((commits) => recordedIn(commits).reduce(evolveLists, FIRST_LISTS));
const lettersBy = once((commits) => recordedIn(commits).reduce(evolveLetters, NOTHING_SET));

const reader =
  <T>({ kind, stream }: { kind: CaseKind; stream?: string }, by: (commits: readonly Commit[]) => T) =>
  (log: LogReader, office: string): Promise<T> =>
    log.history({ office, kind, stream: stream ?? office }).then(by);

/** What most decisions look at, as it stands now. */
export const readCalendar = reader({ kind: 'calendar' }, calendarBy);
export const readLists = reader({ kind: 'lists', stream: HOTLINE_LISTS }, listsBy);
export const readPolicies = reader(
  { kind: 'policies', stream: POLICIES_STREAM },
  (commits) => policiesBy(commits).values,
);

export function officeSettings(log: LogReader, office: string, asOf: Instant | null = null): OfficeSettings {
  const read = async <T>(
    kind: CaseKind,
    stream: string,
    by: (commits: readonly Commit[]) => T,
  ): Promise<T> => {
    const commits = await log.history({ office, kind, stream });
    return by(asOf === null ? commits : commits.filter(({ recordedAt }) => recordedAt <= asOf));
  };
  return {
    calendar: () => read('calendar', office, calendarBy),
    policies: () => read('policies', POLICIES_STREAM, (commits) => policiesBy(commits).values),
    rates: (year) =>
      read('policies', POLICIES_STREAM, (commits) => ratePoliciesIn(policiesBy(commits), year)),
    approvals: () => read('approvals', APPROVALS_STREAM, approvalsBy),
    settled: () => read('policies', POLICIES_STREAM, policiesBy),
    lists: () => read('lists', HOTLINE_LISTS, listsBy),
    // the command that sets them takes no others
    remedies: () =>
      read('letters', SETTINGS_STREAM, (commits) => lettersBy(commits).settings.remedies as RemedyPolicy),
  };
}
