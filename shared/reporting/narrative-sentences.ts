/** Whole sentences for the narrative, each from the figures of one build; what there is nothing to say of stays out. */
import {
  type FixedRow,
  formOf,
  plainLabel,
  SUIT_BLOCKS,
  TABLE4_COLUMN_LABELS,
  TABLE4_COLUMNS,
  type Table4Block,
} from '#shared/glossary.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { countText, dateText, listed, numberText, percentText, yearOnYearText } from './narrative-numbers.ts';
import type { HotlineFigures, Report } from './report.ts';

/** What the prose says beside the blocks of the report. */
export type BesideTables = {
  /** 信息处理费 received, in fen. */
  readonly informationProcessingFen: number;
  /** The day up to which handling counts; null without records, and for offices that counted up to different days. */
  readonly handledUntil: PlainDate | null;
};
/** A report before its prose and its tie-outs. */
export type Figures = Omit<Report, 'narrative' | 'checks'> &
  BesideTables & { readonly figures: Report['narrative']['figures'] };

export function publicationSentence({ year, office, publications }: Figures): string {
  const { total, byColumn } = publications;
  if (total === 0) return `${year}年，${office.name}通过网站主动公开政府信息0条。`;
  const columns = Object.entries(byColumn);
  const rest = total - columns.reduce((sum, [, count]) => sum + count, 0);
  const items = columns.sort(byCount).map(([label, count]) => `${label}${count}条`);
  const named = rest > 0 && items.length > 0 ? [...items, `其他${rest}条`] : items;
  const detail = named.length === 0 ? '' : `，其中${listed(named)}`;
  return `${year}年，${office.name}通过网站主动公开政府信息${total}条${detail}。`;
}

function byCount([a, x]: readonly [string, number], [b, y]: readonly [string, number]): number {
  return y - x || (a < b ? -1 : 1);
}

/** 件次 and the cut-off stand with the rate: it changes as cases are closed, also after the year's end. */
export function hotlineSentence(figures: Figures): string {
  const { hotline, year } = figures;
  if (hotline.received === 0) return '';
  const change = yearOnYearText(hotline.yearOnYear);
  const satisfaction =
    hotline.satisfactionRate === null ? '' : `，满意率${percentText(hotline.satisfactionRate)}`;
  return `${year}年受理12345热线诉求${hotline.received}件次${change === '' ? '' : `，${change}`}${closure(figures, hotline)}${satisfaction}。`;
}

function closure({ handledUntil }: Figures, { closureRate }: HotlineFigures): string {
  const until = handledUntil === null ? '' : `，截至${dateText(handledUntil)}`;
  return closureRate === null ? '' : `${until}，办结率${percentText(closureRate)}`;
}

export function eventSentence(figures: Figures): string {
  const { events, hotline, year } = figures;
  const sources = Object.keys(events.bySource).length;
  if (events.received === hotline.received || sources < 2) return '';
  const daily = events.dailyAverage === null ? '' : `，日均${numberText(events.dailyAverage)}件次`;
  return `${year}年汇集各渠道事件来源${sources}类，接收各类事件${events.received}件次${daily}${closure(figures, events)}。`;
}

/** The subtotals that the form does not print, by their headings. */
export function outcomeTotals({ year, table3 }: Figures): [string, number][] {
  const totals = new Map<string, number>();
  for (const { key, label, group } of formOf(year).outcomes) {
    const name = plainLabel(group ?? label);
    totals.set(name, (totals.get(name) ?? 0) + (table3.rows[key]?.at(-1) ?? 0));
  }
  return [...totals];
}

