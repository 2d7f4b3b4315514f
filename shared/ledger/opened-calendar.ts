/** The office's calendar with the reasons of its own days, which are sealed: for people, not for counting. */
import { BUILT_IN, type CalendarState } from '#shared/calendar/state.ts';
import type { LogReader } from '#shared/store/ports.ts';
import { openCase } from './case-file.ts';
import { calendarRoom } from './room-calendar.ts';

export async function openedCalendar(log: LogReader, office: string): Promise<CalendarState> {
  const file = await openCase(log, calendarRoom, { office, number: office });
  return (file?.state as CalendarState | undefined) ?? BUILT_IN;
}
