/** The calendar an office counts by, now or as it stood at an instant, read from its stream. */
import { BUILT_IN, type CalendarState, calendarIn, evolve } from '#shared/calendar/state.ts';
import type { Application } from '#shared/disclosure/application.ts';
import { type Calendar, STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import type { StreamKey } from '#shared/kernel/event.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { LogReader } from '#shared/store/ports.ts';
import { eventsOf } from './case-history.ts';

export const calendarStream = (office: string): StreamKey => ({ office, kind: 'calendar', stream: office });

/** The State's years alone where the office has entered nothing. Reasons of extra days stay sealed: nobody counts by them. */
export async function calendarState(
  log: LogReader,
  office: string,
  asOf: Instant | null = null,
): Promise<CalendarState> {
  const commits = await log.history(calendarStream(office));
  let state = BUILT_IN;
  for (const commit of commits)
    if (asOf === null || commit.recordedAt <= asOf)
      for (const event of eventsOf(commit)) state = evolve(state, event);
  return state;
}

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
  for (const event of commits.flatMap((commit) => eventsOf(commit))) {
    state = evolve(state, event);
    if (state.changes.length === calendars.length) calendars.push(calendarIn(state));
  }
  return { state, version: commits.length, calendars };
}

export async function officeCalendar(
  log: LogReader,
  office: string,
  asOf: Instant | null = null,
): Promise<Calendar> {
  const state = await calendarState(log, office, asOf);
  return state.changes.length === 0 ? STATE_CALENDAR : calendarIn(state);
}

/** A case that was concluded stays as it was decided: it is counted by the calendar of the instant its outcome was entered. */
export async function calendarOfCase(
  log: LogReader,
  office: string,
  { conclusion, voided }: Application,
): Promise<Calendar> {
  const closed = conclusion !== null && !voided;
  return officeCalendar(log, office, closed ? conclusion.recordedAt : null);
}
