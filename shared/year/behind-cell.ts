/** The cases behind a figure of an office's report, of the version that is meant. */
import type { Instant } from '#shared/kernel/plain-date.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { countedAs } from '#shared/reporting/cell-name.ts';
import { latest } from '#shared/reporting/year-state.ts';
import type { House } from '#shared/store/house.ts';
import { UnknownPlace } from '#shared/store/list-place.ts';
import type { CellMember, Page, PageRequest } from '#shared/store/views.ts';
import type { Choice } from './chosen-report.ts';
import { allMembersOf, type Behind, membersKnownAt, membersOf } from './members-known-at.ts';
import { yearStateOf } from './year-history.ts';

/** Up to when the report counts what was recorded; `live`: everything. Null when that version does not exist. */
async function cutOffOf(
  { log }: Pick<House, 'log'>,
  { office, year, version, asOf, period }: Choice,
): Promise<Instant | 'live' | null> {
  if (asOf !== undefined) return asOf;
  // part of a year is never signed
  if (version === 'live' || (version === undefined && period !== undefined)) return 'live';
  const state = await yearStateOf(log, { office: office.id, year });
  if (version === undefined) return latest(state)?.asOf ?? 'live';
  return state.versions.find((one) => one.version === version)?.asOf ?? null;
}

/** `cell`: the figure by the name it goes by. */
type Asked = { readonly choice: Choice; readonly cell: string };

/** Live ones come from the read models page by page, earlier ones from the log. */
export async function pageBehind(house: House, asked: Asked, page: PageRequest): Promise<Page<CellMember>> {
  const cutOff = await cutOffOf(house, asked.choice);
  if (cutOff === null) return { items: [], next: null };
  if (cutOff === 'live') return membersOf(house.views, await liveBehind(house, asked), page);
  const members = await membersKnownAt(house, { ...(await behindOf(house, asked, cutOff)), cutOff });
  const first = placeAmong(page.after);
  const next = first + page.limit;
  return { items: members.slice(first, next), next: next < members.length ? String(next) : null };
}

/** How many stand before the page. */
function placeAmong(after: string | null | undefined): number {
  if (!after) return 0;
  if (/^\d{1,9}$/.test(after)) return Number(after);
  throw new UnknownPlace(after);
}

/** All of them at once, by number; null when that version does not exist. */
export async function allBehind(house: House, asked: Asked): Promise<CellMember[] | null> {
  const cutOff = await cutOffOf(house, asked.choice);
  if (cutOff === null) return null;
  return cutOff === 'live'
    ? allMembersOf(house.views, await liveBehind(house, asked))
    : membersKnownAt(house, { ...(await behindOf(house, asked, cutOff)), cutOff });
}

async function liveBehind(house: House, asked: Asked): Promise<Behind> {
  await house.catchUp();
  return behindOf(house, asked, (await house.views.asOf(asked.choice.office.id)) ?? '');
}

async function behindOf(
  { log }: Pick<House, 'log'>,
  { choice: { office, year, period }, cell }: Asked,
  asOf: Instant | '',
): Promise<Behind> {
  const isOfHotline = /^(?:hotline|events)\./.test(cell);
  const rates = isOfHotline ? await officeSettings(log, office.id).rates(year) : undefined;
  return { office: office.id, ...countedAs(cell, { year, asOf, period, rates }) };
}

export const isFee = (cell: string): boolean =>
  cell === 'table2.feesTenThousandYuan' || cell.startsWith('fees.');

/** As the contract tells it: yuan for fees, which are counted in fen. */
export function toldWeight(cell: string, weight: number): number {
  return isFee(cell) ? weight / 100 : weight;
}
