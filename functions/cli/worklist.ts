/** `worklist [--on DATE]`: open cases by due date, one JSON object a line. */
import { allPages } from '../../shared/store/all-pages.ts';
import type { House } from '../../shared/store/house.ts';
import { officeCalendar } from '../calendar/office-calendar.ts';
import { openCases } from '../worklist/open-cases.ts';
import { dayAsked } from './clock.ts';
import type { Arguments } from './options.ts';

export async function worklist(house: House, args: Arguments): Promise<string> {
  await house.catchUp();
  const { office } = args;
  const asked = { office, on: dayAsked(house, args), calendar: await officeCalendar(house.log, office) };
  const lines: string[] = [];
  for await (const open of allPages((page) => openCases(house, asked, page)))
    lines.push(...open.map((one) => `${JSON.stringify(one)}\n`));
  return lines.join('');
}
