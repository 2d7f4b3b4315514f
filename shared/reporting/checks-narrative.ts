/** K7: a number the narrative states about a cell is the number in the table. */
import { type Maybe, type PartialReport, sum, table3Cell, table4Cell } from './partial-report.ts';
import type { Check } from './report.ts';

type Statement = {
  readonly scope: string;
  /** Narrow on purpose: a phrase that might speak of something else must not hold up a year's closing. */
  readonly pattern: RegExp;
  readonly cell: (report: PartialReport) => Maybe<number>;
};

const NUMBER = '(\\d+(?:,\\d{3})*(?:\\.\\d+)?)';
const stated = (words: string, unit = '[件宗]'): RegExp =>
  new RegExp(`${words}(?:共|共计|总计|为)?\\s*${NUMBER}\\s*${unit}`, 'g');

const APPLICATIONS = '(?:政府)?信息公开申请(?:数量)?';
const STATEMENTS: readonly Statement[] = [
  {
    scope: 'narrative.newlyReceived',
    pattern: stated(`本年(?:度)?新收${APPLICATIONS}`),
    cell: (report) => table3Cell(report)('newlyReceived', 'total'),
  },
  {
    scope: 'narrative.carriedOver',
    pattern: stated(`上年(?:度)?结转${APPLICATIONS}`),
    cell: (report) => table3Cell(report)('carriedOver', 'total'),
  },
  {
    scope: 'narrative.concluded',
    pattern: stated(`本年(?:度)?办结${APPLICATIONS}`),
    cell: (report) => table3Cell(report)('concluded', 'total'),
  },
  {
    scope: 'narrative.carriedForward',
    pattern: stated('结转下年度(?:继续办理)?'),
    cell: (report) => table3Cell(report)('carriedForward', 'total'),
  },
  {
    scope: 'narrative.review',
    pattern: stated('信息公开行政复议(?:案件)?'),
    cell: (report) => table4Cell(report)('review', 'total'),
  },
  {
    scope: 'narrative.suits',
    pattern: stated('信息公开行政诉讼(?:案件)?'),
    cell: (report) =>
      sum([table4Cell(report)('suitDirect', 'total'), table4Cell(report)('suitAfterReview', 'total')]),
  },
  {
    scope: 'narrative.licences',
    pattern: stated('行政许可(?:处理)?决定'),
    cell: (report) => report.table2?.licences,
  },
  {
    scope: 'narrative.feesTenThousandYuan',
    pattern: stated('行政事业性收费(?:金额)?', '万元'),
    cell: (report) => report.table2?.feesTenThousandYuan,
  },
];

export function narrativeChecks(report: PartialReport): Check[] {
  const texts = (report.narrative?.sections ?? []).map((section) => section.text ?? '');
  return STATEMENTS.flatMap(({ scope, pattern, cell }) => {
    const right = cell(report) ?? null;
    if (right === null) return [];
    return texts
      .flatMap((text) => [...text.matchAll(pattern)])
      .map((match) => Number((match[1] ?? '').replaceAll(',', '')))
      .map((left): Check => ({ id: 'K7', scope, holds: left === right, left, right }));
  });
}
