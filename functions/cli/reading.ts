/** Commands that only read cases: history, clock and the work list. Each returns what goes to standard output. */

import { toldClock, toldEvents } from '#shared/desk/case-lines.ts';
import { CASE_KINDS, type Commit } from '#shared/kernel/event.ts';
import { recordOf } from '#shared/kernel/keys.ts';
import { historyOf } from '#shared/ledger/case-history.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import type { House } from '#shared/store/house.ts';
import { NARROWINGS } from '#shared/store/narrowings.ts';
import { allPages } from '#shared/store/views.ts';
import { openCasesOn } from '#shared/worklist/open-then.ts';
import { lines } from './ending.ts';
import { type Arguments, dayAsked, UsageError } from './options.ts';

export async function history(house: House, args: Arguments): Promise<string> {
  return lines(await toldEvents(house.log, await caseOf(house, args)));
}

/** `clock CASE [--on DATE]`: how the reply date comes about, day by day, as the case stood on that date. */
export async function clock(house: House, args: Arguments): Promise<string> {
  const commits = await caseOf(house, args);
  const told = await toldClock(house.log, commits, dayAsked(house, args));
  if (told === null) throw new UsageError(`no time limit runs for ${args.rest[0]}`);
  return lines([told]);
}

/** The history of the case of that number, of whichever kind comes first; UsageError when there is none. */
async function caseOf({ log }: House, { office, rest, option }: Arguments): Promise<readonly Commit[]> {
  const number = rest[0] ?? '';
  const wanted = option('kind');
  for (const kind of CASE_KINDS.filter((one) => wanted === undefined || one === wanted)) {
    const commits = await historyOf(log, { office, kind, number });
    if (commits !== null) return commits;
  }
  throw new UsageError(`no case ${number} in office ${office}`);
}

/** A past day is read whole: in one page, not again for each. */
const MANY = 1_000_000;

/** `worklist [--on DATE] [--person P] [--department D]`: open cases by due date; of a day that is past, those open then. */
export async function worklist(house: House, args: Arguments): Promise<string> {
  await house.catchUp();
  const { office } = args;
  const calendar = await officeSettings(house.log, office).calendar();
  const filter = recordOf(NARROWINGS, (fact) => args.option(fact));
  const asked = { office, on: dayAsked(house, args), calendar, filter };
  const found: unknown[] = [];
  for await (const open of allPages((page) => openCasesOn(house, asked, { ...page, limit: MANY })))
    found.push(...open);
  return lines(found);
}
