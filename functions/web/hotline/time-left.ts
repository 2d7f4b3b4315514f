/** What is left of a case's time limit, in words. */
import {
  dateOfInstant,
  daysBetween,
  endOfDate,
  epochOf,
  type Instant,
  type PlainDate,
  parseInstant,
} from '#shared/kernel/plain-date.ts';
import type { CaseSummary } from '#shared/store/views.ts';

/** Within these hours of its end a limit is told to the hour. */
const NEAR = 48;

/** `今天到期`, `已超期 3 天`, `还有 2 天`: by the calendar, for a board that is looked at from afar; near its end to the hour. */
export function leftText(one: CaseSummary, now: Instant): string {
  const { dueOn } = one;
  if (dueOn === null) return '未定时限';
  const dueAt = parseInstant(String(one.facts.dueAt ?? ''));
  if (dueAt !== null && dueAt !== endOfDate(dueOn)) {
    const hours = Math.floor((epochOf(dueAt) - epochOf(now)) / 3_600_000);
    if (hours >= 0 && hours < NEAR) return hours === 0 ? '不到 1 小时' : `还有 ${hours} 小时`;
    if (hours < 0 && hours >= -NEAR) return `已超期 ${-hours} 小时`;
  }
  return dayText(dueOn, now);
}

function dayText(dueOn: PlainDate, now: Instant): string {
  const days = daysBetween(dateOfInstant(now), dueOn);
  if (days === 0) return '今天到期';
  return days < 0 ? `已超期 ${-days} 天` : `还有 ${days} 天`;
}
