/**
 * The aggregation by schedule: every figure recounted from the log and held against the live tables, the result kept
 * with its date, and the cells and cases where they differ reported.
 */
import { SYSTEM } from '#shared/kernel/event.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { type Office, officeOf } from '#shared/ledger/office-name.ts';
import { type LedgerFaults, ledgerFaults } from '#shared/ledger/unknown-events.ts';
import { redateOpenCases } from '#shared/redating/redate-open-cases.ts';
import { followPolicies } from '#shared/settling/follow-policies.ts';
import type { House } from '#shared/store/house.ts';
import { isOfTheLedger, type TreeChecked, type TreeFault } from '#shared/store/notary.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { hasNoHoles } from '#shared/store/verify-chains.ts';
import { type Aggregation, noted } from './aggregation.ts';
import { comparedTo, kept, withCasesOf } from './compare-live.ts';
import { type Place, placeNow } from './compared-place.ts';
import { countLedger, OfficeCount } from './office-count.ts';
import type { Tally } from './tally.ts';

/** Every office, from one reading of the ledger. */
export async function* aggregateAll(house: House): AsyncGenerator<Aggregation> {
  yield* aggregated(house, await everyOffice(house.log));
}

export async function aggregateOffice(house: House, office: Office): Promise<Aggregation> {
  for await (const one of aggregated(house, [office])) return one;
  throw new Error('an office was not compared');
}

async function* aggregated(house: House, offices: readonly Office[]): AsyncGenerator<Aggregation> {
  const sealing = await house.notary.check();
  const place = await placeNow(house);
  try {
    const counts = await countLedger(house.log, place.isCounted);
    const isWhole = await hasNoHoles(house.log);
    for (const office of offices) {
      const count = counts.get(office.id) ?? new OfficeCount();
      const found = isWhole ? count.faults() : await ledgerFaults(house.log, office.id);
      const faults = faultsOf(office, found, sealing);
      yield faults === null
        ? await compared(house, office, { place, counted: count.tally() })
        : await noted(house, { ...begun(house, office), equal: false, ...faults });
    }
  } finally {
    place.end();
  }
}

type Sides = { readonly place: Place; readonly counted: Tally };

async function compared(house: House, office: Office, { place, counted }: Sides): Promise<Aggregation> {
  const { id } = office;
  const live = (year: number) => place.live({ office: id, year, asOf: counted.asOf });
  const years = await place.views.years(id);
  const found = await comparedTo(house, office, { counted, live, years });
  const drifts = await withCasesOf({ ...place, log: house.log }, office, found);
  const reports = await kept(house, { office, reports: found.reports });
  await brought(house, office);
  return noted(house, { ...begun(house, office), equal: drifts.length === 0, reports, drifts });
}

export const begun = ({ clock }: Pick<House, 'clock'>, { id }: Office) => ({
  ...{ office: id, on: dateOfInstant(clock.now()), reports: {}, drifts: [] },
});

/** Null where figures can be counted: else why not. */
export function faultsOf(
  office: Office,
  { brokenChains, unknownEvents }: LedgerFaults,
  sealing: TreeChecked,
): Faults | null {
  const isOwn = (one: TreeFault): boolean => isOfTheLedger(one) && (one.office ?? office.id) === office.id;
  const notAsSealed = sealing.checkpoints.filter(isOwn);
  const faults = {
    ...(notAsSealed.length > 0 && { notAsSealed }),
    ...(brokenChains.length > 0 && { brokenChains }),
    ...(unknownEvents.length > 0 && { unknownEvents }),
  };
  return Object.keys(faults).length > 0 ? faults : null;
}

type Faults = Pick<Aggregation, 'notAsSealed' | 'brokenChains' | 'unknownEvents'>;

/** Where a change of the calendar was interrupted, or one of a policy. */
export async function brought(house: House, { id: office }: Office): Promise<void> {
  await redateOpenCases(house, { office, actor: SYSTEM });
  await followPolicies(house, { office, actor: SYSTEM });
}

/** Every office that has anything in the ledger, as it is called now. Ids of registers that are no offices begin with `*`. */
export async function everyOffice(log: EventLog): Promise<Office[]> {
  const offices: Office[] = [];
  for (const id of await log.offices())
    if (!id.startsWith('*')) offices.push((await officeOf(log, id)) ?? { id, name: id });
  return offices;
}