export function applicationSentence(figures: Figures): string {
  const { year, office, table3 } = figures;
  const total = (row: FixedRow): number => table3.rows[row].at(-1) ?? 0;
  if (total('newlyReceived') + total('carriedOver') === 0)
    return `${year}年，${office.name}未收到政府信息公开申请，无上年结转办理的申请。`;
  const outcomes = outcomeTotals(figures).filter(([, count]) => count > 0);
  const detail =
    outcomes.length === 0 ? '' : `，其中${listed(outcomes.map(([name, count]) => `${name}${count}件`))}`;
  return [
    `${year}年，${office.name}本年新收政府信息公开申请${total('newlyReceived')}件，`,
    `上年结转政府信息公开申请${total('carriedOver')}件；`,
    `本年办结政府信息公开申请${total('concluded')}件${detail}；`,
    `结转下年度继续办理${total('carriedForward')}件。`,
  ].join('');
}

export function documentSentence({ year, table2 }: Figures): string {
  const { regulations, normativeDocuments } = table2;
  const rules =
    regulations.issued + regulations.repealed + regulations.inForce === 0
      ? ''
      : `制发规章${regulations.issued}件，废止规章${regulations.repealed}件，现行有效规章${regulations.inForce}件；`;
  const norms = `制发行政规范性文件${normativeDocuments.issued}件，废止行政规范性文件${normativeDocuments.repealed}件，现行有效行政规范性文件${normativeDocuments.inForce}件`;
  return `${year}年${rules}${norms}。作出行政许可决定${table2.licences}件、行政处罚决定${table2.penalties}件、行政强制决定${table2.coercions}件。`;
}

/** What the office recorded besides (monitoring warnings, corrected terms, notices …), by its name and unit. */
export function figureSentence({ figures }: Figures): string {
  const items = Object.entries(figures).map(([name, figure]) => `${name}${countText(figure)}`);
  return items.length === 0 ? '' : `加强日常监测和管理，全年${listed(items)}。`;
}

const MEDIA: Readonly<Record<string, string>> = {
  微信公众号: '篇',
  媒体报道: '次',
  视频: '个',
  网站: '条',
};

export function mediumSentence({ year, publications }: Figures): string {
  const media = Object.entries(publications.byMedium).filter(([label]) => label !== '网站');
  const items = media.sort(byCount).map(([label, count]) => `${label}${count}${MEDIA[label] ?? '条'}`);
  const website = `${year}年，通过网站发布政府信息${publications.total}条`;
  return items.length === 0 ? `${website}。` : `${website}，并通过其他渠道发布信息：${listed(items)}。`;
}

function appealPart({ table4 }: Figures, blocks: readonly Table4Block[]): [number, string] {
  const sums = TABLE4_COLUMNS.map((_, at) =>
    blocks.reduce((sum, block) => sum + (table4.rows[block][at] ?? 0), 0),
  );
  const items = TABLE4_COLUMNS.flatMap((column, at) =>
    column !== 'total' && (sums[at] ?? 0) > 0 ? [`${TABLE4_COLUMN_LABELS[column]}${sums[at]}件`] : [],
  );
  return [sums.at(-1) ?? 0, items.length === 0 ? '' : `（${listed(items)}）`];
}

export function appealSentence(figures: Figures): string {
  const [reviews, reviewDetail] = appealPart(figures, ['review']);
  const [suits, suitDetail] = appealPart(figures, SUIT_BLOCKS);
  return `明确专人负责政府信息公开工作，接受社会监督。${figures.year}年，涉及政府信息公开行政复议${reviews}件${reviewDetail}，政府信息公开行政诉讼${suits}件${suitDetail}。`;
}

/** Stated also when nothing was charged; the rules of charging hold from 2021-01-01 (国办函〔2020〕109号). */
export function feeSentence({ year, informationProcessingFen }: Figures): string {
  const rules =
    year < 2021
      ? ''
      : '按照《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》（国办函〔2020〕109号）规定的按件、按量收费标准执行，';
  const fee =
    informationProcessingFen === 0
      ? '本年度未产生信息处理费'
      : `本年度收取信息处理费${numberText(informationProcessingFen / 100)}元`;
  return `${year}年，${rules}${fee}。`;
}
