/** What stands behind the figures of a whole tree: the same cases as behind those of its offices. */
import type { Instant } from '../../shared/kernel/plain-date.ts';
import type { EventLog } from '../../shared/store/ports.ts';
import { ROOMS } from '../record/rooms.ts';
import type { Office } from './annual-report.ts';
import type { ChosenReport } from './chosen-report.ts';
import { type Entry, recounts, standsIn, type Tally } from './tally.ts';

export type TreePart = { readonly office: Office; readonly chosen: ChosenReport };

export type TreeEntry = Entry & { readonly office: string };
export type TreeTally = Omit<Tally, 'entries'> & { readonly entries: Iterable<TreeEntry> };

/** Every figure behind the parts, each office's at the cut-off of what was added up, in one reading of the log. */
export async function tallyOfParts(log: EventLog, parts: readonly TreePart[]): Promise<TreeTally> {
  const cuts = new Map(
    parts.map(({ office, chosen }) => [office.id, (chosen.report.asOf || null) as Instant | null]),
  );
  const counted = await recounts(log, ROOMS, cuts);
  const units = Object.assign({}, ...[...counted.values()].map((one) => one.units));
  return { asOf: null, entries: entriesOf(counted), units };
}

function entriesOf(counted: ReadonlyMap<string, Tally>): Iterable<TreeEntry> {
  return {
    *[Symbol.iterator]() {
      for (const [office, { entries }] of counted) for (const entry of entries) yield { ...entry, office };
    },
  };
}

export type TreeMember = Omit<Entry, 'cell' | 'from' | 'until' | 'on'> & { readonly office: string };

/** The cases behind a figure of the whole, office by office. */
export function treeMembersOf({ entries }: TreeTally, cell: string, year: number): TreeMember[] {
  const members = new Map<string, TreeMember[]>();
  for (const { office, case: number, kind, weight, ...entry } of entries) {
    if (entry.cell !== cell || !standsIn(entry, year)) continue;
    const own = members.get(office) ?? [];
    own.push({ office, case: number, kind, weight });
    members.set(office, own);
  }
  return [...members.values()].flatMap((own) => own.sort((a, b) => (a.case < b.case ? -1 : 1)));
}
