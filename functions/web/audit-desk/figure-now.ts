/** A figure as it stands: its value now, and what each signed version says. */
import type { Office } from '#shared/ledger/office-name.ts';
import { figureIn } from '#shared/reporting/layout.ts';
import { reportIn } from '#shared/reporting/report.ts';
import type { House } from '#shared/store/house.ts';
import { chosenFigure, reportLedger } from '#shared/year/chosen-report.ts';
import { yearStateOf } from '#shared/year/year-history.ts';
import type { Standing } from './figure-life.tsx';

type Of = { readonly office: Office; readonly year: number; readonly name: string };

export async function figureNow(house: House, { office, year, name }: Of): Promise<Standing> {
  const now = await chosenFigure(reportLedger(house), { office, year, version: 'live' }, name);
  const { versions } = await yearStateOf(house.log, { office: office.id, year });
  const signed = versions.map(({ version, on, asOf, approvedBy, report }) => ({
    ...{ version, on, asOf, approvedBy },
    value: figureIn(reportIn(report), name) ?? null,
  }));
  return { year, name, now: now?.value ?? null, signed };
}
