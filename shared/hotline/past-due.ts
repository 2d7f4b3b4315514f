/**
 * Over which cases 按时办结率 is: accepted ones with a due date that are closed, or past it when the figures are taken.
 * An open case comes in by the mere passing of time, so it stands in a cell of the hour in which its date has passed.
 */
import { epochOf, type Instant, instantOf } from '#shared/kernel/plain-date.ts';

const HOUR_MS = 3_600_000;
const HOUR_LENGTH = '2026-09-18T18'.length;

/** Open cases of a block, by the full hour at or after their due date. */
export const openDueOf = (block: string): string => `${block}.openDue`;

/** Whole hours, so that there are some thousand cells in a year and not one a case. */
export function hourDue(dueAt: Instant): string {
  const epoch = epochOf(dueAt);
  return hourOf(instantOf(Math.ceil(epoch / HOUR_MS) * HOUR_MS));
}

const hourOf = (instant: Instant): string => instant.slice(0, HOUR_LENGTH);

/** Whether a case that is due in that hour is past its date. `asOf` is '' for an empty ledger. */
export function isPast(hour: string, asOf: Instant | ''): boolean {
  return asOf !== '' && hour <= hourOf(asOf);
}
