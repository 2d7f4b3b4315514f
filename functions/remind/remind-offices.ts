/** What is due and overdue in each office today: counts alone, for whoever is told of them outside the product. */
import { dateOfInstant } from '../../shared/kernel/plain-date.ts';
import { allPages } from '../../shared/store/all-pages.ts';
import type { House } from '../../shared/store/house.ts';
import { officesOf } from '../aggregate/office-tree.ts';
import { openCases } from '../worklist/open-cases.ts';

export type DueToday = { readonly office: string; readonly overdue: number; readonly dueSoon: number };

/** Working days ahead that count as soon. */
const SOON = 3;

export async function remindOffices(house: House): Promise<readonly DueToday[]> {
  await house.catchUp();
  const on = dateOfInstant(house.clock.now());
  const told: DueToday[] = [];
  for (const { id: office } of await officesOf(house.log)) {
    let [overdue, dueSoon] = [0, 0];
    for await (const open of allPages((page) => openCases(house, { office, on }, page))) {
      overdue += open.filter((one) => one.overdue).length;
      dueSoon += open.filter(
        ({ workingDaysLeft: left }) => left !== null && left >= 0 && left <= SOON,
      ).length;
    }
    told.push({ office, overdue, dueSoon });
  }
  return told;
}
