/** The calendar of an office change by change, and with its reasons; what cases are counted by is `officeSettings`. */
import type { CalendarEvent } from '#shared/calendar/events.ts';
import { calendarKind } from '#shared/calendar/kind.ts';
import { BUILT_IN, type CalendarState, calendarIn, evolve } from '#shared/calendar/state.ts';
import { type Calendar, STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import type { StreamKey } from '#shared/kernel/event.ts';
import type { LogReader } from '#shared/store/ports.ts';
import { openCase } from './case-file.ts';
import { eventsOf } from './case-history.ts';

export const calendarStream = (office: string): StreamKey => ({ office, kind: 'calendar', stream: office });

/** The calendar after each change: the first is the State's years alone, the last is in force. */
export type CalendarStages = {
  readonly state: CalendarState;
  readonly version: number;
  readonly calendars: readonly Calendar[];
};

export async function calendarStages(log: LogReader, office: string): Promise<CalendarStages> {
  const commits = await log.history(calendarStream(office));
  const calendars = [STATE_CALENDAR];
  let state = BUILT_IN;
  for (const event of commits.flatMap((commit) => eventsOf<CalendarEvent>(commit))) {
    state = evolve(state, event);
    if (state.changes.length === calendars.length) calendars.push(calendarIn(state));
  }
  return { state, version: commits.length, calendars };
}

/** The office's calendar with the reasons of its own days, which are sealed: for people, not for counting. */
export async function openedCalendar(log: LogReader, office: string): Promise<CalendarState> {
  return (await openCase(log, calendarKind, { office, number: office }))?.state ?? BUILT_IN;
}
