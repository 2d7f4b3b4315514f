/** The report as a document to publish: what stands in it and in which order, for every renderer alike. */
import type { Form } from '#shared/glossary.ts';
import { dateOf, type PlainDate } from '#shared/kernel/plain-date.ts';
import { tablesOf } from './forms.ts';
import { type LayoutTable, titleOf } from './layout.ts';
import { dateText } from './narrative-numbers.ts';
import { SECTION_TITLES } from './narrative-template.ts';
import type { Check, Report } from './report.ts';

/** A subheading is a line of its own that begins with （一）… */
export type Paragraph = { readonly kind: 'text' | 'subheading'; readonly text: string };
export type DocumentSection = {
  readonly number: number;
  readonly heading: string;
  readonly paragraphs: readonly Paragraph[];
  readonly table: LayoutTable | null;
};
export type ReportDocument = {
  readonly title: string;
  /** Null for a first signed version: nothing but the report itself is printed then. */
  readonly state: string | null;
  readonly introduction: string;
  readonly sections: readonly DocumentSection[];
  readonly failing: readonly Check[];
  readonly signature: string;
  readonly date: string;
};

type DocumentOptions = { readonly signedOn: PlainDate; readonly form?: Form | undefined };

export function documentOf(report: Report, { signedOn, form }: DocumentOptions): ReportDocument {
  return {
    title: titleOf(report),
    state: stateOf(report),
    introduction: introductionOf(report),
    sections: sectionsOf(report, form),
    failing: report.checks.filter((check) => !check.holds),
    signature: report.office.name,
    date: dateText(signedOn),
  };
}

function stateOf({ status, version, asOf }: Report): string | null {
  if (status === 'live') return asOf === '' ? '未定稿' : `未定稿，数据截至${instantText(asOf)}`;
  return version === null || version < 2 ? null : `（第${version}版，更正此前公布的版本）`;
}

/** The period of the figures is part of the form (统计期限). */
function introductionOf({ office, year }: Report): string {
  return `根据《中华人民共和国政府信息公开条例》规定，现公布${office.name}${year}年政府信息公开工作年度报告。本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六部分组成。本报告中所列数据的统计期限为${year}年1月1日起至${year}年12月31日止。`;
}

export const sectionNumeral = (number: number): string => '一二三四五六七八九'.charAt(number - 1);

function sectionsOf(report: Report, form: Form | undefined): DocumentSection[] {
  const tables = tablesOf(report, form);
  return SECTION_TITLES.map((formTitle, index) => {
    const number = index + 1;
    const table = tables.find((one) => one.number === number) ?? null;
    const written = report.narrative.sections.filter((section) => section.number === number);
    const title = written[0]?.title ?? formTitle;
    return {
      number,
      heading: table?.title ?? numbered(number, title),
      paragraphs: written.flatMap(({ text }) => paragraphsOf(text)),
      table,
    };
  });
}

/** A title is printed with its Chinese number, once. */
export function numbered(number: number, title: string): string {
  const numeral = sectionNumeral(number);
  return title.startsWith(`${numeral}、`) ? title : `${numeral}、${title}`;
}

function paragraphsOf(text: string): Paragraph[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => ({ kind: isSubheading(line) ? 'subheading' : 'text', text: line }));
}

function isSubheading(line: string): boolean {
  return /^（[一二三四五六七八九十]+）/.test(line) && line.length <= 30 && !/[。；]/.test(line);
}

/** 2023年1月30日9时05分 */
function instantText(instant: string): string {
  const [hour = '', minute = ''] = instant.slice(11).split(':');
  return `${dateText(dateOf(instant.slice(0, 10)))}${Number(hour)}时${minute}分`;
}

/** What every renderer is handed. */
export type Rendering = {
  readonly report: Report;
  /** The canonical bytes; of a frozen report those that were signed. */
  readonly json: string;
  /** The day the document bears. */
  readonly signedOn: PlainDate;
  /** Another form than that of the year. */
  readonly form?: Form | undefined;
};
