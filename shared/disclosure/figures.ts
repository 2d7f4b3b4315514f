/** Table 三: what an application adds to which cell, for every year it touches (rules R1–R9). */

import {
  type Contributions,
  flow,
  INFORMATION_PROCESSING_FEE,
  NO_CONTRIBUTIONS,
  OPEN,
  stock,
  type YearContribution,
} from '#shared/kernel/contribution.ts';
import { yearOf } from '#shared/kernel/plain-date.ts';
import type { Application } from './application.ts';

/** Fees paid count by the day of payment, whatever becomes of the application; the unit is fen. */
export function contributionsOfApplication(state: Application | null): Contributions {
  if (state === null || state.voided) return NO_CONTRIBUTIONS;
  const fees = state.payments.flatMap(({ on, amountFen }) =>
    ['table2.feesTenThousandYuan', INFORMATION_PROCESSING_FEE].map((cell) =>
      flow(cell, yearOf(on), amountFen),
    ),
  );
  return { years: [...fees, ...tableThree(state)], days: [] };
}

/** R1: a paper split by the office counts through its parts. R2: nothing counts before the legal receipt. */
function tableThree(state: Application): readonly YearContribution[] {
  if (state.receivedOn === null || state.splitInto.length > 0) return [];
  const received = yearOf(state.receivedOn);
  const concluded = state.conclusion === null ? null : yearOf(state.conclusion.on);
  return [state.applicantType, 'total'].flatMap((column) => {
    const cell = (row: string): string => `table3.${row}.${column}`;
    const until = concluded ?? OPEN;
    return [
      flow(cell('newlyReceived'), received),
      // R5: 结转 of a year and 上年结转 of the next are the same set of cases
      ...stock(cell('carriedForward'), received, until === OPEN ? OPEN : until - 1),
      ...stock(cell('carriedOver'), received + 1, until),
      ...(state.conclusion === null || concluded === null
        ? []
        : [flow(cell(state.conclusion.outcome), concluded), flow(cell('concluded'), concluded)]),
    ];
  });
}
