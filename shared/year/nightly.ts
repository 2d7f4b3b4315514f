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
import { type Aggregation, noted } from './aggregation.ts';
import { compared, driftName, kept, withCasesOf } from './compare-live.ts';
import { countLedger, type OfficeCount } from './office-count.ts';

/** What one reading has found out already. */
type Known = {
  readonly sealing?: TreeChecked | Promise<TreeChecked>;
  readonly count?: OfficeCount | undefined;
};

/** Every office, one after another. An engine without an order of all commits is read once for all of them. */
export async function* aggregateAll(house: House): AsyncGenerator<Aggregation> {
  const sealing = await house.notary.check();
  const counts = 'isWithoutHoles' in house.log ? null : await countLedger(house.log);
  for (const office of await everyOffice(house.log))
    yield await aggregateOffice(house, office, { sealing, count: counts?.get(office.id) });
}

/** Once more where something differs: a case recorded between the two readings is no drift. */
export async function aggregateOffice(
  house: House,
  office: Office,
  { sealing = house.notary.check(), count }: Known = {},
): Promise<Aggregation> {
  const found = count?.faults() ?? (await ledgerFaults(house.log, office.id));
  const faults = faultsOf(office, found, await sealing);
  if (faults !== null) return noted(house, { ...begun(house, office), equal: false, ...faults });
  await brought(house, office);
  const first = await compared(house, office, count?.tally());
  const second = first.drifts.length === 0 ? first : await compared(house, office);
  const seen = new Set(first.drifts.map(driftName));
  const again = second.drifts.filter((drift) => seen.has(driftName(drift)));
  const drifts = await withCasesOf(house, office, { drifts: again, asOf: second.asOf });
  const reports = await kept(house, { office, reports: second.reports });
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
