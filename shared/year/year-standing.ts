/** How a year's report stands: signed or not, what it says now, and what a signed one has not yet said. */

import type { Office } from '#shared/ledger/office-name.ts';
import type { Difference } from '#shared/reporting/difference.ts';
import { type Report, reportIn } from '#shared/reporting/report.ts';
import type { Scope } from '#shared/reporting/year-events.ts';
import { type FrozenVersion, latest, type YearState } from '#shared/reporting/year-state.ts';
import { unsaid } from './amendments.ts';
import { chosenReport, type ReportLedger } from './chosen-report.ts';
import { addedUp, partsAsTheyStand } from './tree-report.ts';
import { yearStateOf } from './year-history.ts';

export type YearStanding = {
  readonly state: YearState;
  readonly frozen: FrozenVersion | null;
  /** What a signature today would say. */
  readonly now: Report;
  /** Figures of the signed report that the records no longer bear out. */
  readonly unsaid: readonly Difference[];
};
type Whose = { readonly office: Office; readonly year: number; readonly scope: Scope };

export async function yearStanding(ledger: ReportLedger, whose: Whose): Promise<YearStanding> {
  const { office, year, scope } = whose;
  const state = await yearStateOf(ledger.log, { office: office.id, year, scope });
  const frozen = latest(state);
  const now = await currentReport(ledger, whose);
  const said = frozen === null ? null : reportIn(frozen.report);
  return { state, frozen, now, unsaid: said === null ? [] : unsaid(said, now) };
}

/** Of the office alone by its records; of the whole by what the offices have signed, or else their records. */
export async function currentReport(ledger: ReportLedger, { office, year, scope }: Whose): Promise<Report> {
  if (scope === 'tree')
    return addedUp(ledger, await partsAsTheyStand(ledger, { office, year }), { office, year });
  const chosen = await chosenReport(ledger, { office, year, version: 'live' });
  if (chosen === null) throw new Error('a live report is always there');
  return chosen.report;
}
