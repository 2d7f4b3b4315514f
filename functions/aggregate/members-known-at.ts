/** The cases behind a cell as known at an instant: those of the read models, but for what has changed since. */
import type { Instant } from '../../shared/kernel/plain-date.ts';
import { allPages } from '../../shared/store/all-pages.ts';
import type { House } from '../../shared/store/house.ts';
import type { EventLog } from '../../shared/store/ports.ts';
import type { CellMember } from '../../shared/store/views.ts';
import { ROOMS } from '../record/rooms.ts';
import { type CaseAt, casesAt } from './cases-at.ts';
import { kindsBehind } from './cell-kinds.ts';
import { standsIn } from './entries.ts';

/** What has to be read, and caught up first. */
export type Read = Pick<House, 'log' | 'views' | 'catchUp'>;
export type Known = {
  readonly office: string;
  readonly cell: string;
  readonly year: number;
  readonly cutOff: Instant;
};

/** By number. From the log come only the cases with a commit after the instant. */
export async function membersKnownAt(house: Read, known: Known): Promise<CellMember[]> {
  await house.catchUp();
  const live: CellMember[] = [];
  for await (const some of allPages((page) => house.views.members(known, page))) live.push(...some);
  const { changed, members } = await changedSince(house, known);
  const same = live.filter(({ kind, case: number }) => !changed.has(`${kind}/${number}`));
  return members.length === 0 ? same : [...same, ...members].sort(byNumber);
}

const byNumber = (a: CellMember, b: CellMember): number => (a.case < b.case ? -1 : a.case > b.case ? 1 : 0);

/** Every case touched since, and those of them that stood in the cell then. */
async function changedSince({ log }: Read, { cutOff, ...cell }: Known) {
  const changed = new Set<string>();
  const members: CellMember[] = [];
  for await (const [one, weight] of standingIn(log, cell, cutOff)) {
    changed.add(`${one.kind}/${one.number}`);
    if (weight !== null) members.push({ case: one.number, kind: one.kind, weight });
  }
  return { changed, members };
}

type Cell = Omit<Known, 'cutOff'>;

/** All of them from the log alone: the other side of a comparison with the read models. */
export async function membersByLog(log: EventLog, cell: Cell): Promise<CellMember[]> {
  const members: CellMember[] = [];
  for await (const [one, weight] of standingIn(log, cell, null))
    if (weight !== null) members.push({ case: one.number, kind: one.kind, weight });
  return members;
}

/** With its weight in the cell, null where it does not stand there, each case changed after the cut-off (null: each). */
async function* standingIn(
  log: EventLog,
  { office, cell, year }: Cell,
  cutOff: Instant | null,
): AsyncGenerator<readonly [CaseAt, number | null]> {
  const kinds = kindsBehind([cell]);
  const within = { ...(cutOff !== null && { changedAfter: cutOff }), ...(kinds && { kinds }) };
  for await (const one of casesAt({ log, rooms: ROOMS }, [new Map([[office, cutOff]])], within)) {
    const standing = (one.entries[0] ?? []).filter((entry) => entry.cell === cell && standsIn(entry, year));
    yield [one, standing.length === 0 ? null : standing.reduce((sum, { weight }) => sum + weight, 0)];
  }
}
