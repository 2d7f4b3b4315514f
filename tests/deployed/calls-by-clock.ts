/** When a schedule of the template was due: `rate(…)` and the `cron(…)` expressions that ours use, in their time zone. */
export type Cron = {
  readonly ScheduleExpression: string;
  readonly ScheduleExpressionTimezone?: string;
  readonly State?: string;
};

const MINUTE = 60_000;
/** No other zone is in the templates; one that comes ends the suite. */
const ZONES: Readonly<Record<string, number>> = { 'Asia/Shanghai': 8 * 60 * MINUTE, UTC: 0 };

/** The last instant after `from` and not after `to`, in milliseconds; null where it was not due. */
export function lastBetween(
  { ScheduleExpression, ScheduleExpressionTimezone = 'UTC', State = 'ENABLED' }: Cron,
  from: number,
  to: number,
): number | null {
  if (State !== 'ENABLED') return null;
  const offset = ZONES[ScheduleExpressionTimezone];
  if (offset === undefined)
    throw new Error(`the suite does not know the time zone ${ScheduleExpressionTimezone}`);
  const [, kind, inner = ''] = /^(rate|cron)\((.+)\)$/.exec(ScheduleExpression) ?? [];
  if (kind === 'rate') return to - from >= rateOf(inner) ? to : null;
  if (kind !== 'cron') throw new Error(`the suite does not know ${ScheduleExpression}`);
  const fields = inner.split(' ');
  for (let at = to - (to % MINUTE); at > from; at -= MINUTE)
    if (isDue(fields, new Date(at + offset))) return at;
  return null;
}

const UNITS = { minute: MINUTE, hour: 60 * MINUTE, day: 24 * 60 * MINUTE } as const;

/** `5 minutes` in milliseconds. */
function rateOf(inner: string): number {
  const [, count, unit = ''] = /^(\d+) (minute|hour|day)s?$/.exec(inner) ?? [];
  const one = UNITS[unit as keyof typeof UNITS];
  if (one === undefined) throw new Error(`the suite does not know rate(${inner})`);
  return Number(count) * one;
}

const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

function isDue(
  [minute = '*', hour = '*', day = '*', month = '*', weekday = '?', year = '*']: readonly string[],
  at: Date,
): boolean {
  return (
    fits(minute, at.getUTCMinutes()) &&
    fits(hour, at.getUTCHours()) &&
    fits(day, at.getUTCDate()) &&
    fits(month, at.getUTCMonth() + 1) &&
    fits(weekday, at.getUTCDay() + 1) &&
    fits(year, at.getUTCFullYear())
  );
}

function fits(field: string, value: number): boolean {
  if (field === '*' || field === '?') return true;
  return field.split(',').some((part) => {
    const [range = '', step] = part.split('/');
    const [first, last = first] = range.split('-').map(numberOf);
    if (step !== undefined)
      return (
        value >= (Number.isNaN(first) ? 0 : Number(first)) &&
        (value - (Number(first) || 0)) % Number(step) === 0
      );
    // MON-SUN goes around the end of the week
    return Number(first) <= Number(last)
      ? value >= Number(first) && value <= Number(last)
      : value >= Number(first) || value <= Number(last);
  });
}

function numberOf(text: string): number {
  const day = DAYS.indexOf(text);
  return day >= 0 ? day + 1 : Number(text);
}
