/**
 * Charts drawn as SVG without a browser. Those of the report show what the prose states: cases by month beside nothing
 * else, and where they came from. Nothing is drawn of a year without cases.
 */
import { writable } from '#shared/kernel/written.ts';
import type { HotlineFigures, Report } from '#shared/reporting/report.ts';

export type Chart = {
  readonly title: string;
  /** What it shows in words, for who does not see it. */
  readonly description: string;
  readonly svg: string;
  readonly width: number;
  readonly height: number;
};

const WIDE = { width: 640, height: 240, label: 230 };
/** Beside other things. */
export const SMALL_CHART = { width: 360, height: 170, label: 110 };
/** Of a telephone: one bar below the other, each with its name. */
const NARROW = { width: 320, label: 110, perBar: 24, perPair: 36, around: 48 };
/** Unquoted: the library writes it into an attribute as it is. */
const FONT = 'Noto Sans S Chinese, Noto Sans SC, SimSun, sans-serif';
const BAR = '#2b5c8a';
/** Tells itself from the other in grey print, too. */
const PALE = '#b9cbe0';
const SOURCES = 10;

export async function chartsOf({ hotline, events }: Report): Promise<Chart[]> {
  const shown = events.received > 0 ? events : hotline;
  if (shown.received === 0) return [];
  const months = monthly(hotline.received > 0 ? hotline : events, hotline.received > 0);
  const sources = Object.entries(shown.bySource);
  const charts = sources.length > 1 ? [months, bySource(sources)] : [months];
  return Promise.all(charts.map(drawBars));
}

export type Bars = {
  readonly title: string;
  readonly labels: readonly string[];
  readonly counts: readonly number[];
  readonly horizontal: boolean;
  /** For a telephone: bars always lie down. Small: beside other things, without a number on each bar. */
  readonly size?: 'narrow' | 'small';
  /** The same of the year before, or what became of it, drawn beside: its name, and that of the bars themselves. */
  readonly beside?: { readonly name: string; readonly own: string; readonly counts: readonly number[] };
};

function monthly(figures: HotlineFigures, isHotline: boolean): Bars {
  return {
    title: `图1 ${isHotline ? '12345热线' : '各渠道事件'}各月受理量（件次）`,
    labels: figures.byMonth.map((_, month) => `${month + 1}月`),
    counts: figures.byMonth,
    horizontal: false,
  };
}

function bySource(sources: readonly (readonly [string, number])[]): Bars {
  const most = [...sources].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const [shown, rest] = [most.slice(0, SOURCES), most.slice(SOURCES)];
  return {
    title: rest.length === 0 ? '图2 各来源受理量（件次）' : titleWithRest(rest),
    labels: shown.map(([label]) => label),
    counts: shown.map(([, count]) => count),
    horizontal: true,
  };
}

/** A bar for all the rest together would dwarf every source there is: of 147, it is most of them. */
function titleWithRest(rest: readonly (readonly [string, number])[]): string {
  const sum = rest.reduce((so, [, count]) => so + count, 0);
  return `图2 受理量最多的${SOURCES}个来源（件次；其余${rest.length}个来源共${sum}件次）`;
}

/** What is known of a picture before it is drawn. */
export function describedBars(bars: Bars): Omit<Chart, 'svg'> {
  const { title, labels, counts } = bars;
  const description = labels.map((label, index) => `${writable(label)}${counts[index] ?? 0}`).join('，');
  const { width, height } = sizeOf(bars);
  return { title, description, width, height };
}

export async function drawBars(bars: Bars): Promise<Chart> {
  const labels = bars.labels.map(writable);
  const beside = bars.beside && namedAnew(bars.beside);
  const { width, height, label } = sizeOf(bars);
  const horizontal = liesDown(bars);
  const { svgOf } = await import('./bar-engine.ts');
  const axisLabel = horizontal ? { width: label, overflow: 'truncate' as const } : {};
  const categories = { type: 'category' as const, data: [...labels], axisTick: { show: false }, axisLabel };
  const values = { type: 'value' as const, minInterval: 1, splitLine: { lineStyle: { color: '#ddd' } } };
  const option = {
    animation: false,
    textStyle: { fontFamily: FONT },
    grid: { left: 8, right: 48, top: beside ? 46 : 16, bottom: 8, containLabel: true },
    ...(horizontal
      ? { xAxis: values, yAxis: { ...categories, inverse: true } }
      : { xAxis: categories, yAxis: values }),
    ...(beside && { legend: { top: 0, right: 8 } }),
    series: [
      ...(beside ? [{ ...series(beside.counts, PALE, bars), name: beside.name }] : []),
      { ...series(bars.counts, BAR, bars), ...(beside && { name: beside.own }) },
    ],
  };
  return { ...describedBars(bars), svg: renumbered(svgOf(option, { width, height })) };
}

const liesDown = ({ horizontal, size }: Bars): boolean => horizontal || size === 'narrow';

function sizeOf({ labels, beside, size }: Bars): { width: number; height: number; label: number } {
  if (size === 'small') return SMALL_CHART;
  if (size !== 'narrow') return WIDE;
  const { width, label, perBar, perPair, around } = NARROW;
  return { width, label, height: around + labels.length * (beside ? perPair : perBar) };
}

const namedAnew = ({ counts, name, own }: NonNullable<Bars['beside']>) => ({
  ...{ counts, name: writable(name), own: writable(own) },
});

function series(counts: readonly number[], color: string, bars: Bars) {
  const { beside, size } = bars;
  return {
    type: 'bar' as const,
    data: [...counts],
    itemStyle: { color },
    barMaxWidth: 28,
    label: {
      show: size !== 'small' && (beside === undefined || color === BAR),
      position: liesDown(bars) ? ('right' as const) : ('top' as const),
      fontSize: 11,
    },
  };
}

/** The library numbers its classes as it goes; here from the first one on, so that the same figures are the same bytes. */
function renumbered(svg: string): string {
  const known: string[] = [];
  return svg.replace(/\bzr\d+-(?:[a-z]+-?)?\d+/g, (name) => {
    if (!known.includes(name)) known.push(name);
    return `zr-${known.indexOf(name)}`;
  });
}
