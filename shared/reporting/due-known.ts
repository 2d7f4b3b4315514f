/** Over how many cases 按时办结率 is, at the instant the figures are taken. */
import { isPast, openDueOf } from '#shared/hotline/past-due.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { FigureSource, Period } from './figure-source.ts';

type Taken = Period & { readonly asOf: Instant | '' };

export function dueKnown(source: FigureSource, block: string, { from, to, asOf }: Taken): number {
  const open = Object.entries(source.labelledOfDays(openDueOf(block), from, to));
  const past = open.filter(([hour]) => isPast(hour, asOf));
  return past.reduce((sum, [, count]) => sum + count, source.weightOfDays(`${block}.dueKnown`, from, to));
}
