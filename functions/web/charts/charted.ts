/** What the charts of a year show, as figures: each is a picture and a table of the same numbers. */
import type { Bars } from '#shared/documents/charts.ts';
import { APPLICANT_TYPE_LABELS, APPLICANT_TYPES, formOf, plainLabel } from '#shared/glossary.ts';
import { labelledCell } from '#shared/kernel/contribution.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { monthRange } from '#shared/reporting/day-ranges.ts';
import type { CountsByLabel } from '#shared/reporting/report.ts';
import type { LiveFigures } from '#shared/store/views.ts';

export type Charted = Omit<Bars, 'size'> & {
  readonly key: string;
  /** The title of the first column, and of the counts where nothing stands beside them. */
  readonly heading: string;
  readonly counted: string;
  /** What the picture leaves out, or how to read it. */
  readonly note?: string;
  /** The cases behind each figure, and behind each of those beside it, where one list names exactly them. */
  readonly hrefs?: readonly (string | null)[];
  readonly besideHrefs?: readonly (string | null)[];
};

const cellHref = (year: number, name: string): string =>
  `/tables/${year}/cell?${new URLSearchParams({ name, version: 'live' })}`;

const daysHref = (cell: string, { from, to }: { readonly from: string; readonly to: string }): string =>
  `/hotline/cases?${new URLSearchParams({ cell, from, to })}`;
const CALLS = 'events.received';

/** `until`: of the months after it nothing is known yet. */
export type YearFigures = {
  readonly year: number;
  readonly until: PlainDate;
  readonly now: LiveFigures;
  readonly before: LiveFigures;
};

const MONTHS = Array.from({ length: 12 }, (_, month) => month);

/** Months that have begun. */
function monthsOf({ year, until }: YearFigures): readonly number[] {
  return MONTHS.filter((month) => monthRange(year, month).from <= until);
}

function byMonth(
  figures: LiveFigures,
  cell: string,
  { year, months }: { year: number; months: readonly number[] },
) {
  return months.map((month) => {
    const { from, to } = monthRange(year, month);
    return figures.weightOfDays(cell, from, to);
  });
}

type Monthly = Pick<Charted, 'key' | 'title'> & { readonly cell: string };

/** A cell through the year, beside the year before. */
function besideYearBefore(of: YearFigures, { cell, ...named }: Monthly): Charted {
  const { year, now, before } = of;
  const months = monthsOf(of);
  return {
    ...named,
    ...{ heading: '月份', counted: `${year}年`, horizontal: false },
    labels: months.map((month) => `${month + 1}月`),
    counts: byMonth(now, cell, { year, months }),
    beside: {
      ...{ name: `${year - 1}年`, own: `${year}年` },
      counts: byMonth(before, cell, { year: year - 1, months }),
    },
  };
}

export const applicationsByMonth = (of: YearFigures): Charted =>
  besideYearBefore(of, { key: 'applications', title: '各月收到的申请（件）', cell: 'disclosure.received' });
export function callsByMonth(of: YearFigures): Charted {
  const months = monthsOf(of);
  const title = '各月收到的热线和其他来源工单（件次）';
  return {
    ...besideYearBefore(of, { key: 'calls', title, cell: CALLS }),
    hrefs: months.map((month) => daysHref(CALLS, monthRange(of.year, month))),
    besideHrefs: months.map((month) => daysHref(CALLS, monthRange(of.year - 1, month))),
  };
}

/** What came in and what was concluded, by the day of either. */
export function intakeAndOutcomes(of: YearFigures): Charted {
  const { year, now } = of;
  const months = monthsOf(of);
  return {
    ...{
      key: 'intake',
      title: '申请：各月收到和办结（件）',
      heading: '月份',
      counted: '收到',
      horizontal: false,
    },
    labels: months.map((month) => `${month + 1}月`),
    counts: byMonth(now, 'disclosure.received', { year, months }),
    beside: {
      ...{ name: '办结', own: '收到' },
      counts: byMonth(now, 'disclosure.concluded', { year, months }),
    },
  };
}

