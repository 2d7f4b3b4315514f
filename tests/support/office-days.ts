/** Working days by the raw package and UTC dates alone: shares no code with the calendar of the product. */
import chineseDays from 'chinese-days/dist/chinese-days.json' with { type: 'json' };

const holidays = new Set(Object.keys(chineseDays.holidays));
const workdays = new Set(Object.keys(chineseDays.workdays));

export function later(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

export function works(day: string): boolean {
  if (workdays.has(day)) return true;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return !holidays.has(day) && weekday !== 0 && weekday !== 6;
}

export function nthWorkingDay(from: string, n: number): string {
  let day = from;
  for (let left = n; left > 0; left -= works(day) ? 1 : 0) day = later(day, 1);
  return day;
}
