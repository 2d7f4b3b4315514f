/** The live tables held against a count of the ledger, and which cases stand behind what differs. */
import { hash } from 'node:crypto';
import type { Commit } from '#shared/kernel/event.ts';
import { dateOfInstant, type Instant, yearOf } from '#shared/kernel/plain-date.ts';
import type { Office } from '#shared/ledger/office-name.ts';
import { type Counted, countedAs } from '#shared/reporting/cell-name.ts';
import { type Difference, differences } from '#shared/reporting/difference.ts';
import { canonicalJson, type Report } from '#shared/reporting/report.ts';
import type { House } from '#shared/store/house.ts';
import { wholeCases } from '#shared/views/whole-cases.ts';
import type { YearDrift } from './aggregation.ts';
import { reportWithin } from './annual-report.ts';
import { entriesAfter } from './cases-at.ts';
import { kindsBehind } from './cell-kinds.ts';
import type { Live, Place } from './compared-place.ts';
import { CaseNames, CellsBehind } from './differing-cases.ts';
import { figuresOf } from './figures.ts';
import { allMembersOf } from './members-known-at.ts';
import type { Tally } from './tally.ts';
import { yearContextOf } from './year-history.ts';

/** A cell that differs, before anybody has looked which cases are behind it. */
export type CellDrift = Difference & { readonly year: number };
export const driftName = ({ year, cell }: CellDrift): string => `${year} ${cell}`;

export type Compared = {
  readonly reports: readonly Report[];
  readonly drifts: readonly CellDrift[];
  readonly asOf: Instant | null;
};
type Sides = {
  readonly counted: Tally;
  /** In which the live tables have any figure. */
  readonly years: readonly number[];
  /** Of the place up to which was counted. */
  live(year: number): Promise<Live>;
};

/** Year by year, every figure counted against the live one; what stands beside the figures is the same for both. */
export async function comparedTo(
  { log, clock }: Pick<House, 'log' | 'clock'>,
  office: Office,
  { counted, years, live }: Sides,
): Promise<Compared> {
  const reports: Report[] = [];
  const drifts: CellDrift[] = [];
  const now = yearOf(dateOfInstant(clock.now()));
  for (const year of [...new Set([now, ...counted.sums.years(), ...years])].sort((a, b) => a - b)) {
    const context = await yearContextOf(log, { office: office.id, year }, counted.asOf);
    const { source, asOf = counted.asOf } = await live(year);
    const recounted = reportWithin(context, figuresOf(counted), { office, year, asOf: counted.asOf });
    const shown = reportWithin(context, source, { office, year, asOf });
    reports.push(recounted);
    for (const one of differences(recounted, shown))
      if (!one.cell.startsWith('narrative.section')) drifts.push({ year, ...one });
  }
  return { reports, drifts, asOf: counted.asOf };
}

export const countedIn = ({ cell, year }: CellDrift, asOf: Instant | null): Counted =>
  countedAs(cell, { year, asOf: asOf ?? '' });

/** With the cases that one side has in a cell and the other has not, or with another weight: all cells in one reading. */
export async function withCasesOf(
  { log, views, isCounted, isStill }: Pick<Place, 'views' | 'isCounted' | 'isStill'> & Pick<House, 'log'>,
  { id: office }: Office,
  { drifts, asOf }: Pick<Compared, 'drifts' | 'asOf'>,
): Promise<YearDrift[]> {
  if (drifts.length === 0) return [];
  const cells = drifts.map((one) => countedIn(one, asOf));
  const live: Map<string, number>[] = [];
  for (const one of cells) {
    const members = await allMembersOf(views, { office, ...one });
    live.push(new Map(members.map(({ kind, case: number, weight }) => [`${kind}/${number}`, weight])));
  }
  const names = drifts.map(() => new CaseNames());
  const behind = new CellsBehind(cells);
  const kinds = kindsBehind(drifts.map(({ cell }) => cell));
  const see = (history: readonly Commit[]): void => {
    const key = nameOf(history[0]);
    // what was touched since does not stand among the live ones as it did then
    if (!isStill && !history.every(isCounted)) for (const members of live) members.delete(key);
    else
      for (const [index, weight] of behind.weights(entriesAfter(history.filter(isCounted), office))) {
        if (live[index]?.get(key) !== weight) names[index]?.note(history[0]?.number ?? '');
        live[index]?.delete(key);
      }
  };
  const within = { offices: new Set([office]), ...(kinds && { kinds }) };
  for await (const histories of wholeCases(log, undefined, within)) histories.forEach(see);
  // what is left nothing in the log stands for
  for (const [index, members] of live.entries())
    for (const key of members.keys()) names[index]?.note(key.slice(key.indexOf('/') + 1));
  return drifts.map((one, index) => ({ ...one, ...(names[index]?.told() ?? { cases: [], more: 0 }) }));
}

const nameOf = (of: Pick<Commit, 'kind' | 'number'> | undefined): string => `${of?.kind}/${of?.number}`;

type Keeping = { readonly office: Office; readonly reports: readonly Report[] };

export async function kept(
  { blobs, clock }: House,
  { office, reports }: Keeping,
): Promise<Readonly<Record<string, string>>> {
  const digests: Record<string, string> = {};
  for (const report of reports) {
    const json = canonicalJson(report);
    const name = `aggregates/${office.id}/${dateOfInstant(clock.now())}/${report.year}.json`;
    await blobs.put(name, Buffer.from(json));
    digests[report.year] = hash('sha256', json);
  }
  return digests;
}
