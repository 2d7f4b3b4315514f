/** What may be entered in an office's calendar (节假日办法; trap 6: nothing is guessed for a year without a notice). */
import { accept, type Decision, nothingNew, refuse, unreachable } from '#shared/kernel/decision.ts';
import { type PlainDate, weekdayOf, yearOf } from '#shared/kernel/plain-date.ts';
import type { CalendarCommand, CalendarCommandOf } from './commands.ts';
import type { CalendarEvent } from './events.ts';
import { BUILT_IN, type CalendarState, calendarIn } from './state.ts';

type Decided = Decision<CalendarEvent>;
type CalendarContext = { readonly today: PlainDate };

export function decide(
  before: CalendarState | null,
  command: CalendarCommand,
  context: CalendarContext,
): Decided {
  const state = before ?? BUILT_IN;
  switch (command.command) {
    case 'LoadCalendarYear':
      return loadYear(state, command, context);
    case 'AddExtraDay':
      return addDay(state, command, context);
    case 'RemoveExtraDay':
      return removeDay(state, command, context);
    default:
      return unreachable(command);
  }
}

function loadYear(
  state: CalendarState,
  { year, notice, daysOff, makeUp }: CalendarCommandOf<'LoadCalendarYear'>,
  { today }: CalendarContext,
): Decided {
  // A notice reaches into the December before: 2022-12-31 is off by that of 2023, 2018-12-29 made up by that of 2019.
  const inYear = (day: PlainDate): boolean =>
    yearOf(day) === year || (yearOf(day) === year - 1 && day.slice(5) >= '12-20');
  for (const [field, days] of [['daysOff', daysOff] as const, ['makeUp', makeUp] as const]) {
    const outside = days.find((day) => !inYear(day));
    if (outside !== undefined) return refuse('badDate', '', { field, date: outside });
  }
  const twice = makeUp.find((day) => daysOff.includes(day));
  if (twice !== undefined) return refuse('conflict', '', { field: 'makeUp', date: twice });
  const weekday = makeUp.find((day) => weekdayOf(day) % 6 !== 0);
  if (weekday !== undefined) return refuse('badDate', '', { field: 'makeUp', date: weekday });
  if (daysOff.length === 0) return refuse('required', '', { field: 'daysOff' });
  const known = state.years.get(year);
  const same = (a: readonly PlainDate[] = [], b: readonly PlainDate[] = []): boolean =>
    [...a].sort().join() === [...b].sort().join();
  if (known && same(known.daysOff, daysOff) && same(known.makeUp, makeUp)) return nothingNew();
  const data = { year, notice, daysOff, makeUp };
  return accept([{ type: 'CalendarYearLoaded', v: 1, on: today, data }]);
}

function addDay(
  state: CalendarState,
  { date, kind, cause, reason }: CalendarCommandOf<'AddExtraDay'>,
  { today }: CalendarContext,
): Decided {
  const known = state.extraDays.get(date);
  if (known?.kind === kind) return nothingNew();
  // What the day already is needs no entry; a weekend is a day off like any other.
  if (calendarIn(state).isWorkingDay(date) === (kind === 'makeUpWorkingDay'))
    return refuse('unchanged', '', { field: 'date' });
  const data = { date, kind, cause: cause ?? ('other' as const) };
  return accept([{ type: 'ExtraDayAdded', v: 1, on: today, data, texts: { reason } }]);
}

function removeDay(
  state: CalendarState,
  { date, reason }: CalendarCommandOf<'RemoveExtraDay'>,
  { today }: CalendarContext,
): Decided {
  if (!state.extraDays.has(date)) return refuse('unchanged', '', { field: 'date' });
  return accept([{ type: 'ExtraDayRemoved', v: 1, on: today, data: { date }, texts: { reason } }]);
}
