/** When the aggregation is due: every night, and just after a year has ended (Asia/Shanghai, which knows no summer time). */
import { addDays, atTime, dateOfInstant, type Instant } from '#shared/kernel/plain-date.ts';

const NIGHTLY = '02:30:00.000';
const NEW_YEAR = '00:10:00.000';

/** The latest instant at or before `now` on which a run was to begin. */
export function lastDue(now: Instant): Instant {
  const today = dateOfInstant(now);
  const days = [today, addDays(today, -1)];
  const runs = days.flatMap((day) => [
    atTime(day, NIGHTLY),
    ...(day.endsWith('-01-01') ? [atTime(day, NEW_YEAR)] : []),
  ]);
  return (
    runs
      .filter((run) => run <= now)
      .sort()
      .at(-1) ?? atTime(addDays(today, -1), NIGHTLY)
  );
}

/** Whether a run has been missed since the last one: a machine that was off at night makes up for it in the morning. */
export function isDue(lastRun: Instant | null, now: Instant): boolean {
  return lastRun === null || lastRun < lastDue(now);
}
