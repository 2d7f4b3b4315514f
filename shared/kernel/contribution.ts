/**
 * What a case adds to a figure. Every figure of every table is the weight of a set of cases.
 * Pure data: which cases produce which contributions is decided in `shared/reporting`.
 */
import { parseJson } from './parse-json.ts';
import type { PlainDate } from './plain-date.ts';

/** For a stock that has not ended. */
export const OPEN = 'open';

/**
 * Weight in `cell` in every year from `from` to `until`, both included. A flow has `until` = `from`; a stock
 * ends in the last year it stands at the year's end, or is `open`.
 * Units of weight: 1 a case, `count` for decisions and figures, fen (0.01 yuan) for fees.
 */
export type YearContribution = {
  readonly cell: string;
  readonly from: number;
  readonly until: number | typeof OPEN;
  readonly weight: number;
};

/** Weight in `cell` on one day: hotline figures, which are asked by day, month and year. */
export type DayContribution = { readonly cell: string; readonly on: PlainDate; readonly weight: number };

export type Contributions = {
  readonly years: readonly YearContribution[];
  readonly days: readonly DayContribution[];
};

export const NO_CONTRIBUTIONS: Contributions = { years: [], days: [] };

export function flow(cell: string, year: number, weight = 1): YearContribution {
  return { cell, from: year, until: year, weight };
}

/** A stock standing at the end of years `from` … `until`; none when it ended in the year it began. */
export function stock(cell: string, from: number, until: number | typeof OPEN): YearContribution[] {
  return until !== OPEN && until < from ? [] : [{ cell, from, until, weight: 1 }];
}

/** 信息处理费 received, in fen: section 六 states it by itself, also when it is nothing (F9). */
export const INFORMATION_PROCESSING_FEE = 'fees.informationProcessing';

/** A figure kept by label has a cell for each: `hotline.byType["咨询"]`. */
export function labelledCell(map: string, label: string): string {
  return `${map}[${JSON.stringify(label)}]`;
}

/** Null for a cell without a label. */
export function mapAndLabel(cell: string): readonly [map: string, label: string] | null {
  const at = cell.indexOf('["');
  if (at < 0 || !cell.endsWith('"]')) return null;
  const label: unknown = parseJson(cell.slice(at + 1, -1));
  return typeof label === 'string' ? [cell.slice(0, at), label] : null; // else typed by hand
}

/** Events of a case that the program does not know and its figures leave out: no table prints it, the pages warn of it. */
export const UNKNOWN_EVENTS = 'ledger.unknownEvents';
