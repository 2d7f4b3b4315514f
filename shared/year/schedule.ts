/** When the aggregation is due: every night, and just after a year has ended (Asia/Shanghai, which knows no summer time). */
import { addDays, dateOfInstant, type Instant, type PlainDate } from '#shared/kernel/plain-date.ts';

const NIGHTLY = '02:30:00.000+08:00';
const NEW_YEAR = '00:10:00.000+08:00';

const at = (day: PlainDate, time: string): Instant => `${day}T${time}` as Instant;

/** The latest instant at or before `now` on which a run was to begin. */
export function lastDue(now: Instant): Instant {
  const today = dateOfInstant(now);
  const days = [today, addDays(today, -1)];
  const runs = days.flatMap((day) => [
    at(day, NIGHTLY),
    ...(day.endsWith('-01-01') ? [at(day, NEW_YEAR)] : []),
  ]);
  return (
    runs
      .filter((run) => run <= now)
      .sort()
      .at(-1) ?? at(addDays(today, -1), NIGHTLY)
  );
}

/** Whether a run has been missed since the last one: a machine that was off at night makes up for it in the morning. */
export function isDue(lastRun: Instant | null, now: Instant): boolean {
  return lastRun === null || lastRun < lastDue(now);
}
