/** Commands on an office's calendar. */
import * as z from 'zod';
import { type CommandOf, type CommandsOf, dateField, typed } from '#shared/kernel/command-fields.ts';
import { addDays, type PlainDate, parsePlainDate } from '#shared/kernel/plain-date.ts';
import { EXTRA_DAY_CAUSES } from './events.ts';

const LONGEST_SPAN = 60; // days; no holiday of a notice is nearly as long
/** `2027-02-05` or `2027-02-05~2027-02-11`, both ends included. */
const spanField = z.string().transform((text, context): readonly PlainDate[] => {
  const [first = null, last = first] = text.split('~').map(parsePlainDate);
  const days: PlainDate[] = [];
  if (first !== null && last !== null)
    for (let day = first; day <= last && days.length <= LONGEST_SPAN; day = addDays(day, 1)) days.push(day);
  if (days.length > 0 && days.length <= LONGEST_SPAN) return days;
  context.addIssue({ code: 'custom', message: 'badDate' });
  return z.NEVER;
});
const days = z
  .array(spanField)
  .max(100)
  .transform((spans): readonly PlainDate[] => [...new Set(spans.flat())].sort());
const reason = typed(10_000).min(1);

export const CALENDAR_COMMANDS = {
  LoadCalendarYear: z.object({
    year: z.int().min(2000).max(2999),
    notice: typed(200).min(1),
    daysOff: days,
    makeUp: days,
  }),
  AddExtraDay: z.object({
    date: dateField,
    kind: z.enum(['holiday', 'makeUpWorkingDay']),
    cause: z.enum(EXTRA_DAY_CAUSES).optional(),
    reason,
  }),
  RemoveExtraDay: z.object({ date: dateField, reason }),
};
export type CalendarCommandOf<Name extends keyof typeof CALENDAR_COMMANDS> = CommandOf<
  typeof CALENDAR_COMMANDS,
  Name
>;
export type CalendarCommand = CommandsOf<typeof CALENDAR_COMMANDS>;
