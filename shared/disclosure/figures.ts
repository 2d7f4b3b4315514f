/** Table 三: what an application adds to which cell, for every year it touches (rules R1–R9); and the same by day. */

import { CHANNEL_LABELS } from '#shared/glossary/choices.ts';
import {
  type Contributions,
  type DayContribution,
  flow,
  INFORMATION_PROCESSING_FEE,
  labelledCell,
  NO_CONTRIBUTIONS,
  stock,
  type YearContribution,
} from '#shared/kernel/contribution.ts';
import { type PlainDate, yearOf } from '#shared/kernel/plain-date.ts';
import type { Application } from './application.ts';
import { spanOf } from './span.ts';

/** Fees paid count by the day of payment, whatever becomes of the application; the unit is fen. */
export function contributionsOfApplication(state: Application | null): Contributions {
  if (state === null || state.voided) return NO_CONTRIBUTIONS;
  const fees = state.payments.flatMap(({ on, amountFen }) =>
    ['table2.feesTenThousandYuan', INFORMATION_PROCESSING_FEE].map((cell) =>
      flow(cell, yearOf(on), amountFen),
    ),
  );
  return { years: [...fees, ...tableThree(state)], days: byDay(state) };
}

/**
 * For what is looked at through a year: `disclosure.received` of the days of a year is its 新收 in table 三, and
 * `disclosure.concluded` its 总计 of results, whichever policies are in force.
 */
function byDay(state: Application): readonly DayContribution[] {
  const span = spanOf(state);
  const { receivedOn, countedFrom, conclusion, channel } = state;
  if (span === null || receivedOn === null) return [];
  const isOfReceipt = countedFrom === null || yearOf(receivedOn) === span.from;
  const on = isOfReceipt ? receivedOn : countedFrom.on;
  const day = (name: string, of: PlainDate): DayContribution => ({
    cell: `disclosure.${name}`,
    on: of,
    weight: 1,
  });
  return [
    ...(span.isNew ? [day('received', on)] : []),
    ...(span.isNew && channel !== null ? [day(labelledCell('byChannel', CHANNEL_LABELS[channel]), on)] : []),
    ...(conclusion === null || span.concluded === null ? [] : [day('concluded', conclusion.on)]),
  ];
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
