/** Commands that only read a case. Each returns what goes to standard output. */

import { toldEvents } from '#shared/desk/case-lines.ts';
import { CASE_KINDS, type Commit } from '#shared/kernel/event.ts';
import { historyOf } from '#shared/ledger/case-history.ts';
import type { House } from '#shared/store/house.ts';
import { type Arguments, UsageError } from './options.ts';

export async function history(house: House, args: Arguments): Promise<string> {
  const told = await toldEvents(house.log, await caseOf(house, args));
  return told.map((event) => `${JSON.stringify(event)}\n`).join('');
}

/** The history of the case of that number, of whichever kind comes first; UsageError when there is none. */
export async function caseOf(
  { log }: House,
  { office, rest, option }: Arguments,
): Promise<readonly Commit[]> {
  const number = rest[0] ?? '';
  const wanted = option('kind');
  for (const kind of CASE_KINDS.filter((one) => wanted === undefined || one === wanted)) {
    const commits = await historyOf(log, { office, kind, number });
    if (commits !== null) return commits;
  }
  throw new UsageError(`no case ${number} in office ${office}`);
}
