/**
 * The aggregation by schedule: every figure recounted from the log and held against the live tables, the result kept
 * with its date, and the cells and cases where they differ reported.
 */
import { createHash } from 'node:crypto';
import { type DomainEvent, eventsNamed, type StreamKey, SYSTEM } from '#shared/kernel/event.ts';
import { dateOfInstant, type PlainDate, yearOf } from '#shared/kernel/plain-date.ts';
import { type Office, officeOf } from '#shared/ledger/office-name.ts';
import {
  type LedgerFaults,
  ledgerFaults,
  type UnknownEvent,
  unknownEventLine,
} from '#shared/ledger/unknown-events.ts';
import { redateOpenCases } from '#shared/redating/redate-open-cases.ts';
import { countedAs } from '#shared/reporting/cell-name.ts';
import { differences } from '#shared/reporting/difference.ts';
import { canonicalJson, type Report } from '#shared/reporting/report.ts';
import type { CellDifference } from '#shared/reporting/year-events.ts';
import { followPolicies } from '#shared/settling/follow-policies.ts';
import type { House } from '#shared/store/house.ts';
import { isOfTheLedger, type TreeChecked, type TreeFault, treeFaultLine } from '#shared/store/notary.ts';
import { appendAlone, type EventLog } from '#shared/store/ports.ts';
import type { BrokenChain } from '#shared/store/verify-chains.ts';
import { reportFrom, reportOfTally } from './annual-report.ts';
import { named } from './causing-cases.ts';
import { liveOf } from './chosen-report.ts';
import { allMembersOf, type Behind, membersByLog } from './members-known-at.ts';
import { recount, type Tally } from './tally.ts';

export const aggregateStream = (office: string): StreamKey => ({
  office,
  kind: 'proof',
  stream: 'aggregate',
});

/** `before` is the recount, `after` the live table. */
type YearDrift = CellDifference & { readonly year: number };
/** `reports`: SHA-256 of each year's report as recounted; the reports themselves are kept as documents. */
export type Aggregation = {
  readonly office: string;
  readonly on: PlainDate;
  readonly equal: boolean;
  readonly reports: Readonly<Record<string, string>>;
  readonly drifts: readonly YearDrift[];
  /** Where there are any of these nothing was counted: nobody knows what the events were. */
  readonly brokenChains?: readonly BrokenChain[];
  readonly unknownEvents?: readonly UnknownEvent[];
  /** What differs from what was sealed. */
  readonly notAsSealed?: readonly TreeFault[];
};

type LiveTablesCompared = DomainEvent<'LiveTablesCompared', Omit<Aggregation, 'office' | 'on'>>;

/** Once more where something differs: a case recorded between the two readings is no drift. */
export async function aggregateOffice(
  house: House,
  office: Office,
  sealing: TreeChecked | Promise<TreeChecked> = house.notary.check(),
): Promise<Aggregation> {
  const { brokenChains, unknownEvents } = await ledgerFaults(house.log, office.id);
  const isOwn = (one: TreeFault): boolean => isOfTheLedger(one) && (one.office ?? office.id) === office.id;
  const notAsSealed = (await sealing).checkpoints.filter(isOwn);
  const faults = {
    ...(notAsSealed.length > 0 && { notAsSealed }),
    ...(brokenChains.length > 0 && { brokenChains }),
    ...(unknownEvents.length > 0 && { unknownEvents }),
  };
  if (Object.keys(faults).length > 0) return distrusted(house, office, faults);
  await redateOpenCases(house, { office: office.id, actor: SYSTEM }); // where a change of the calendar was interrupted
  await followPolicies(house, { office: office.id, actor: SYSTEM }); // and one of a policy
  const first = await compared(house, office);
  const second = first.drifts.length === 0 ? first : await compared(house, office);
  const seen = new Set(first.drifts.map(nameOf));
  const drifts = second.drifts.filter((drift) => seen.has(nameOf(drift)));
  const on = dateOfInstant(house.clock.now());
  const reports = await kept(house, { office, on, reports: second.reports });
  const aggregation = { office: office.id, on, equal: drifts.length === 0, reports, drifts };
  await noted(house, aggregation);
  return aggregation;
}

type Distrusted = Partial<LedgerFaults> & Pick<Aggregation, 'notAsSealed'>;

async function distrusted(house: House, office: Office, faults: Distrusted): Promise<Aggregation> {
  const on = dateOfInstant(house.clock.now());
  const aggregation = { office: office.id, on, equal: false, reports: {}, drifts: [], ...faults };
  await noted(house, aggregation);
  return aggregation;
}

