/** The result of the nightly aggregation as it is kept in the ledger, and what an alarm says of it. */
import { type DomainEvent, eventsNamed, type StreamKey, SYSTEM } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { type UnknownEvent, unknownEventLine } from '#shared/ledger/unknown-events.ts';
import type { CellDifference } from '#shared/reporting/year-events.ts';
import type { House } from '#shared/store/house.ts';
import { type TreeFault, treeFaultLine } from '#shared/store/notary.ts';
import { appendAlone } from '#shared/store/ports.ts';
import type { BrokenChain } from '#shared/store/verify-chains.ts';
import { say } from '#shared/telling/say.ts';

/** `before` is the recount, `after` the live table. */
export type YearDrift = CellDifference & { readonly year: number };
export const aggregateStream = (office: string): StreamKey => ({
  office,
  kind: 'proof',
  stream: 'aggregate',
});

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

/** A figure; of anything else only that it differs, since it could be a text. */
const figure = (value: unknown): number | null => (typeof value === 'number' ? value : null);

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
        `${office} ${year} ${cell}: ${figure(before)} by the log, ${figure(after)} live; cases ${cases.join(' ')}`,
    ),
  ];
}

/** Once for one `key`. */
export async function noted({ log }: House, aggregation: Aggregation, key?: string): Promise<Aggregation> {
  const { office, on, ...data } = aggregation;
  const event: LiveTablesCompared = { type: 'LiveTablesCompared', v: 1, on, data };
  await appendAlone(log, {
    at: aggregateStream(office),
    actor: SYSTEM,
    events: [event],
    ...(key && { key }),
  });
  return aggregation;
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

/** What the log says of a nightly result that is not equal, in either home: an alarm listens for these lines. */
export function sayDrift(aggregation: Aggregation): void {
  const { office, drifts, brokenChains = [], unknownEvents = [], notAsSealed = [] } = aggregation;
  for (const fault of notAsSealed) say('drift', { office, what: treeFaultLine(fault) });
  for (const broken of brokenChains) say('drift', { office, ...broken });
  for (const unknown of unknownEvents) say('drift', { office, what: unknownEventLine(unknown) });
  for (const { year, cell, before, after, cases } of drifts)
    say('drift', { office, year, cell, before: figure(before), after: figure(after), cases });
}
