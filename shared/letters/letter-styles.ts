/** The faces and sizes of GB/T 9704-2012, as the styles of a Word document: text 仿宋 三号, title 小标宋 二号, marks red. */
import { CHARACTER, CLOSER, HEAD, LINE, NS, twips } from './letter-page.ts';

const XIAOBIAOSONG = '方正小标宋简体';
/** Sizes in half points: 二号 is 22 points. */
const TITLE_SIZE = 44;
/** The signature is centred in the last fifteen characters of the line: so the date ends four from the right. */
const SIGN_INDENT = Math.round(13 * CHARACTER);

const fonts = (eastAsia: string): string =>
  `<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="${eastAsia}" w:cs="Times New Roman"/>`;
const size = (halfPoints: number): string => `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`;
const exactly = (twentieths: number, before = 0): string =>
  `<w:spacing w:before="${before}" w:line="${twentieths}" w:lineRule="exact"/>`;
const CENTRED = '<w:jc w:val="center"/>';
/** Only the text gives up its part of a character. */
const AS_WIDE = '<w:spacing w:val="0"/>';
const RED = '<w:color w:val="FF0000"/>';

type Look = { readonly paragraph: string; readonly run: string };
const STYLES: Readonly<Record<string, Look & { readonly name: string }>> = {
  OrganHead: {
    name: '发文机关标志',
    paragraph: CENTRED,
    run: `${fonts(XIAOBIAOSONG)}${RED}${AS_WIDE}${size(52)}`,
  },
  RedMark: {
    name: '红头发文机关标志',
    paragraph: `${exactly(600, twips(35))}${CENTRED}`,
    run: `${fonts(XIAOBIAOSONG)}${RED}${AS_WIDE}<w:w w:val="80"/>${size(60)}`,
  },
  RedNumber: {
    name: '红头发文字号',
    paragraph: `<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="8" w:color="FF0000"/></w:pBdr>${CENTRED}`,
    run: fonts('仿宋'),
  },
  DocumentNumber: { name: '发文字号', paragraph: '<w:jc w:val="right"/>', run: fonts('仿宋') },
  SheetNumber: {
    name: '送达回证字号',
    paragraph: '<w:spacing w:after="120"/><w:jc w:val="right"/>',
    run: fonts('仿宋'),
  },
  LetterTitle: {
    name: '公文标题',
    paragraph: `<w:keepLines/>${exactly(640)}${CENTRED}`,
    run: `${fonts(XIAOBIAOSONG)}${AS_WIDE}${size(TITLE_SIZE)}`,
  },
  LetterBody: {
    name: '公文正文',
    paragraph: `<w:ind w:firstLineChars="200" w:firstLine="${Math.round(2 * CHARACTER)}"/>`,
    run: fonts('仿宋'),
  },
  Signature: {
    name: '署名',
    paragraph: `<w:keepLines/><w:ind w:left="${SIGN_INDENT}"/>${CENTRED}`,
    run: fonts('仿宋'),
  },
  SheetCell: {
    name: '送达回证栏目',
    paragraph:
      '<w:snapToGrid w:val="0"/><w:spacing w:before="80" w:after="80" w:line="360" w:lineRule="exact"/>',
    run: `${fonts('仿宋')}${size(28)}`,
  },
};

function styleXml([id, { name, paragraph, run }]: [string, (typeof STYLES)[string]]): string {
  return (
    `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${id}"><w:name w:val="${name}"/>` +
    `<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`
  );
}

const DEFAULTS = `<w:docDefaults><w:rPrDefault><w:rPr>${fonts('仿宋')}<w:spacing w:val="${CLOSER}"/><w:kern w:val="2"/>${size(32)}<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="${LINE}" w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults>`;
const NORMAL =
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:jc w:val="both"/></w:pPr></w:style>';
export const STYLES_XML = `${HEAD}<w:styles ${NS}>${DEFAULTS}${NORMAL}${Object.entries(STYLES).map(styleXml).join('')}</w:styles>`;

/** Odd and even pages have their numbers on different sides. */
export const SETTINGS_XML = `${HEAD}<w:settings ${NS}><w:zoom w:percent="100"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`;

/** Machines without the fonts of official documents are told which of theirs come nearest. */
export const FONTS_XML = `${HEAD}<w:fonts ${NS}><w:font w:name="仿宋"><w:altName w:val="FangSong"/><w:charset w:val="86"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font><w:font w:name="${XIAOBIAOSONG}"><w:altName w:val="华文中宋"/><w:charset w:val="86"/><w:family w:val="script"/><w:pitch w:val="fixed"/></w:font></w:fonts>`;
