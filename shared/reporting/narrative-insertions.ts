/** Every name that may stand in `{{…}}` in a text of the report, with what the build puts there. */
import { type FixedRow, TABLE4_BLOCK_LABELS, TABLE4_BLOCKS } from '#shared/glossary.ts';
import { countText, dateText, numberText, percentText, yearOnYearText } from './narrative-numbers.ts';
import {
  appealSentence,
  applicationSentence,
  documentSentence,
  eventSentence,
  type Figures,
  feeSentence,
  figureSentence,
  hotlineSentence,
  mediumSentence,
  outcomeTotals,
  publicationSentence,
} from './narrative-sentences.ts';

export type Insertions = Readonly<Record<string, string>>;

export function insertionsOf(figures: Figures): Insertions {
  return {
    年度: String(figures.year),
    机关: figures.office.name,
    ...sentences(figures),
    ...tableNumbers(figures),
    ...hotlineNumbers(figures),
    ...labelled(figures),
  };
}

function sentences(figures: Figures): Insertions {
  return {
    主动公开情况: publicationSentence(figures),
    热线情况: hotlineSentence(figures),
    依申请公开情况: applicationSentence(figures),
    政府信息管理情况: documentSentence(figures),
    登记数据情况: figureSentence(figures),
    平台建设情况: mediumSentence(figures),
    事件来源情况: eventSentence(figures),
    监督保障情况: appealSentence(figures),
    信息处理费情况: feeSentence(figures),
  };
}

function tableNumbers(figures: Figures): Insertions {
  const { table2, table3, table4 } = figures;
  const total = (row: FixedRow): string => numberText(table3.rows[row].at(-1));
  const suits = (table4.rows.suitDirect.at(-1) ?? 0) + (table4.rows.suitAfterReview.at(-1) ?? 0);
  return {
    新收申请: total('newlyReceived'),
    上年结转: total('carriedOver'),
    办结申请: total('concluded'),
    结转下年度: total('carriedForward'),
    ...Object.fromEntries(outcomeTotals(figures).map(([name, count]) => [name, numberText(count)])),
    ...Object.fromEntries(
      TABLE4_BLOCKS.map((block) => [TABLE4_BLOCK_LABELS[block], numberText(table4.rows[block].at(-1))]),
    ),
    行政诉讼: numberText(suits),
    制发规章: numberText(table2.regulations.issued),
    废止规章: numberText(table2.regulations.repealed),
    现行有效规章: numberText(table2.regulations.inForce),
    制发规范性文件: numberText(table2.normativeDocuments.issued),
    废止规范性文件: numberText(table2.normativeDocuments.repealed),
    现行有效规范性文件: numberText(table2.normativeDocuments.inForce),
    行政许可: numberText(table2.licences),
    行政处罚: numberText(table2.penalties),
    行政强制: numberText(table2.coercions),
    行政事业性收费万元: numberText(table2.feesTenThousandYuan),
    信息处理费元: numberText(figures.informationProcessingFen / 100),
  };
}

function hotlineNumbers({ hotline, events, handledUntil }: Figures): Insertions {
  const rate = (fraction: number | null): string => (fraction === null ? '—' : percentText(fraction));
  return {
    热线受理: numberText(hotline.received),
    热线受理万: numberText(Math.round(hotline.received / 100) / 100),
    热线同比: yearOnYearText(hotline.yearOnYear) || '上年无可比数据',
    热线办结: numberText(hotline.closed),
    热线办结率: rate(hotline.closureRate),
    热线按时办结率: rate(hotline.onTimeRate),
    热线满意率: rate(hotline.satisfactionRate),
    办理截至: handledUntil === null ? '各单位定稿之日' : dateText(handledUntil),
    热线日均: numberText(hotline.dailyAverage),
    事件接收: numberText(events.received),
    事件接收万: numberText(Math.round(events.received / 100) / 100),
    事件办结率: rate(events.closureRate),
    事件日均: numberText(events.dailyAverage),
    事件来源数: numberText(Object.keys(events.bySource).length),
  };
}

/** `{{栏目:工作动态}}`, `{{渠道:微信公众号}}`, `{{数据:日常检测预警}}`: a number for each label there is. */
function labelled({ publications, figures }: Figures): Insertions {
  const named = (prefix: string, counts: Readonly<Record<string, number>>) =>
    Object.entries(counts).map(([label, count]) => [`${prefix}:${label}`, numberText(count)] as const);
  return Object.fromEntries([
    ['主动公开总数', numberText(publications.total)],
    ...named('栏目', publications.byColumn),
    ...named('渠道', publications.byMedium),
    ...Object.entries(figures).map(([name, figure]) => [`数据:${name}`, countText(figure)] as const),
  ]);
}
