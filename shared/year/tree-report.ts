/**
 * The report of an office with everything below it: the sum of what each of them has signed or, where one has not
 * signed yet, of what its records say now. The whole is signed in its own stream once all have signed.
 */

import { INFORMATION_PROCESSING_FEE } from '#shared/kernel/contribution.ts';
import { dateOfInstant, lastDayOf } from '#shared/kernel/plain-date.ts';
import { officeOf } from '#shared/ledger/office-name.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { subtreeOf } from '#shared/ledger/office-tree.ts';
import { cellsOf, withOpening } from '#shared/reporting/opening-balance.ts';
import type { PartialReport } from '#shared/reporting/partial-report.ts';
import { canonicalJson, type Report, reportIn } from '#shared/reporting/report.ts';
import { sumOfReports, sumOfYearsBefore } from '#shared/reporting/sum-of-reports.ts';
import { type FrozenVersion, latest } from '#shared/reporting/year-state.ts';
import {
  type Choice,
  type ChosenReport,
  chosenReport,
  ofFrozen,
  type ReportLedger,
} from './chosen-report.ts';
import { type TreePart, tallyOfParts } from './tree-members.ts';
import { openingOf, templateOf, yearStateOf } from './year-history.ts';

/** The reports that are added up: of a signed whole those that were added up then, else as they stand. */
export async function partsOf(ledger: ReportLedger, choice: Choice): Promise<TreePart[]> {
  const frozen = await frozenTree(ledger, choice);
  return frozen === null
    ? partsAsTheyStand(ledger, choice)
    : signedParts(ledger, { year: choice.year, frozen });
}

/** The office's own first; a merged office counts until the year it was merged in. */
export async function partsAsTheyStand(ledger: ReportLedger, choice: Choice): Promise<TreePart[]> {
  const { office: root, year, version } = choice;
  const parts: TreePart[] = [];
  for (const office of await subtreeOf(ledger.log, root, year)) {
    const own = { ...choice, office, version: version === 'live' ? version : undefined };
    const chosen = await chosenReport(ledger, own);
    if (chosen !== null) parts.push({ office, chosen, asOf: choice.asOf });
  }
  return parts;
}

/** A government that keeps no cases of its own has nothing of its own to sign. */
export function owesSignature({ office, chosen }: TreePart, root: string): boolean {
  const isEmpty = Object.values(cellsOf(chosen.report)).every((count) => count === 0);
  return chosen.frozen === null && !(office.id === root && isEmpty);
}

type Signed = { readonly year: number; readonly frozen: FrozenVersion };

export async function signedParts(
  ledger: ReportLedger,
  { year, frozen: { offices = [], asOf } }: Signed,
): Promise<TreePart[]> {
  const parts: TreePart[] = [];
  for (const { office: id, version } of offices) {
    const office = { id, name: (await officeOf(ledger.log, id))?.name ?? id };
    const which = version === null ? ({ version: 'live', asOf } as const) : { version };
    const chosen = await chosenReport(ledger, { office, year, ...which });
    const named = { ...office, name: chosen?.report.office.name ?? office.name };
    if (chosen !== null) parts.push({ office: named, chosen, ...(version === null && { asOf }) });
  }
  return parts;
}

/** The signed whole that is meant; null where the parts as they stand are. */
async function frozenTree(
  { log }: ReportLedger,
  { office, year, version, asOf, period }: Choice,
): Promise<FrozenVersion | null> {
  if (version === 'live' || (version === undefined && (asOf ?? period) !== undefined)) return null;
  const state = await yearStateOf(log, { office: office.id, year, scope: 'tree' }, asOf ?? null);
  return version === undefined
    ? latest(state)
    : (state.versions.find((one) => one.version === version) ?? null);
}

/** As `chosenReport`, of the whole. */
export async function treeReport(ledger: ReportLedger, choice: Choice): Promise<ChosenReport | null> {
  const frozen = await frozenTree(ledger, choice);
  if (frozen !== null) return ofFrozen(frozen);
  if (typeof choice.version === 'number') return null;
  const report = await addedUp(ledger, await partsOf(ledger, choice), choice);
  const signedOn = report.asOf === '' ? lastDayOf(report.year) : dateOfInstant(report.asOf);
  return { report, json: canonicalJson(report), signedOn, frozen: null };
}

type Whole = Choice & { readonly signedAs?: number };

export async function addedUp(
  ledger: ReportLedger,
  parts: readonly TreePart[],
  { office, year, asOf, period, signedAs }: Whole,
): Promise<Report> {
  const { log } = ledger;
  const reports = parts.map(({ chosen }) => chosen.report);
  const newest = reports.reduce<Report['asOf']>((last, { asOf: at }) => (at > last ? at : last), '');
  const head = {
    office,
    year,
    status: signedAs === undefined ? 'live' : 'closed',
    version: signedAs ?? null,
    asOf: asOf ?? newest,
  } as const;
  const own = await yearStateOf(log, { office: office.id, year, scope: 'tree' }, asOf ?? null);
  const template = await templateOf(log, office.id, asOf ?? null);
  return sumOfReports(head, reports, {
    rates: await officeSettings(log, office.id, asOf ?? null).rates(year),
    informationProcessingFen: await processingFees(ledger, parts),
    previous: await yearBefore(ledger, { office, year, asOf }, parts),
    wording: { ...template, ...own.wording },
    ...(period && { period }),
  });
}

/** The whole as it was signed for the year before, else the sum of what the same offices had then. */
async function yearBefore(
  ledger: ReportLedger,
  { office, year, asOf }: Choice,
  parts: readonly TreePart[],
): Promise<PartialReport> {
  const before = { office: office.id, year: year - 1, scope: 'tree' } as const;
  const signed = latest(await yearStateOf(ledger.log, before, asOf ?? null));
  if (signed !== null) return reportIn(signed.report);
  const reports: PartialReport[] = [];
  for (const { office: part } of parts)
    reports.push(await ownYearBefore(ledger, { office: part, year, asOf }));
  return sumOfYearsBefore(year - 1, reports);
}

/** As the office's own report compares: as it signed, else by the records with the opening balance below them. */
async function ownYearBefore(ledger: ReportLedger, { office, year, asOf }: Choice): Promise<PartialReport> {
  const before = { office: office.id, year: year - 1 };
  const signed = latest(await yearStateOf(ledger.log, before, asOf ?? null));
  if (signed !== null) return reportIn(signed.report);
  const choice = { office, year: year - 1, version: 'live', ...(asOf && { asOf }) } as const;
  const records = (await chosenReport(ledger, choice))?.report ?? { year: year - 1 };
  const opening = await openingOf(ledger.log, before, asOf ?? null);
  return opening === null ? records : withOpening(records, opening);
}

/** Read from the records, each office's at its own cut-off, and only where there were charges at all. */
export async function processingFees(
  { log, live }: ReportLedger,
  parts: readonly TreePart[],
): Promise<number> {
  const charging = parts.filter(({ chosen }) => chosen.report.table2.feesTenThousandYuan !== 0);
  if (charging.length === 0) return 0;
  const year = charging[0]?.chosen.report.year ?? 0;
  const { sums } = await tallyOfParts(log, charging, { kinds: FEE_KINDS, indexed: live !== undefined });
  return sums.inYear(INFORMATION_PROCESSING_FEE, year);
}

const FEE_KINDS = new Set(['fee', 'application'] as const);
