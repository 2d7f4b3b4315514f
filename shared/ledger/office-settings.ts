/** What an office has settled for itself, now or as it stood at an instant: the one door to calendar, policies, lists. */
import { BUILT_IN, calendarIn, evolve } from '#shared/calendar/state.ts';
import { evolveLists, FIRST_LISTS, HOTLINE_LISTS, type HotlineLists } from '#shared/hotline/lists.ts';
import { type Calendar, STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import type { CaseKind, Recorded } from '#shared/kernel/event.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { DEFAULT_POLICIES, type Policies } from '#shared/kernel/policies.ts';
import { evolvePolicies, POLICIES_STREAM } from '#shared/policies/policies.ts';
import type { LogReader } from '#shared/store/ports.ts';
import { eventsOf } from './case-history.ts';

/** Each is read when it is asked for. Sealed reasons stay closed: nobody counts by them. */
type OfficeSettings = {
  /** The State's years alone where the office has entered nothing. */
  calendar(): Promise<Calendar>;
  policies(): Promise<Policies>;
  lists(): Promise<HotlineLists>;
};

export function officeSettings(log: LogReader, office: string, asOf: Instant | null = null): OfficeSettings {
  const eventsIn = async (kind: CaseKind, stream: string): Promise<Recorded[]> => {
    const commits = await log.history({ office, kind, stream });
    const known = commits.filter(({ recordedAt }) => asOf === null || recordedAt <= asOf);
    return known.flatMap((commit) => eventsOf(commit));
  };
  return {
    calendar: async () => {
      const state = (await eventsIn('calendar', office)).reduce(evolve, BUILT_IN);
      return state.changes.length === 0 ? STATE_CALENDAR : calendarIn(state);
    },
    policies: async () =>
      (await eventsIn('policies', POLICIES_STREAM)).reduce(evolvePolicies, DEFAULT_POLICIES),
    lists: async () => (await eventsIn('lists', HOTLINE_LISTS)).reduce(evolveLists, FIRST_LISTS),
  };
}
