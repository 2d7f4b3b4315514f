/** What has been recorded since a year was closed and touches it (R13, trap 20): the published year stands. */

import type { Office } from '#shared/ledger/office-name.ts';
import { type Difference, differences, movesByItself } from '#shared/reporting/difference.ts';
import { type Report, reportIn } from '#shared/reporting/report.ts';
import type { CellDifference } from '#shared/reporting/year-events.ts';
import { latest } from '#shared/reporting/year-state.ts';
import { withCases } from './causing-cases.ts';
import { chosenReport, type ReportLedger } from './chosen-report.ts';
import { yearStateOf } from './year-history.ts';

/** `movesByItself`: a rate that only goes on as cases are closed; nothing has to be restated for its sake. */
type Amendment = CellDifference & { readonly movesByItself: boolean };

/** The figures of a signed report that the records no longer bear out. What follows from another figure is left out. */
export function unsaid(signed: Report, now: Report): Difference[] {
  return differences(signed, now).filter(
    ({ cell }) =>
      !/^narrative\.section/.test(cell) &&
      !/^(?:hotline|events)\.(?:dailyAverage|yearOnYear|receivedPreviousYear)$/.test(cell),
  );
}

/** Null while the year is open. Prose is left out: it follows its figures. The log is read for what has changed since. */
export async function amendmentsOf(
  ledger: ReportLedger,
  { office, year }: { readonly office: Office; readonly year: number },
): Promise<Amendment[] | null> {
  const frozen = latest(await yearStateOf(ledger.log, { office: office.id, year }));
  if (frozen === null) return null;
  const now = await chosenReport(ledger, { office, year, version: 'live' });
  const found = now === null ? [] : unsaid(reportIn(frozen.report), now.report);
  const cuts = { before: new Map([[office.id, frozen.asOf]]), after: new Map([[office.id, null]]) };
  const amended = await withCases(ledger.log, found, { ...cuts, year, indexed: true });
  return amended.map((one) => ({ ...one, movesByItself: movesByItself(one) }));
}
