/** What prose says of the hotline, of publications and of what the office named itself. */
import { labelledCell } from '#shared/kernel/contribution.ts';
import { NUMBER, percent, type Statement, stated } from './narrative-statement.ts';
import type { PartialReport } from './partial-report.ts';

const HOTLINE = /受理12345[^。；]*/g;
export const HOTLINE_STATEMENTS: readonly Statement[] = [
  {
    scope: 'hotline.received',
    pattern: new RegExp(`受理12345[^，。；\\d]{0,16}${NUMBER}\\s*件次`, 'gd'),
    cells: (r) => [r.hotline?.received],
  },
  {
    scope: 'hotline.received',
    pattern: new RegExp(`受理12345[^，。；\\d]{0,16}${NUMBER}\\s*万件次`, 'gd'),
    cells: (r) => [r.hotline?.received],
    scale: 10_000,
  },
  {
    scope: 'hotline.yearOnYear',
    within: HOTLINE,
    pattern: percent('同比增长'),
    cells: (r) => [r.hotline?.yearOnYear],
    scale: 0.01,
  },
  {
    scope: 'hotline.yearOnYear',
    within: HOTLINE,
    pattern: percent('同比下降'),
    cells: (r) => [r.hotline?.yearOnYear],
    scale: -0.01,
  },
  {
    scope: 'hotline.closureRate',
    within: HOTLINE,
    pattern: percent('，办结率'),
    cells: (r) => [r.hotline?.closureRate],
    scale: 0.01,
  },
  {
    scope: 'hotline.satisfactionRate',
    within: HOTLINE,
    pattern: percent('满意率'),
    cells: (r) => [r.hotline?.satisfactionRate],
    scale: 0.01,
  },
  { scope: 'events.received', pattern: stated('接收各类事件', '件次'), cells: (r) => [r.events?.received] },
  {
    scope: 'events.dailyAverage',
    within: /接收各类事件[^。；]*/g,
    pattern: stated('日均', '件次'),
    cells: (r) => [r.events?.dailyAverage],
  },
  {
    scope: 'events.closureRate',
    within: /接收各类事件[^。；]*/g,
    pattern: percent('办结率'),
    cells: (r) => [r.events?.closureRate],
    scale: 0.01,
  },
  {
    scope: 'publications.total',
    pattern: stated('网站(?:主动公开|发布)政[府务]信息', '条'),
    cells: (r) => [r.publications?.total],
  },
];

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** For names that the office gave itself: columns of its site, media, recorded figures with their units. */
export function ownStatements(report: PartialReport): Statement[] {
  const recorded = Object.entries(report.narrative?.figures ?? {});
  const figures = recorded.map(([name, figure]) => ({
    scope: labelledCell('figures', name),
    pattern: stated(literal(name), literal(figure?.unit ?? '')),
    cells: () => [figure?.count, ...longer(recorded, name).map(([, other]) => other?.count)],
  }));
  return [...columnStatements(report), ...figures, ...mediumStatements(report)];
}

/** What stands in no column is spoken of as 其他. */
function columnStatements({ publications }: PartialReport): Statement[] {
  const byColumn = Object.entries(publications?.byColumn ?? {});
  const { total } = publications ?? {};
  const rest = byColumn.reduce((left, [, count]) => left - count, total ?? 0);
  const spoken = [...byColumn, ...(rest > 0 ? ([['其他', rest]] as const) : [])];
  return spoken.map(([label, count]) => ({
    scope: labelledCell('publications.byColumn', label),
    within: /网站主动公开政[府务]信息[^。；]*/g,
    pattern: stated(literal(label), '条'),
    cells: () => [count, ...spoken.filter(([other]) => other.endsWith(label)).map(([, other]) => other)],
  }));
}

function mediumStatements({ publications }: PartialReport): Statement[] {
  const byMedium = publications?.byMedium ?? {};
  const wechat: Statement = {
    scope: labelledCell('publications.byMedium', '微信公众号'),
    pattern: stated('微信公众号(?:推文|信息|文章)?', '篇'),
    cells: () => [byMedium.微信公众号],
  };
  const others = Object.entries(byMedium).filter(([label]) => label !== '网站');
  return [
    wechat,
    ...others.map(([label, count]) => ({
      scope: labelledCell('publications.byMedium', label),
      within: /通过其他渠道发布信息[^。；]*/g,
      pattern: stated(literal(label), '[篇次个条]'),
      cells: () => [count],
    })),
  ];
}

/** 整改通知 also ends in 通知: what is said of the longer name is not held against the shorter. */
function longer<Value>(entries: readonly (readonly [string, Value])[], name: string) {
  return entries.filter(([other]) => other !== name && other.endsWith(name));
}
