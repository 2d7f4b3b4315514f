/** The cases behind a figure of an office's report, of the version that is meant. */
import type { Instant } from '../../shared/kernel/plain-date.ts';
import { latest } from '../../shared/reporting/year-state.ts';
import { allPages } from '../../shared/store/all-pages.ts';
import type { House } from '../../shared/store/house.ts';
import type { CellMember, Page, PageRequest } from '../../shared/store/views.ts';
import type { Choice } from './chosen-report.ts';
import { membersKnownAt } from './members-known-at.ts';
import { yearStateOf } from './year-history.ts';

/** Up to when the report counts what was recorded; `live`: everything. Null when that version does not exist. */
export async function cutOffOf(
  { log }: Pick<House, 'log'>,
  { office, year, version, asOf }: Choice,
): Promise<Instant | 'live' | null> {
  if (asOf !== undefined) return asOf;
  if (version === 'live') return 'live';
  const state = await yearStateOf(log, { office: office.id, year });
  if (version === undefined) return latest(state)?.asOf ?? 'live';
  return state.versions.find((one) => one.version === version)?.asOf ?? null;
}

type Asked = { readonly choice: Choice; readonly cell: string };

/** By number. Live ones come from the read models page by page, earlier ones from the log. */
export async function pageBehind(house: House, asked: Asked, page: PageRequest): Promise<Page<CellMember>> {
  const { choice, cell } = asked;
  const cutOff = await cutOffOf(house, choice);
  if (cutOff === null) return { items: [], next: null };
  if (cutOff === 'live') {
    await house.catchUp();
    return house.views.members({ office: choice.office.id, cell, year: choice.year }, page);
  }
  const members = await membersAt(house, asked, cutOff);
  const first = Number(page.after ?? 0);
  const next = first + page.limit;
  return { items: members.slice(first, next), next: next < members.length ? String(next) : null };
}

/** All of them at once; null when that version does not exist. */
export async function allBehind(house: House, asked: Asked): Promise<CellMember[] | null> {
  const cutOff = await cutOffOf(house, asked.choice);
  if (cutOff === null) return null;
  if (cutOff !== 'live') return membersAt(house, asked, cutOff);
  const members: CellMember[] = [];
  for await (const some of allPages((page) => pageBehind(house, asked, page))) members.push(...some);
  return members;
}

async function membersAt(house: House, { choice, cell }: Asked, cutOff: Instant): Promise<CellMember[]> {
  return membersKnownAt(house, { office: choice.office.id, cell, year: choice.year, cutOff });
}

export const isFee = (cell: string): boolean =>
  cell === 'table2.feesTenThousandYuan' || cell.startsWith('fees.');

/** As the contract tells it: yuan for fees, which are counted in fen. */
export function toldWeight(cell: string, weight: number): number {
  return isFee(cell) ? weight / 100 : weight;
}
