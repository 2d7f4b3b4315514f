/** What is counted under a figure's name: the weight of a cell in a year, or of a daily cell over some of its days. */

import { isPast, openDueOf } from '#shared/hotline/past-due.ts';
import { mapAndLabel } from '#shared/kernel/contribution.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { DEFAULT_RATES, type RatePolicies } from '#shared/kernel/policies.ts';
import { monthRange, overlap, rangesOf } from './day-ranges.ts';
import type { Period } from './figure-source.ts';
import { satisfiedName } from './hotline-figures.ts';

/**
 * `days` null: none at all. Without it, whatever stands in the year. `openDue`: and the open cases of that map whose
 * date has passed by then.
 */
export type Counted = {
  readonly cell: string;
  readonly year: number;
  readonly days?: Period | null;
  readonly openDue?: { readonly map: string; readonly asOf: Instant | '' };
};
/** The report the figure stands in, as `rangesOf` takes it. */
type CountedIn = {
  readonly year: number;
  readonly asOf: Instant | '';
  readonly period?: Period | undefined;
  readonly rates?: RatePolicies | undefined;
};

/** Months from 0, as in the report's JSON. */
const MONTH = /^(hotline|events)\.byMonth(?:\[(\d|1[01])\]|\.(\d|1[01]))$/;
const DUE_KNOWN = /^(hotline|events)\.dueKnown$/;
const SATISFIED = /^(hotline|events)\.satisfied$/;
const PREVIOUS = /^(hotline|events)\.receivedPreviousYear$/;
/** Stocks that hold at one moment, whenever their cases came in. */
const STANDING = /^events\.(?:pending|underSupervision|linkedTo)/;

export function countedAs(name: string, { year, asOf, period, rates = DEFAULT_RATES }: CountedIn): Counted {
  const { own, before } = rangesOf(year, asOf, period);
  const [, block, bracketed, dotted] = MONTH.exec(name) ?? [];
  if (block !== undefined) {
    const month = monthRange(year, Number(bracketed ?? dotted));
    return { cell: `${block}.received`, year, days: overlap(month, own) };
  }
  const [, earlier] = PREVIOUS.exec(name) ?? [];
  if (earlier !== undefined) return { cell: `${earlier}.received`, year: year - 1, days: before };
  const isNarrowed = period !== undefined && /^(?:hotline|events)\./.test(name) && !STANDING.test(name);
  const [, due] = DUE_KNOWN.exec(name) ?? [];
  const [, rated] = SATISFIED.exec(name) ?? [];
  const cell = rated === undefined ? name : `${rated}.${satisfiedName(rates)}`;
  const isClosedOnly = due === undefined || rates.hotlineOnTimeOver === 'closed';
  const openDue = isClosedOnly ? {} : { openDue: { map: openDueOf(due), asOf } };
  return { cell, year, ...(isNarrowed && { days: period }), ...openDue };
}

/** Whether a cell is one that is counted; `openDue` names many. */
export function isCell({ cell, openDue }: Pick<Counted, 'cell' | 'openDue'>, name: string): boolean {
  if (name === cell) return true;
  const [map, due] = mapAndLabel(name) ?? [];
  return openDue !== undefined && map === openDue.map && due !== undefined && isPast(due, openDue.asOf);
}

/** Whether a name is that of a month, or of the days of the year before: counted, but no cell of its own. */
export const isCountedElsewhere = (name: string): boolean => MONTH.test(name) || PREVIOUS.test(name);
