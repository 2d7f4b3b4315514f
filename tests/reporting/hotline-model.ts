/**
 * What an office would count by hand from its call sheets: every figure of the report `hotline` and `events` from the
 * sheets alone, with loops and without events, cells or states. The product is checked against it.
 */

/** One line of a sheet: what was done when. Times are `YYYY-MM-DD HH:MM` of Asia/Shanghai. */
export type SheetLine = { readonly at: string; readonly what: string; readonly value?: string };
export type Sheet = {
  readonly receivedAt: string;
  readonly source: string;
  readonly is12345: boolean;
  readonly typeLabel: string;
  readonly topic: string;
  /** In any order. */
  readonly lines: readonly SheetLine[];
};

export type ByHand = Readonly<
  Record<string, number | null | Readonly<Record<string, number>> | readonly number[]>
>;

const SATISFIED = ['satisfied', 'fairlySatisfied'];

type Ended = {
  accepted: boolean;
  closedAt: string | null;
  due: string | null;
  rating: string | null;
  department: string | null;
};

function ended(sheet: Sheet): Ended {
  const lines = sheet.lines.map((line, index) => ({ ...line, index }));
  lines.sort((a, b) => (a.at === b.at ? a.index - b.index : a.at < b.at ? -1 : 1));
  const result: Ended = { accepted: true, closedAt: null, due: null, rating: null, department: null };
  for (const { what, value = null, at } of lines) {
    if (what === 'merge' || what === 'reject') result.accepted = false;
    if (what === 'close') result.closedAt = at;
    if (what === 'redo') result.closedAt = null;
    if (what === 'limit' || what === 'extend') result.due = value;
    if (what === 'rate') result.rating = value;
    if (what === 'dispatch') result.department = value;
    if (what === 'return') result.department = null;
  }
  return result;
}

/** 四舍五入 to so many decimals, by way of decimal text. */
function rounded(numerator: number, denominator: number, decimals: number): number | null {
  if (denominator === 0) return null;
  const scale = 10 ** decimals;
  const whole = BigInt(Math.abs(numerator)) * BigInt(scale) * 2n + BigInt(denominator);
  const result = Number(whole / (2n * BigInt(denominator))) / scale;
  return numerator < 0 ? -result : result;
}

function lastYear(day: string): string {
  const before = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  return before.endsWith('02-29') ? before.replace('02-29', '02-28') : before;
}

function daysFrom(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}

export type Asked = {
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  readonly year: number;
};

export function byHand(all: readonly Sheet[], only12345: boolean, { from, to, asOf, year }: Asked): ByHand {
  const sheets = all.filter((sheet) => !only12345 || sheet.is12345);
  const within = (sheet: Sheet, a: string, b: string) => {
    const day = sheet.receivedAt.slice(0, 10);
    return day >= a && day <= b;
  };
  const mine = sheets.filter((sheet) => within(sheet, from, to));
  const lastDay = asOf < from ? from : asOf < to ? asOf : to;
  const before = sheets.filter((sheet) => within(sheet, lastYear(from), lastYear(lastDay))).length;
  const numbers = { accepted: 0, closed: 0, closedOnTime: 0, dueKnown: 0, rated: 0, satisfied: 0 };
  const maps: Record<string, Record<string, number>> = {
    bySource: {},
    byType: {},
    byTopic: {},
    byDepartment: {},
  };
  const months = Array.from({ length: 12 }, () => 0);
  const note = (map: string, label: string | null) => {
    const counts = maps[map];
    if (label !== null && counts) counts[label] = (counts[label] ?? 0) + 1;
  };
  for (const sheet of mine) {
    const end = ended(sheet);
    note('bySource', sheet.source);
    note('byType', sheet.typeLabel);
    note('byTopic', sheet.topic);
    note('byDepartment', end.department);
    const month = Number(sheet.receivedAt.slice(5, 7)) - 1;
    if (Number(sheet.receivedAt.slice(0, 4)) === year) months[month] = (months[month] ?? 0) + 1;
    if (!end.accepted) continue;
    numbers.accepted += 1;
    if (end.closedAt !== null) numbers.closed += 1;
    if (end.closedAt !== null && end.due !== null && end.closedAt <= end.due) numbers.closedOnTime += 1;
    // figures are taken at noon: what was due by then and is open is late, what is due later nobody can say
    if (end.due !== null && (end.closedAt !== null || end.due <= `${asOf} 12:00`)) numbers.dueKnown += 1;
    if (end.rating !== null && [...SATISFIED, 'dissatisfied'].includes(end.rating)) numbers.rated += 1;
    if (end.rating !== null && SATISFIED.includes(end.rating)) numbers.satisfied += 1;
  }
  return {
    received: mine.length,
    receivedPreviousYear: before,
    yearOnYear: rounded(mine.length - before, before, 4),
    ...{ accepted: numbers.accepted, closed: numbers.closed },
    closureRate: rounded(numbers.closed, numbers.accepted, 4),
    closedOnTime: numbers.closedOnTime,
    dueKnown: numbers.dueKnown,
    onTimeRate: rounded(numbers.closedOnTime, numbers.dueKnown, 4),
    ...{ rated: numbers.rated, satisfied: numbers.satisfied },
    satisfactionRate: rounded(numbers.satisfied, numbers.rated, 4),
    dailyAverage: rounded(mine.length, daysFrom(from, lastDay), 1),
    ...maps,
    byMonth: months,
  };
}
