/** Table 三: what an application adds to which cell, for every year it touches (rules R1–R9). */
import {
  type Contributions,
  flow,
  INFORMATION_PROCESSING_FEE,
  NO_CONTRIBUTIONS,
  stock,
  type YearContribution,
} from '#shared/kernel/contribution.ts';
import { yearOf } from '#shared/kernel/plain-date.ts';
import type { Application } from './application.ts';
import { byDay } from './by-day.ts';
import { spanOf } from './span.ts';

const FEES = ['table2.feesTenThousandYuan', INFORMATION_PROCESSING_FEE];
/** Fees paid count by the day of payment, whatever becomes of the application; the unit is fen. */
export function contributionsOfApplication(state: Application | null): Contributions {
  if (state === null || state.voided) return NO_CONTRIBUTIONS;
  const fees = state.payments.flatMap(({ on, amountFen }) =>
    FEES.map((cell) => flow(cell, yearOf(on), amountFen)),
  );
  return { years: [...fees, ...tableThree(state)], days: byDay(state) };
}

/** R2: nothing counts before the legal receipt. */
function tableThree(state: Application): readonly YearContribution[] {
  const span = spanOf(state);
  if (span === null) return [];
  const { from, isNew, carriedOver, carriedForward, concluded } = span;
  return [state.applicantType, 'total'].flatMap((column) => {
    const cell = (row: string): string => `table3.${row}.${column}`;
    return [
      ...(isNew ? [flow(cell('newlyReceived'), from)] : []),
      // R5: 结转 of a year and 上年结转 of the next are the same set of cases
      ...stock(cell('carriedForward'), from, carriedForward),
      ...stock(cell('carriedOver'), isNew ? from + 1 : from, carriedOver),
      ...(state.conclusion === null || concluded === null
        ? []
        : [flow(cell(state.conclusion.countedAs), concluded), flow(cell('concluded'), concluded)]),
    ];
  });
}
