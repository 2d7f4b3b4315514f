/** The cases behind a cell as known at an instant: those of the read models, but for what has changed since. */

import { isPast } from '#shared/hotline/past-due.ts';
import { labelledCell } from '#shared/kernel/contribution.ts';
import { firstDayOf, type Instant, lastDayOf } from '#shared/kernel/plain-date.ts';
import type { Counted } from '#shared/reporting/cell-name.ts';
import type { House } from '#shared/store/house.ts';
import type { EventLog } from '#shared/store/ports.ts';
import {
  allPages,
  type CellMember,
  type Page,
  type PageRequest,
  type ViewsReader,
} from '#shared/store/views.ts';
import { type CaseAt, casesAt } from './cases-at.ts';
import { listOnDays } from './cases-on-days.ts';
import { kindsBehind } from './cell-kinds.ts';
import { isCountedIn } from './entries.ts';

/** A figure's cell of an office. */
export type Behind = Counted & { readonly office: string };

/** One page from the read models: by number; of some days alone, the newest first. */
export async function membersOf(
  views: ViewsReader,
  behind: Behind,
  page: PageRequest,
): Promise<Page<CellMember>> {
  const { office, cell, year, days, openDue } = behind;
  if (days === undefined && openDue !== undefined) return withOpenDue(views, { ...behind, openDue }, page);
  if (days === undefined) return views.members({ office, cell, year }, page);
  if (days === null) return { items: [], next: null };
  const { items, next } = await views.list(
    office,
    listOnDays({ cell, days, ...(openDue && { openDue }) }),
    page,
  );
  return { items: items.map(({ kind, number }) => ({ case: number, kind, weight: 1 })), next };
}

const OPEN = 'open';

/** First those that are closed, then with the last page the open ones, hour by hour: they are what is overdue now. */
async function withOpenDue(
  views: ViewsReader,
  { office, cell, year, openDue }: Behind & { readonly openDue: NonNullable<Behind['openDue']> },
  page: PageRequest,
): Promise<Page<CellMember>> {
  if (page.after !== OPEN) {
    const closed = await views.members({ office, cell, year }, page);
    return { items: closed.items, next: closed.next ?? OPEN };
  }
  const figures = await views.figures({ office, year });
  const hours = Object.keys(figures.labelledOfDays(openDue.map, firstDayOf(year), lastDayOf(year)));
  const items: CellMember[] = [];
  for (const hour of hours.filter((one) => isPast(one, openDue.asOf)))
    for await (const some of allPages((next) =>
      views.members({ office, cell: labelledCell(openDue.map, hour), year }, next),
    ))
      items.push(...some);
  return { items: items.sort(byNumber), next: null };
}

/** All of them, by number, and at most about `limit` of them read. */
export async function allMembersOf(
  views: ViewsReader,
  behind: Behind,
  limit = Number.POSITIVE_INFINITY,
): Promise<CellMember[]> {
  const members: CellMember[] = [];
  for await (const some of allPages((page) => membersOf(views, behind, page))) {
    members.push(...some);
    if (members.length >= limit) break;
  }
  const isInOrder = behind.days === undefined && behind.openDue === undefined;
  return isInOrder ? members : members.sort(byNumber);
}

/** What has to be read, and caught up first. */
export type Read = Pick<House, 'log' | 'views' | 'catchUp'>;
type Known = Behind & { readonly cutOff: Instant };

/** By number. From the log come only the cases with a commit after the instant. */
export async function membersKnownAt(house: Read, known: Known): Promise<CellMember[]> {
  await house.catchUp();
  const live = await allMembersOf(house.views, known);
  const { changed, members } = await changedSince(house, known);
  const same = live.filter(({ kind, case: number }) => !changed.has(`${kind}/${number}`));
  return members.length === 0 ? same : [...same, ...members].sort(byNumber);
}

const byNumber = (a: CellMember, b: CellMember): number => (a.case < b.case ? -1 : a.case > b.case ? 1 : 0);

/** Every case touched since, and those of them that stood in the cell then. */
async function changedSince({ log }: Read, { cutOff, ...behind }: Known) {
  const changed = new Set<string>();
  const members: CellMember[] = [];
  for await (const [one, weight] of standingIn(log, behind, cutOff)) {
    changed.add(`${one.kind}/${one.number}`);
    if (weight !== null) members.push({ case: one.number, kind: one.kind, weight });
  }
  return { changed, members };
}

/** With its weight in the cell, null where it does not stand there, each case changed after the cut-off. */
async function* standingIn(
  log: EventLog,
  { office, ...counted }: Behind,
  cutOff: Instant,
): AsyncGenerator<readonly [CaseAt, number | null]> {
  const kinds = kindsBehind([counted.cell]);
  const within = { changedAfter: cutOff, indexed: true, ...(kinds && { kinds }) };
  for await (const one of casesAt(log, [new Map([[office, cutOff]])], within)) {
    const standing = (one.entries[0] ?? []).filter((entry) => isCountedIn(entry, counted));
    yield [one, standing.length === 0 ? null : standing.reduce((sum, { weight }) => sum + weight, 0)];
  }
}
