/**
 * The layout of a letter after GB/T 9704-2012: A4, margins 37/35/28/26 mm, body 仿宋 of size 三号 on 22 lines a page,
 * title 小标宋 of size 二号, two characters' indent, signature and date at the right, page number between dashes.
 */
import { textXml } from '#shared/documents/docx-text.ts';

/** `to` is whom the letter is addressed to. */
export type Wording = { readonly title: string; readonly to: string; readonly body: readonly string[] };

const NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const XIAOBIAOSONG = '方正小标宋简体';
/** Twentieths of a point: 22 lines on the 225 mm of the type area. */
const LINE = 579;
const TITLE_SIZE = 44; // 二号, in half points
const SIGN_INDENT = 3000;
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

export function documentXml({ title, to, body }: Wording): string {
  const blank = paragraph('');
  const parts = [
    paragraph('{{机关名称}}', { style: 'OrganHead' }),
    paragraph('{{文号}}', { style: 'DocumentNumber' }),
    blank,
    paragraph(title, { style: 'LetterTitle' }),
    blank,
    paragraph(`${to}：`),
    ...body.map((text, index) =>
      paragraph(text, { style: 'LetterBody', paragraph: index === body.length - 1 ? KEEP_NEXT : '' }),
    ),
    paragraph('', { paragraph: KEEP_NEXT }),
    paragraph('', { paragraph: KEEP_NEXT }),
    paragraph('{{机关名称}}', { style: 'Signature', paragraph: KEEP_NEXT }),
    paragraph('{{成文日期}}', { style: 'Signature' }),
    paragraph('{{如有 联系电话}}（联系人：{{联系人}}，联系电话：{{联系电话}}，地址：{{联系地址}}）', {
      style: 'LetterBody',
    }),
  ];
  return `${HEAD}<w:document ${NS} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>${parts.join('')}${SECTION}</w:body></w:document>`;
}

/** In the form of a letter the first page bears no number. */
const SECTION =
  '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>' +
  '<w:pgSz w:w="11906" w:h="16838"/>' +
  '<w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588" w:header="851" w:footer="1304" w:gutter="0"/>' +
  `<w:titlePg/><w:docGrid w:type="lines" w:linePitch="${LINE}"/></w:sectPr>`;

const fonts = (eastAsia: string): string =>
  `<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="${eastAsia}" w:cs="Times New Roman"/>`;

function style(id: string, name: string, look: Required<Omit<Look, 'style'>>): string {
  return (
    `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${id}"><w:name w:val="${name}"/>` +
    `<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>${look.paragraph}</w:pPr><w:rPr>${look.run}</w:rPr></w:style>`
  );
}

export const STYLES_XML = `${HEAD}<w:styles ${NS}><w:docDefaults><w:rPrDefault><w:rPr>${fonts('仿宋')}<w:kern w:val="2"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="${LINE}" w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:jc w:val="both"/></w:pPr></w:style>${[
  style('OrganHead', '发文机关标志', {
    paragraph:
      '<w:pBdr><w:bottom w:val="thickThinSmallGap" w:sz="24" w:space="6" w:color="FF0000"/></w:pBdr><w:spacing w:after="120" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>',
    run: `${fonts(XIAOBIAOSONG)}<w:color w:val="FF0000"/><w:sz w:val="52"/><w:szCs w:val="52"/>`,
  }),
  style('DocumentNumber', '发文字号', { paragraph: '<w:jc w:val="right"/>', run: fonts('仿宋') }),
  style('LetterTitle', '公文标题', {
    paragraph: '<w:keepLines/><w:spacing w:line="640" w:lineRule="exact"/><w:jc w:val="center"/>',
    run: `${fonts(XIAOBIAOSONG)}<w:sz w:val="${TITLE_SIZE}"/><w:szCs w:val="${TITLE_SIZE}"/>`,
  }),
  style('LetterBody', '公文正文', {
    paragraph: '<w:ind w:firstLineChars="200" w:firstLine="640"/>',
    run: fonts('仿宋'),
  }),
  style('Signature', '署名', {
    paragraph: `<w:keepLines/><w:ind w:left="${SIGN_INDENT}"/><w:jc w:val="center"/>`,
    run: fonts('仿宋'),
  }),
].join('')}</w:styles>`;

/** 四号 半角宋体, a dash on either side; a number on each page but the first. */
export const FOOTER_XML = `${HEAD}<w:ftr ${NS}><w:p><w:pPr><w:spacing w:line="240" w:lineRule="auto"/><w:jc w:val="center"/></w:pPr>${[
  textRun('— '),
  '<w:fldSimple w:instr=" PAGE ">',
  textRun('2'),
  '</w:fldSimple>',
  textRun(' —'),
].join('')}</w:p></w:ftr>`;

function textRun(text: string): string {
  return `<w:r><w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr>${textXml(text)}</w:r>`;
}

/** Said above everything else: that this is a draft, or the letter of a sample office. */
export function noticeXml(text: string): string {
  return paragraph(text, {
    paragraph: '<w:jc w:val="center"/>',
    run: '<w:rFonts w:eastAsia="黑体"/><w:color w:val="7F7F7F"/><w:sz w:val="24"/>',
  });
}

export const SETTINGS_XML = `${HEAD}<w:settings ${NS}><w:zoom w:percent="100"/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`;

/** Machines without the fonts of official documents are told which of theirs come nearest. */
export const FONTS_XML = `${HEAD}<w:fonts ${NS}><w:font w:name="仿宋"><w:altName w:val="FangSong"/><w:charset w:val="86"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font><w:font w:name="${XIAOBIAOSONG}"><w:altName w:val="华文中宋"/><w:charset w:val="86"/><w:family w:val="script"/><w:pitch w:val="fixed"/></w:font></w:fonts>`;
