/** `calendar`: the office's calendar, shown and changed. Every change goes through a command like any other. */
import { type CalendarState, calendarIn } from '#shared/calendar/state.ts';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { workingDaysLeft } from '#shared/kernel/calendar/calendar.ts';
import { firstDayOf, lastDayOf, parsePlainDate } from '#shared/kernel/plain-date.ts';
import { openedCalendar } from '#shared/ledger/office-calendar.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { previewChange } from '#shared/redating/preview-change.ts';
import { redateOpenCases } from '#shared/redating/redate-open-cases.ts';
import type { House } from '#shared/store/house.ts';
import { yearToLoad } from './calendar-load.ts';
import { type Ending, ended, refused } from './ending.ts';
import { type Arguments, given, UsageError, yearIn } from './options.ts';

export async function calendar(house: House, args: Arguments): Promise<Ending> {
  const [action = 'show', subject, file] = args.rest;
  switch (action) {
    case 'show':
      return show(house, args);
    case 'load':
      return load(house, args, { year: yearIn(subject), file });
    case 'add-day':
      return change(house, args, {
        command: 'AddExtraDay',
        date: dateOf(subject),
        kind: args.option('kind') ?? 'holiday',
        ...given(args, 'cause', 'reason'),
      });
    case 'remove-day':
      return change(house, args, {
        command: 'RemoveExtraDay',
        date: dateOf(subject),
        ...given(args, 'reason'),
      });
    case 'redate':
      return ended(0, { redated: (await redateOpenCases(house, args)).length });
    default:
      throw new UsageError(
        `calendar show|load|add-day|remove-day|redate, not ${action}; see calendar --help`,
      );
  }
}

function dateOf(written: string | undefined): string {
  if (written === undefined || parsePlainDate(written) === null)
    throw new UsageError(`which day? ${written ?? ''} is no date like 2026-09-21`);
  return written;
}

async function show({ log }: House, args: Arguments): Promise<Ending> {
  const state = await openedCalendar(log, args.office);
  const asked = args.rest[1] === undefined ? null : yearIn(args.rest[1]);
  if (asked !== null && !state.years.has(asked))
    return ended(1, { code: 'unknownYear', year: asked, provisional: true });
  const shown = calendarIn(state);
  const years = [...state.years.values()]
    .filter(({ year }) => asked === null || year === asked)
    .sort((a, b) => a.year - b.year)
    .map(({ year, ...rest }) => {
      const workingDays = workingDaysLeft(shown, lastDayOf(year - 1), lastDayOf(year));
      return { year, workingDays, ...rest };
    });
  const extraDays = [...state.extraDays.values()].filter(
    ({ date }) => asked === null || (date >= firstDayOf(asked) && date <= lastDayOf(asked)),
  );
  return ended(0, { calendar: shown.version, ...doubtOf(state), years, extraDays });
}

/** From when on dates are provisional, and how many changes the open cases have not been dated by. */
function doubtOf({ years, changes, applied }: CalendarState) {
  return { provisionalFrom: `${Math.max(...years.keys())}-12-29`, undone: changes.length - applied };
}

async function load(house: House, args: Arguments, asked: Parameters<typeof yearToLoad>[2]): Promise<Ending> {
  const found = await yearToLoad(house, args, asked);
  return 'exit' in found ? found : change(house, args, found.fields);
}

async function change(house: House, args: Arguments, fields: Fields): Promise<Ending> {
  const { office, actor } = args;
  if (args.flag('dry-run')) {
    const preview = await previewChange(house, { office, fields });
    if (!preview.ok) return ended(1, preview.faults[0]);
    const { changes, redated } = preview;
    return ended(0, { changes, redated });
  }
  const done = await executeCommand(house, { office, actor, fields });
  if (!done.ok) return refused(done);
  const redated = done.warnings.find(({ code }) => code === 'casesRedated')?.facts?.cases ?? 0;
  const { version } = await officeSettings(house.log, office).calendar();
  return ended(0, { outcome: done.outcome, calendar: version, redated });
}
