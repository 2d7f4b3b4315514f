/** A year as published before the product, beside what the records say of it. */

import type { Office } from '#shared/ledger/office-name.ts';
import {
  type OpeningBalance,
  type OpeningDifference,
  openingDifferences,
} from '#shared/reporting/opening-balance.ts';
import { chosenReport, type ReportLedger } from './chosen-report.ts';
import { openingOf } from './year-history.ts';

type OpeningBeside = {
  readonly opening: OpeningBalance;
  readonly differences: readonly OpeningDifference[];
};

/** Null when no report of that year was imported. */
export async function openingBalanceOf(
  ledger: ReportLedger,
  { office, year }: { readonly office: Office; readonly year: number },
): Promise<OpeningBeside | null> {
  const opening = await openingOf(ledger.log, { office: office.id, year });
  if (opening === null) return null;
  const recorded = await chosenReport(ledger, { office, year, version: 'live' });
  return { opening, differences: recorded === null ? [] : openingDifferences(recorded.report, opening) };
}
