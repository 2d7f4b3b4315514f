/** A chart with the table it is drawn from beside it; every figure of the table leads to its cases. */

import type { FC } from 'hono/jsx';
import { entry } from '#shared/hotline/figures.ts';
import { INDICATOR_LABELS, type Indicator } from '#shared/reporting/hotline-indicators.ts';
import { Drawing, drawn } from '../look/drawing.tsx';
import { type Column, DataTable, Scrolled } from '../look/table.tsx';
import { behindHref, percent, type Shown } from './figures-data.ts';

/** A zero is no link. */
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

/** Largest first; an empty map is left out. */
export async function mapSections({ asked, figures }: Shown) {
  const maps = MAPS.map(([map, title]) => ({ map, title, rows: largestFirst(figures[map]) }));
  return Promise.all(
    maps
      .filter(({ rows }) => rows.length > 0)
      .map(async (one) => ({
        ...one,
        asked,
        received: figures.received,
        chart: await drawn(barsOf(one), noteOf(one.rows)),
      })),
  );
}

function largestFirst(counts: Readonly<Record<string, number>>): readonly Labelled[] {
  return Object.entries(counts)
    .map(([label, count]) => ({ label, count }))
    .sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
}

function barsOf({ title, rows }: { readonly title: string; readonly rows: readonly Labelled[] }) {
  const bars = rows.slice(0, DRAWN);
  return {
    title: `按${title}（件次）`,
    labels: bars.map(({ label }) => label),
    counts: bars.map(({ count }) => count),
    horizontal: true,
  };
}

/** One bar for all the rest would dwarf the others. */
function noteOf(rows: readonly Labelled[]): string | null {
  const rest = rows.slice(DRAWN);
  const sum = rest.reduce((so, { count }) => so + count, 0);
  return sum === 0 ? null : `图中是前 ${DRAWN} 项；其余 ${rest.length} 项共 ${sum} 件次，见表。`;
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
        <Scrolled label={`按${title}：全部`}>
          <DataTable caption={`按${title}`} columns={columns} rows={rows} />
        </Scrolled>
      </div>
    </section>
  );
};

/** Numerator and denominator beside every rate. */
export const Indicators: FC<{ shown: Shown }> = ({ shown: { asked, indicators, handledUntil } }) => {
  const cells = (count: number, names: readonly string[]) =>
    names.length === 1 ? (
      <Figure count={count} href={behindHref(asked, names[0] ?? '')} />
    ) : (
      <>
        {count}
        {count > 0 &&
          names.map((name, at) => <a class="nth" href={behindHref(asked, name)}>{` 〔${at + 1}〕`}</a>)}
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
        按受理日期在所选期间内的工单计算，并案和不予受理的不计；办理情况截至 {handledUntil}
        ，期满以后办结的也计在内。没有统一的官方公式，分子、分母一并列出。
      </p>
      <DataTable caption="办理指标" columns={columns} rows={indicators} />
    </section>
  );
};
