/**
 * The layout of a letter after GB/T 9704-2012: its text, with the head and the signature of the form that an office
 * has chosen. Measures of the page stand in `letter-page.ts`.
 */
import { textXml } from '#shared/documents/docx-text.ts';
import type { Layout } from './events.ts';
import { HEAD, NS, R_NS, SECTIONS } from './letter-page.ts';

/** `to` is whom the letter is addressed to, '' for nobody; `rows` make a sheet of them, to be filled in by hand. */
export type Wording = {
  readonly title: string;
  readonly to: string;
  readonly body: readonly string[];
  readonly rows?: readonly (readonly [string, string])[];
};

/** The signature never stands alone on a page: the last paragraph goes with it. */
const KEEP_NEXT = '<w:keepNext/>';

type Look = { readonly style?: string; readonly paragraph?: string; readonly run?: string };

function paragraph(text: string, { style, paragraph: more = '', run = '' }: Look = {}): string {
  const named = style === undefined ? '' : `<w:pStyle w:val="${style}"/>`;
  const properties = named + more === '' ? '' : `<w:pPr>${named}${more}</w:pPr>`;
  const runProperties = run === '' ? '' : `<w:rPr>${run}</w:rPr>`;
  const content = text === '' ? '' : `<w:r>${runProperties}${textXml(text)}</w:r>`;
  return `<w:p>${properties}${content}</w:p>`;
}

const BLANK = paragraph('');
const KEPT_BLANK = paragraph('', { paragraph: KEEP_NEXT });

/** 10.1: number at the right under the first double line, title two lines below it; the mark of the organ is in the header. */
const LETTER_HEAD = [paragraph('{{文号}}', { style: 'DocumentNumber' }), BLANK, BLANK];
/** 7.2: the mark 35 mm below the edge of the type area, number two lines below it, a red line under the number. */
const RED_HEAD = [
  paragraph('{{机关名称}}文件', { style: 'RedMark' }),
  BLANK,
  BLANK,
  paragraph('{{文号}}', { style: 'RedNumber' }),
  BLANK,
  BLANK,
];
const HEADS: Readonly<Record<Layout, readonly string[]>> = { letter: LETTER_HEAD, redHead: RED_HEAD };

/** 7.3.5.1: two lines for the seal above the name, the name centred over the date, the date four characters from the right. */
const SIGNATURE = [
  KEPT_BLANK,
  KEPT_BLANK,
  paragraph('{{机关名称}}', { style: 'Signature', paragraph: KEEP_NEXT }),
  paragraph('{{成文日期}}', { style: 'Signature' }),
  paragraph('{{如有 联系方式}}（{{联系方式}}）', { style: 'LetterBody' }),
];

export function documentXml(wording: Wording, layout: Layout): string {
  const parts = wording.rows === undefined ? letterParts(wording, layout) : sheetParts(wording);
  const section = wording.rows === undefined ? SECTIONS[layout] : SECTIONS.sheet;
  return `${HEAD}<w:document ${NS} ${R_NS}><w:body>${parts.join('')}${section}</w:body></w:document>`;
}

function letterParts({ title, to, body }: Wording, layout: Layout): readonly string[] {
  return [
    ...HEADS[layout],
    paragraph(title, { style: 'LetterTitle' }),
    BLANK,
    paragraph(`${to}：`),
    ...body.map((text, index) =>
      paragraph(text, { style: 'LetterBody', paragraph: index === body.length - 1 ? KEEP_NEXT : '' }),
    ),
    ...SIGNATURE,
  ];
}

/** 送达回证: a form to be filled in where the paper is handed over. */
function sheetParts({ title, rows = [] }: Wording): readonly string[] {
  return [
    paragraph('{{机关名称}}', { style: 'LetterTitle' }),
    paragraph(title, { style: 'LetterTitle' }),
    paragraph('{{文号}}', { style: 'SheetNumber' }),
    `<w:tbl><w:tblPr><w:tblW w:w="${LABEL + VALUE}" w:type="dxa"/><w:tblBorders>${BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="${LABEL}"/><w:gridCol w:w="${VALUE}"/></w:tblGrid>${rows
      .map(([label, value]) => row(label, value))
      .join('')}</w:tbl>`,
    BLANK,
  ];
}

const [LABEL, VALUE] = [3000, 5844];
const BORDERS = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="6" w:space="0" w:color="000000"/>`)
  .join('');

function row(label: string, value: string): string {
  const cell = (width: number, text: string): string =>
    `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>${paragraph(text, { style: 'SheetCell' })}</w:tc>`;
  return `<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="794" w:hRule="atLeast"/></w:trPr>${cell(LABEL, label)}${cell(VALUE, value)}</w:tr>`;
}

/** Said above everything else: that this is a draft, or the letter of a sample office. */
export function noticeXml(text: string): string {
  return paragraph(text, {
    paragraph: '<w:jc w:val="center"/>',
    run: `<w:rFonts w:eastAsia="黑体"/><w:color w:val="7F7F7F"/><w:sz w:val="24"/>`,
  });
}
