/** A chart with the table it is drawn from beside it; every figure of the table leads to its cases. */
import type { FC } from 'hono/jsx';
import { entry } from '../../../shared/reporting/contributions-hotline.ts';
import { monthRange, overlap } from '../../../shared/reporting/day-ranges.ts';
import type { Period } from '../../../shared/reporting/figure-source.ts';
import { INDICATOR_LABELS, type Indicator } from '../../../shared/reporting/hotline-indicators.ts';
import { type Chart, drawBars } from '../../documents/charts.ts';
import { type Column, DataTable } from '../look/table.tsx';
import { type Asked, behindHref, casesHref, percent } from './figures-asked.ts';
import type { Shown } from './figures-data.ts';

export const Drawing: FC<{ chart: Chart }> = ({ chart: { title, description, svg } }) => (
  <figure>
    <img
      src={`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`}
      alt={`${title}：${description}`}
    />
  </figure>
);

/** A figure of nothing leads nowhere. */
export const Figure: FC<{ count: number; href: string }> = ({ count, href }) =>
  count === 0 ? <>0</> : <a href={href}>{count}</a>;

const MAPS = [
  ['bySource', '来源'],
  ['byType', '诉求类型'],
  ['byTopic', '事项'],
  ['byDepartment', '承办单位'],
] as const;
const DRAWN = 10;

type Labelled = { readonly label: string; readonly count: number };

/** The largest first; a map of nothing is not shown. */
export async function mapSections({ asked, figures }: Shown) {
  const maps = MAPS.map(([map, title]) => ({ map, title, rows: largestFirst(figures[map]) }));
  return Promise.all(
    maps
      .filter(({ rows }) => rows.length > 0)
      .map(async (one) => ({
        ...one,
        asked,
        received: figures.received,
        chart: await drawBars(barsOf(one)),
      })),
  );
}

function largestFirst(counts: Readonly<Record<string, number>>): readonly Labelled[] {
  return Object.entries(counts)
    .map(([label, count]) => ({ label, count }))
    .sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
}

function barsOf({ title, rows }: { readonly title: string; readonly rows: readonly Labelled[] }) {
  const shown = rows.slice(0, DRAWN);
  const rest = rows.slice(DRAWN).reduce((so, { count }) => so + count, 0);
  const bars = rest > 0 ? [...shown, { label: '其余', count: rest }] : shown;
  return {
    title: `按${title}（件次）`,
    labels: bars.map(({ label }) => label),
    counts: bars.map(({ count }) => count),
    horizontal: true,
  };
}

type MapProps = Awaited<ReturnType<typeof mapSections>>[number];

export const MapSection: FC<MapProps> = ({ map, title, rows, asked, received, chart }) => {
  const columns: readonly Column<Labelled>[] = [
    { title, cell: ({ label }) => label },
    {
      title: '件次',
      numeric: true,
      cell: ({ label, count }) => (
        <Figure count={count} href={behindHref(asked, entry(`${asked.group}.${map}`, label))} />
      ),
    },
    { title: '占比', numeric: true, cell: ({ count }) => percent(received === 0 ? null : count / received) },
  ];
  return (
    <section class="panel" aria-labelledby={map}>
      <h2 id={map}>按{title}</h2>
      <div class="chart-row">
        {rows.length > 1 && <Drawing chart={chart} />}
        <div class="chart-table">
          <DataTable caption={`按${title}`} columns={columns} rows={rows} />
        </div>
      </div>
    </section>
  );
};

type Month = { readonly month: number; readonly count: number; readonly before: number };

export function monthsChart({ asked: { year }, figures, monthsBefore }: Shown): Promise<Chart> {
  const labels = figures.byMonth.map((_, month) => `${month + 1}月`);
  const before = monthsBefore.some((count) => count > 0)
    ? { before: { name: `${year - 1}年`, now: `${year}年`, counts: monthsBefore } }
    : {};
  return drawBars({
    title: '各月受理量（件次）',
    labels,
    counts: figures.byMonth,
    horizontal: false,
    ...before,
  });
}

export const Months: FC<{ shown: Shown; chart: Chart }> = ({ shown, chart }) => {
  const { asked, figures, monthsBefore } = shown;
  const received = `${asked.group}.received`;
  const rows = figures.byMonth.map(
    (count, month): Month => ({ month, count, before: monthsBefore[month] ?? 0 }),
  );
  const columns: readonly Column<Month>[] = [
    { title: '月份', cell: ({ month }) => `${month + 1}月` },
    {
      title: '本年',
      numeric: true,
      cell: ({ month, count }) => <Figure count={count} href={casesHref(received, daysOf(asked, month))} />,
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
        <DataTable caption="各月受理量" columns={columns} rows={rows} />
      </div>
    </section>
  );
};

function daysOf({ year, period }: Asked, month: number): Period {
  const whole = monthRange(year, month);
  return (period && overlap(whole, period)) ?? whole;
}

/** A month that is not over is not held against a whole one. */
function changeOf({ month, count, before }: Month, { asked, until }: Shown): string {
  const { to } = monthRange(asked.year, month);
  if (to > until || asked.period !== null || before === 0) return '—';
  return `${count >= before ? '+' : ''}${percent((count - before) / before)}`;
}

/** Numerator and denominator beside every rate (domain §5.3). */
export const Indicators: FC<{ shown: Shown }> = ({ shown: { asked, indicators } }) => {
  const cells = (count: number, names: readonly string[]) =>
    names.length === 1 ? (
      <Figure count={count} href={behindHref(asked, names[0] ?? '')} />
    ) : (
      <>
        {count}
        {count > 0 && names.map((name, at) => <a href={behindHref(asked, name)}>{` 〔${at + 1}〕`}</a>)}
      </>
    );
  const columns: readonly Column<Indicator>[] = [
    { title: '指标', cell: ({ name }) => INDICATOR_LABELS[name] },
    { title: '分子', numeric: true, cell: (one) => cells(one.numerator, one.numeratorCells) },
    { title: '分母', numeric: true, cell: (one) => cells(one.denominator, one.denominatorCells) },
    { title: '比率', numeric: true, cell: ({ rate }) => percent(rate) },
  ];
  return (
    <section class="panel" aria-labelledby="indicators">
      <h2 id="indicators">办理指标</h2>
      <p class="soft small">
        按受理日期在所选期间内的工单计算，并案和不予受理的不计。没有统一的官方公式，分子、分母一并列出。
      </p>
      <DataTable caption="办理指标" columns={columns} rows={indicators} />
    </section>
  );
};
