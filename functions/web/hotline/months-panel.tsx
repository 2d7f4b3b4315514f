/** What came in month by month, beside the year before; every figure leads to its cases. */
import type { FC } from 'hono/jsx';
import { monthRange, overlap } from '#shared/reporting/day-ranges.ts';
import type { Period } from '#shared/reporting/figure-source.ts';
import { Drawing, type Drawn, drawn } from '../look/drawing.tsx';
import { type Column, DataTable } from '../look/table.tsx';
import { Figure } from './figure-parts.tsx';
import { type Asked, casesHref, percent, type Shown } from './figures-data.ts';

type Month = {
  readonly month: number;
  readonly count: number;
  readonly before: number;
  readonly isToCome: boolean;
};

/** The months asked for; of months still to come nothing is known. */
function monthsOf({ asked, figures, monthsBefore, days }: Shown): readonly Month[] {
  return figures.byMonth
    .map((count, month) => ({
      ...{ month, count, before: monthsBefore[month] ?? 0 },
      isToCome: monthRange(asked.year, month).from > days.to,
    }))
    .filter(({ month }) => !asked.period || overlap(monthRange(asked.year, month), asked.period) !== null);
}

export function monthsChart(shown: Shown): Promise<Drawn> {
  const { year } = shown.asked;
  const months = monthsOf(shown);
  const counts = months.map(({ before }) => before);
  const beside = counts.some((count) => count > 0)
    ? { beside: { name: `${year - 1}年`, own: `${year}年`, counts } }
    : {};
  return drawn({
    title: '各月受理量（件次）',
    labels: months.map(({ month }) => `${month + 1}月`),
    counts: months.map(({ count }) => count),
    horizontal: false,
    ...beside,
  });
}

export const Months: FC<{ shown: Shown; chart: Drawn }> = ({ shown, chart }) => {
  const { asked } = shown;
  const received = `${asked.group}.received`;
  const columns: readonly Column<Month>[] = [
    { title: '月份', cell: ({ month }) => `${month + 1}月` },
    {
      title: '本年',
      numeric: true,
      cell: ({ month, count, isToCome }) =>
        isToCome ? '—' : <Figure count={count} href={casesHref(received, daysOf(asked, month))} />,
    },
    {
      title: '上年',
      numeric: true,
      cell: ({ month, before }) => (
        <Figure count={before} href={casesHref(received, monthRange(asked.year - 1, month))} />
      ),
    },
    { title: '同比', numeric: true, cell: (one) => changeOf(one, shown) },
  ];
  return (
    <section class="panel" aria-labelledby="months">
      <h2 id="months">各月</h2>
      <div class="chart-row">
        <Drawing chart={chart} />
        <DataTable caption="各月受理量" columns={columns} rows={monthsOf(shown)} />
      </div>
    </section>
  );
};

function daysOf({ year, period }: Asked, month: number): Period {
  const whole = monthRange(year, month);
  return (period && overlap(whole, period)) ?? whole;
}

/** A month that is not over is not compared with a whole one. */
function changeOf({ month, count, before }: Month, { asked, days }: Shown): string {
  const { to } = monthRange(asked.year, month);
  if (to > days.to || asked.period !== null || before === 0) return '—';
  return `${count >= before ? '+' : ''}${percent((count - before) / before)}`;
}
