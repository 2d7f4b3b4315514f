/** `clock CASE [--on DATE]`: how the reply date comes about, day by day, as the case stood on that date. */

import { toldClock } from '#shared/desk/case-lines.ts';
import { dateOfInstant, type PlainDate, parsePlainDate } from '#shared/kernel/plain-date.ts';
import type { House } from '#shared/store/house.ts';
import { type Arguments, UsageError } from './options.ts';
import { caseOf } from './reading.ts';

export async function clock(ledger: House, args: Arguments): Promise<string> {
  const commits = await caseOf(ledger, args);
  const told = await toldClock(ledger.log, commits, dayAsked(ledger, args));
  if (told === null) throw new UsageError(`no time limit runs for ${args.rest[0]}`);
  return `${JSON.stringify(told)}\n`;
}

/** `--on`, today without it. */
export function dayAsked({ clock: { now } }: Pick<House, 'clock'>, { option }: Arguments): PlainDate {
  const text = option('on');
  const date = text === undefined ? dateOfInstant(now()) : parsePlainDate(text);
  if (date === null) throw new UsageError(`no such date: ${text}`);
  return date;
}
