/** `worklist [--on DATE]`: open cases by due date, one JSON object a line; of a day that is past, those open then. */

import { officeSettings } from '#shared/ledger/office-settings.ts';
import type { House } from '#shared/store/house.ts';
import { allPages } from '#shared/store/views.ts';
import { openCasesOn } from '#shared/worklist/open-then.ts';
import { dayAsked } from './clock.ts';
import type { Arguments } from './options.ts';

/** A past day is read whole: in one page, not again for each. */
const MANY = 1_000_000;

export async function worklist(house: House, args: Arguments): Promise<string> {
  await house.catchUp();
  const { office } = args;
  const asked = {
    office,
    on: dayAsked(house, args),
    calendar: await officeSettings(house.log, office).calendar(),
  };
  const lines: string[] = [];
  for await (const open of allPages((page) => openCasesOn(house, asked, { ...page, limit: MANY })))
    lines.push(...open.map((one) => `${JSON.stringify(one)}\n`));
  return lines.join('');
}
