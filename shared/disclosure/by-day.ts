/** What an application adds to the days of a year: for what is looked at, never for the form. */
import { CHANNEL_LABELS } from '#shared/glossary/choices.ts';
import { type DayContribution, labelledCell } from '#shared/kernel/contribution.ts';
import { type PlainDate, yearOf } from '#shared/kernel/plain-date.ts';
import type { Application } from './application.ts';
import { spanOf } from './span.ts';

/**
 * `disclosure.received` of the days of a year is its 新收 in table 三, and
 * `disclosure.concluded` its 总计 of results, whichever policies are in force.
 */
export function byDay(state: Application): readonly DayContribution[] {
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
