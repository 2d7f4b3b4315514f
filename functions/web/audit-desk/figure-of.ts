/** A figure's life as it is shown: its value now, every move, and what each signed version says. */
import type { Office } from '#shared/ledger/office-name.ts';
import { figureIn } from '#shared/reporting/layout.ts';
import { reportIn } from '#shared/reporting/report.ts';
import type { House } from '#shared/store/house.ts';
import { figureLife } from '#shared/trail/figure-life.ts';
import { chosenFigure, reportLedger } from '#shared/year/chosen-report.ts';
import { yearStateOf } from '#shared/year/year-history.ts';
import type { Life } from './figure-life.tsx';

type Of = { readonly office: Office; readonly year: number; readonly name: string };

export async function figureLifeOf(house: House, { office, year, name }: Of): Promise<Life> {
  const now = await chosenFigure(reportLedger(house), { office, year, version: 'live' }, name);
  const { versions } = await yearStateOf(house.log, { office: office.id, year });
  const signed = versions.map(({ version, on, asOf, approvedBy, report }) => ({
    ...{ version, on, asOf, approvedBy },
    value: figureIn(reportIn(report), name) ?? null,
  }));
  const moves = await figureLife(house.log, { office: office.id, year, cell: name }, house.clock.now());
  return { year, name, now: now?.value ?? null, moves, signed };
}
