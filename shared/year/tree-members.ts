/** What stands behind the figures of a whole tree: the same cases as behind those of its offices. */
import type { CaseKind } from '#shared/kernel/event.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { Office } from '#shared/ledger/office-name.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { countedAs } from '#shared/reporting/cell-name.ts';
import type { Period } from '#shared/reporting/figure-source.ts';
import { asking, passesOver } from '#shared/store/passes.ts';
import type { EventLog } from '#shared/store/ports.ts';
import type { CellMember } from '#shared/store/views.ts';
import type { Cuts } from './cases-at.ts';
import { CellSums } from './cell-sums.ts';
import type { ChosenReport } from './chosen-report.ts';
import { allMembersOf, membersKnownAt, type Read } from './members-known-at.ts';
import { COUNT, type Tally } from './tally.ts';

/** `asOf`: a report that is not signed, as known at that instant. */
export type TreePart = {
  readonly office: Office;
  readonly chosen: ChosenReport;
  readonly asOf?: Instant | undefined;
};

/** Each office's at the cut-off of what was added up. */
export function cutsOf(parts: readonly TreePart[]): Cuts {
  return new Map(parts.map(({ office, chosen }) => [office.id, chosen.report.asOf || null]));
}

/** Every figure behind the parts from cases of these kinds, in one reading of the log. */
export async function tallyOfParts(
  log: EventLog,
  parts: readonly TreePart[],
  which: { readonly kinds: ReadonlySet<CaseKind>; readonly indexed: boolean },
): Promise<Tally> {
  const { kinds, indexed } = which;
  const asked = [...cutsOf(parts)].map(([office, asOf]) =>
    asking(COUNT, { office, asOf, kinds: [...kinds], indexed }),
  );
  const counted = (await passesOver(log, asked)).map((one) => one());
  const sums = new CellSums();
  for (const one of counted) sums.addAll(one.sums);
  const units = Object.assign({}, ...counted.map((one) => one.units));
  return { asOf: null, sums, units };
}

export type TreeMember = CellMember & { readonly office: string };
type Wanted = {
  readonly cell: string;
  readonly year: number;
  readonly period?: Period | undefined;
  readonly limit?: number;
};

/** The cases behind a figure of the whole, office by office, at most `limit` of them. */
export async function treeMembers(
  house: Read,
  parts: readonly TreePart[],
  { cell, limit = Number.POSITIVE_INFINITY, ...within }: Wanted,
): Promise<TreeMember[]> {
  await house.catchUp();
  const members: TreeMember[] = [];
  for (const { office, chosen, asOf } of parts) {
    const wanted = limit - members.length;
    if (wanted <= 0) break;
    const rates = await officeSettings(house.log, office.id).rates(within.year);
    const counted = countedAs(cell, { ...within, asOf: chosen.report.asOf, rates });
    const behind = { office: office.id, ...counted };
    const cutOff = chosen.frozen?.asOf ?? asOf;
    const own =
      cutOff === undefined
        ? await allMembersOf(house.views, behind, wanted)
        : await membersKnownAt(house, { ...behind, cutOff });
    for (const member of own.slice(0, wanted)) members.push({ office: office.id, ...member });
  }
  return members;
}