/** Table 三 by the headings of its results. */
export function outcomes({ year, now }: YearFigures): Charted {
  const sums = new Map<string, number>();
  const cells = new Map<string, string | null>();
  for (const { key, label, group } of formOf(year).outcomes) {
    const name = plainLabel(group ?? label);
    const cell = `table3.${key}.total`;
    sums.set(name, (sums.get(name) ?? 0) + now.weight(cell, year));
    // a heading over several rows is no cell
    cells.set(name, cells.has(name) ? null : cellHref(year, cell));
  }
  return {
    hrefs: [...cells.values()],
    ...{ key: 'outcomes', title: '申请：办理结果（件）', heading: '结果', counted: '件数', horizontal: true },
    labels: [...sums.keys()],
    counts: [...sums.values()],
  };
}

export function applicants({ year, now }: YearFigures): Charted {
  return {
    ...{
      key: 'applicants',
      title: '申请：申请人类型（件）',
      heading: '类型',
      counted: '件数',
      horizontal: true,
    },
    labels: APPLICANT_TYPES.map((type) => APPLICANT_TYPE_LABELS[type]),
    counts: APPLICANT_TYPES.map((type) => now.weight(`table3.newlyReceived.${type}`, year)),
    hrefs: APPLICANT_TYPES.map((type) => cellHref(year, `table3.newlyReceived.${type}`)),
  };
}

const MOST = 10;
const BREAKDOWNS = {
  channels: ['disclosure.byChannel', '申请：申请渠道（件）', '渠道'],
  sources: ['events.bySource', '热线和其他来源：来源（件次）', '来源'],
  topics: ['events.byTopic', '热线和其他来源：事项（件次）', '事项'],
} as const;

/** Where it came from and what it was about, the largest first. */
export function breakdowns(
  { year, now }: YearFigures,
  ...shown: readonly (keyof typeof BREAKDOWNS)[]
): readonly Charted[] {
  const from = monthRange(year, 0).from;
  const { to } = monthRange(year, 11);
  return shown
    .map((key) => {
      const [map, title, heading] = BREAKDOWNS[key];
      const charted = largestFirst(now.labelledOfDays(map, from, to), { key, title, heading });
      if (key === 'channels') return charted; // a figure of days, and no cell
      return {
        ...charted,
        hrefs: charted.labels.map((label) => daysHref(labelledCell(map, label), { from, to })),
      };
    })
    .filter(({ labels }) => labels.length > 0);
}

function largestFirst(counts: CountsByLabel, named: Pick<Charted, 'key' | 'title' | 'heading'>): Charted {
  const rows = Object.entries(counts).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const [shown, rest] = [rows.slice(0, MOST), rows.slice(MOST)];
  const sum = rest.reduce((so, [, count]) => so + count, 0);
  return {
    ...named,
    ...{ counted: '件数', horizontal: true },
    labels: shown.map(([label]) => label),
    counts: shown.map(([, count]) => count),
    ...(sum > 0 && { note: `图中是前 ${MOST} 项；其余 ${rest.length} 项共 ${sum} 件。` }),
  };
}

type OfYear = { readonly year: number; readonly figures: LiveFigures };

/** New applications and conclusions of each year, from the first that had any. */
export function yearAgainstYear(all: readonly OfYear[]): Charted {
  const of = (name: string, { year, figures }: OfYear) => figures.weight(`table3.${name}.total`, year);
  const first = all.findIndex((one) => of('newlyReceived', one) + of('concluded', one) > 0);
  const years = all.slice(first < 0 ? -1 : first);
  return {
    ...{ key: 'years', title: '申请：各年新收和办结（件）', heading: '年度' },
    ...{ counted: '新收', horizontal: false },
    labels: years.map(({ year }) => `${year}年`),
    counts: years.map((one) => of('newlyReceived', one)),
    hrefs: years.map(({ year }) => cellHref(year, 'table3.newlyReceived.total')),
    besideHrefs: years.map(({ year }) => cellHref(year, 'table3.concluded.total')),
    beside: { name: '办结', own: '新收', counts: years.map((one) => of('concluded', one)) },
  };
}
