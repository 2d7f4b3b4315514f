import { defineKind } from '#shared/kernel/kind.ts';
import { CALENDAR_COMMANDS, type CalendarCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { CalendarEvent } from './events.ts';
import { type CalendarState, evolve } from './state.ts';

/** An office has one calendar: its stream bears the office's id. */
export const calendarKind = defineKind<CalendarState, CalendarCommand, CalendarEvent>({
  kind: 'calendar',
  schemas: CALENDAR_COMMANDS,
  opening: Object.keys(CALENDAR_COMMANDS),
  evolve,
  decide,
  settingOf: (office) => office,
});