/** What an alarm says of a result that is not equal, one line each. */
export function alarmsOf({
  office,
  drifts,
  brokenChains = [],
  unknownEvents = [],
  notAsSealed = [],
}: Aggregation): readonly string[] {
  return [
    ...notAsSealed.map((one) => `${office} ${treeFaultLine(one)}`),
    ...brokenChains.map(
      ({ case: number, version, what }) => `${office} chain of ${number} version ${version}: ${what}`,
    ),
    ...unknownEvents.map((one) => `${office} ${unknownEventLine(one)}`),
    ...drifts.map(
      ({ year, cell, before, after, cases }) =>
        `${office} ${year} ${cell}: ${before} by the log, ${after} live; cases ${cases.join(' ')}`,
    ),
  ];
}

const nameOf = ({ year, cell }: YearDrift): string => `${year} ${cell}`;

type Compared = { readonly reports: readonly Report[]; readonly drifts: readonly YearDrift[] };

async function compared(house: House, office: Office): Promise<Compared> {
  const counted = await recount(house.log, { office: office.id, asOf: null });
  const reports: Report[] = [];
  const drifts: YearDrift[] = [];
  for (const year of await yearsOf(house, office, counted)) {
    const recounted = await reportOfTally(house.log, counted, { office, year });
    const { source, asOf } = await liveOf(house)({ office: office.id, year });
    const live = await reportFrom(house.log, source, { office, year, asOf });
    reports.push(recounted);
    for (const one of differences(recounted, live).filter(
      ({ cell }) => !cell.startsWith('narrative.section'),
    ))
      drifts.push({
        year,
        ...one,
        ...(await casesOf(house, { office: office.id, ...countedAs(one.cell, { year, asOf: asOf ?? '' }) })),
      });
  }
  return { reports, drifts };
}

/** Years in which either side has anything, and the current one. */
async function yearsOf({ views, clock }: House, office: Office, { sums }: Tally): Promise<number[]> {
  const now = yearOf(dateOfInstant(clock.now()));
  return [...new Set([now, ...sums.years(), ...(await views.years(office.id))])].sort((a, b) => a - b);
}

/** The cases that one side has in the cell and the other has not, or with another weight. */
async function casesOf({ log, views }: House, behind: Behind) {
  const live = new Map<string, number>();
  for (const { kind, case: number, weight } of await allMembersOf(views, behind))
    live.set(`${kind}/${number}`, weight);
  const cases: string[] = [];
  for (const { kind, case: number, weight } of await membersByLog(log, behind)) {
    if (live.get(`${kind}/${number}`) !== weight) cases.push(number);
    live.delete(`${kind}/${number}`);
  }
  const stray = [...live.keys()].map((key) => key.slice(key.indexOf('/') + 1));
  return named([...cases, ...stray].sort());
}

type Keeping = { readonly office: Office; readonly on: PlainDate; readonly reports: readonly Report[] };

async function kept(
  { blobs }: House,
  { office, on, reports }: Keeping,
): Promise<Readonly<Record<string, string>>> {
  const digests: Record<string, string> = {};
  for (const report of reports) {
    const json = canonicalJson(report);
    await blobs.put(`aggregates/${office.id}/${on}/${report.year}.json`, Buffer.from(json));
    digests[report.year] = createHash('sha256').update(json).digest('hex');
  }
  return digests;
}

async function noted({ log }: House, { office, on, ...data }: Aggregation): Promise<void> {
  const event: LiveTablesCompared = { type: 'LiveTablesCompared', v: 1, on, data };
  await appendAlone(log, { at: aggregateStream(office), actor: SYSTEM, events: [event] });
}

/** The newest result; null before the first. */
export async function lastAggregation(
  { log }: Pick<House, 'log'>,
  office: string,
): Promise<Aggregation | null> {
  const history = await log.history(aggregateStream(office));
  const newest = eventsNamed<LiveTablesCompared>(history, 'LiveTablesCompared').at(-1);
  return newest === undefined ? null : { office, on: newest.on, ...newest.data };
}

/** Every office that has anything in the ledger, as it is called now. Ids of registers that are no offices begin with `*`. */
export async function everyOffice(log: EventLog): Promise<Office[]> {
  const ids = new Set<string>();
  // as stored: also of a log in which a commit cannot be read any more
  for await (const page of log.stored())
    for (const { office } of page) if (!office.startsWith('*')) ids.add(office);
  const offices: Office[] = [];
  for (const id of [...ids].sort()) offices.push((await officeOf(log, id)) ?? { id, name: id });
  return offices;
}
