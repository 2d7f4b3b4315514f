/** The live tables held against a count of the ledger, and which cases stand behind what differs. */
import { hash } from 'node:crypto';
import { dateOfInstant, type Instant, yearOf } from '#shared/kernel/plain-date.ts';
import type { Office } from '#shared/ledger/office-name.ts';
import { type Counted, countedAs } from '#shared/reporting/cell-name.ts';
import { type Difference, differences } from '#shared/reporting/difference.ts';
import { canonicalJson, type Report } from '#shared/reporting/report.ts';
import type { House } from '#shared/store/house.ts';
import type { YearDrift } from './aggregation.ts';
import { reportFrom, reportOfTally } from './annual-report.ts';
import { casesAt } from './cases-at.ts';
import { kindsBehind } from './cell-kinds.ts';
import { liveOf } from './chosen-report.ts';
import { CaseNames, CellsBehind } from './differing-cases.ts';
import { allMembersOf } from './members-known-at.ts';
import { recount, type Tally } from './tally.ts';

/** A cell that differs, before anybody has looked which cases are behind it. */
export type CellDrift = Difference & { readonly year: number };
export const driftName = ({ year, cell }: CellDrift): string => `${year} ${cell}`;

export type Compared = {
  readonly reports: readonly Report[];
  readonly drifts: readonly CellDrift[];
  readonly asOf: Instant | null;
};
type Live = Awaited<ReturnType<ReturnType<typeof liveOf>>>;

export async function compared(house: House, office: Office, known?: Tally): Promise<Compared> {
  const counted = known ?? (await recount(house.log, { office: office.id, asOf: null }));
  return comparedTo(house, office, { counted, live: (year) => liveOf(house)({ office: office.id, year }) });
}

/** Year by year, every figure counted against the live one. */
export async function comparedTo(
  house: House,
  office: Office,
  { counted, live }: { readonly counted: Tally; live(year: number): Promise<Live> },
): Promise<Compared> {
  const reports: Report[] = [];
  const drifts: CellDrift[] = [];
  for (const year of await yearsOf(house, office, counted)) {
    const recounted = await reportOfTally(house.log, counted, { office, year });
    const { source, asOf } = await live(year);
    const shown = await reportFrom(house.log, source, { office, year, asOf });
    reports.push(recounted);
    for (const one of differences(recounted, shown))
      if (!one.cell.startsWith('narrative.section')) drifts.push({ year, ...one });
  }
  return { reports, drifts, asOf: counted.asOf };
}

/** Years in which either side has anything, and the current one. */
async function yearsOf({ views, clock }: House, office: Office, { sums }: Tally): Promise<number[]> {
  const now = yearOf(dateOfInstant(clock.now()));
  return [...new Set([now, ...sums.years(), ...(await views.years(office.id))])].sort((a, b) => a - b);
}

export const countedIn = ({ cell, year }: CellDrift, asOf: Instant | null): Counted =>
  countedAs(cell, { year, asOf: asOf ?? '' });

/** With the cases that one side has in a cell and the other has not, or with another weight: all cells in one reading. */
export async function withCasesOf(
  { log, views }: House,
  { id: office }: Office,
  { drifts, asOf }: Pick<Compared, 'drifts' | 'asOf'>,
): Promise<YearDrift[]> {
  const cells = drifts.map((one) => countedIn(one, asOf));
  const live: Map<string, number>[] = [];
  for (const one of cells) {
    const members = await allMembersOf(views, { office, ...one });
    live.push(new Map(members.map(({ kind, case: number, weight }) => [`${kind}/${number}`, weight])));
  }
  const names = drifts.map(() => new CaseNames());
  const behind = new CellsBehind(cells);
  const kinds = kindsBehind(drifts.map(({ cell }) => cell));
  if (drifts.length === 0) return [];
  for await (const one of casesAt(log, [new Map([[office, null]])], { ...(kinds && { kinds }) }))
    for (const [index, weight] of behind.weights(one.entries[0] ?? [])) {
      const key = `${one.kind}/${one.number}`;
      if (live[index]?.get(key) !== weight) names[index]?.note(one.number);
      live[index]?.delete(key);
    }
  // what is left nothing in the log stands for
  for (const [index, members] of live.entries())
    for (const key of members.keys()) names[index]?.note(key.slice(key.indexOf('/') + 1));
  return drifts.map((one, index) => ({ ...one, ...(names[index]?.told() ?? { cases: [], more: 0 }) }));
}

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
