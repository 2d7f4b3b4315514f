/** `worklist [--on DATE]`: open cases by due date, one JSON object a line. */
import { workingDaysLeft } from '../../shared/disclosure/clock.ts';
import { dateOfInstant, type PlainDate, parsePlainDate } from '../../shared/kernel/plain-date.ts';
import { allPages } from '../../shared/store/all-pages.ts';
import type { House } from '../../shared/store/house.ts';
import { officeCalendar } from '../calendar/office-calendar.ts';
import { type Arguments, UsageError } from './options.ts';

export async function worklist(house: House, args: Arguments): Promise<string> {
  await house.catchUp();
  const on = dayOf(args, dateOfInstant(house.clock.now()));
  const calendar = await officeCalendar(house.log, args.office);
  const lines: string[] = [];
  for await (const open of allPages((page) => house.views.worklist(args.office, page)))
    for (const { number, kind, openedOn, dueOn, stepDueOn, provisional, facts } of open) {
      const end = dueOn ?? stepDueOn;
      const left = end === null ? null : workingDaysLeft(calendar, on, end);
      const line = { case: number, kind, openedOn, dueOn, stepDueOn, provisional };
      lines.push(
        JSON.stringify({ ...line, overdue: end !== null && on > end, workingDaysLeft: left, ...facts }),
      );
    }
  return lines.map((line) => `${line}\n`).join('');
}

function dayOf({ option }: Arguments, today: PlainDate): PlainDate {
  const text = option('on');
  const date = text === undefined ? today : parsePlainDate(text);
  if (date === null) throw new UsageError(`no such date: ${text}`);
  return date;
}
