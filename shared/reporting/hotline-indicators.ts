/**
 * The office's own indicators of how cases were handled, beside those of the report. No official
 * formula was seen: each is a policy of this page, and each keeps its numerator and denominator.
 */

import type { Instant } from '#shared/kernel/plain-date.ts';
import { DEFAULT_RATES, type RatePolicies, satisfiedName } from '#shared/kernel/policies.ts';
import type { FigureSource, Period } from './figure-source.ts';
import { dueKnown, rate } from './hotline-figures.ts';

const INDICATORS = [
  'closure',
  'onTime',
  'satisfaction',
  'firstDispatch',
  'returned',
  'extended',
  'redone',
  'followedUp',
] as const;
type IndicatorName = (typeof INDICATORS)[number];

export const INDICATOR_LABELS: Readonly<Record<IndicatorName, string>> = {
  closure: '办结率',
  onTime: '按时办结率',
  satisfaction: '满意率',
  firstDispatch: '首派准确率',
  returned: '退单率',
  extended: '延期率',
  redone: '重办率',
  followedUp: '回访率',
};

/** Numerator and denominator are each the cases of some cells, which no case is in twice. */
export type Indicator = {
  readonly name: IndicatorName;
  readonly numerator: number;
  readonly denominator: number;
  readonly rate: number | null;
  readonly numeratorCells: readonly string[];
  readonly denominatorCells: readonly string[];
};

const DISPATCHED = ['rightlyDispatched', 'misdispatched'];
/** A case that was closed and is being done over has been closed, too. */
const EVER_CLOSED = ['closed', 'reopened'];
const FORMULAS: Readonly<Record<IndicatorName, readonly [readonly string[], readonly string[]]>> = {
  closure: [['closed'], ['accepted']],
  onTime: [['closedOnTime'], ['dueKnown']],
  satisfaction: [['satisfied'], ['rated']],
  firstDispatch: [['rightlyDispatched'], DISPATCHED],
  returned: [['returned'], DISPATCHED],
  extended: [['extended'], ['accepted']],
  redone: [['redone'], EVER_CLOSED],
  followedUp: [['followedUp'], EVER_CLOSED],
};

type Taken = { readonly asOf: Instant | ''; readonly rates?: RatePolicies | undefined };

/** Three of them are the report's own, and taken as it takes them. */
function formulaOf(name: IndicatorName, rates: RatePolicies): (typeof FORMULAS)[IndicatorName] {
  if (name === 'satisfaction') return [[satisfiedName(rates)], ['rated']];
  const isOverAll = name === 'closure' && rates.hotlineClosureOver === 'received';
  return isOverAll ? [['closed'], ['received']] : FORMULAS[name];
}

/** Over the accepted cases received in the period. */
export function hotlineIndicators(
  group: 'hotline' | 'events',
  source: FigureSource,
  { from, to, asOf, rates = DEFAULT_RATES }: Period & Taken,
): readonly Indicator[] {
  const cells = (names: readonly string[]) => names.map((name) => `${group}.${name}`);
  const weight = (names: readonly string[]) =>
    names.reduce(
      (sum, name) =>
        sum +
        (name === 'dueKnown' && rates.hotlineOnTimeOver === 'due'
          ? dueKnown(source, group, { from, to, asOf })
          : source.weightOfDays(`${group}.${name}`, from, to)),
      0,
    );
  return INDICATORS.map((name) => {
    const [above, over] = formulaOf(name, rates);
    const [numerator, denominator] = [weight(above), weight(over)];
    return {
      name,
      numerator,
      denominator,
      rate: rate(numerator, denominator),
      numeratorCells: cells(above),
      denominatorCells: cells(over),
    };
  });
}
