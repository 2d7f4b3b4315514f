import { CALENDAR_COMMANDS, type CalendarCommand } from '#shared/calendar/commands.ts';
import { decide } from '#shared/calendar/decide.ts';
import { type CalendarState, evolve } from '#shared/calendar/state.ts';
import { NO_CONTRIBUTIONS } from '#shared/kernel/contribution.ts';
import { parseCommand } from './parse-command.ts';
import type { Room } from './room.ts';

/** An office has one calendar: its stream bears the office's id. */
export const calendarRoom: Room = {
  kind: 'calendar',
  commands: Object.keys(CALENDAR_COMMANDS),
  evolve: (state, event) => evolve(state as CalendarState | null, event),
  contributions: () => NO_CONTRIBUTIONS,
  parse: (name, fields) => parseCommand(CALENDAR_COMMANDS, Object.keys(CALENDAR_COMMANDS), [name, fields]),
  decide: (state, command, context) =>
    decide(state as CalendarState | null, command.value as CalendarCommand, context),
  migrate: () => ({ ok: true, events: [] }),
  settingOf: (office) => office,
};
