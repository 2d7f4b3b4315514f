/** What stands behind the figures of a whole tree: the same cases as behind those of its offices. */
import type { Instant } from '../../shared/kernel/plain-date.ts';
import type { EventLog } from '../../shared/store/ports.ts';
import { ROOMS } from '../record/rooms.ts';
import type { Office } from './annual-report.ts';
import type { ChosenReport } from './chosen-report.ts';
import { type Entry, membersOf, recounts, type Tally } from './tally.ts';

export type TreePart = { readonly office: Office; readonly chosen: ChosenReport };

export type TreeEntry = Entry & { readonly office: string };
export type TreeTally = Omit<Tally, 'entries'> & { readonly entries: readonly TreeEntry[] };

/** Every figure behind the parts, each office's at the cut-off of what was added up, in one reading of the log. */
export async function tallyOfParts(log: EventLog, parts: readonly TreePart[]): Promise<TreeTally> {
  const cuts = new Map(
    parts.map(({ office, chosen }) => [office.id, (chosen.report.asOf || null) as Instant | null]),
  );
  const counted = await recounts(log, ROOMS, cuts);
  const entries = [...counted].flatMap(([office, { entries: own }]) =>
    own.map((entry) => ({ ...entry, office })),
  );
  const units = Object.assign({}, ...[...counted.values()].map((one) => one.units));
  return { asOf: null, entries, units };
}

export type TreeMember = Omit<Entry, 'cell' | 'from' | 'until' | 'on'> & { readonly office: string };

/** The cases behind a figure of the whole, office by office. */
export function treeMembersOf({ entries }: TreeTally, cell: string, year: number): TreeMember[] {
  return [...new Set(entries.map(({ office }) => office))].flatMap((office) => {
    const own = entries.filter((entry) => entry.office === office);
    return membersOf({ entries: own, asOf: null, units: {} }, cell, year).map(
      ({ case: number, kind, weight }) => ({ office, case: number, kind, weight }),
    );
  });
}
