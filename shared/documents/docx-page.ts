/** Measures of the printed page after GB/T 9704-2012, and the faces of its text. Sizes are half points, lengths twips. */
import { convertMillimetersToTwip, type IFontAttributesProperties, LineRuleType } from 'docx';

export const PAGE = { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) };
export const MARGINS = {
  top: convertMillimetersToTwip(37),
  bottom: convertMillimetersToTwip(35),
  left: convertMillimetersToTwip(28),
  right: convertMillimetersToTwip(26),
};
/** The width of the type area. */
export const TYPE_AREA = PAGE.width - MARGINS.left - MARGINS.right;
/** 22 lines a page: 28 points each. */
export const LINE = { line: 560, lineRule: LineRuleType.EXACT } as const;

/** 三号 is 16 points, 二号 22, 四号 14. A word processor without the first fonts takes those of the same kind. */
export const FACES = {
  title: { font: '方正小标宋简体', size: 44 },
  heading: { font: '黑体', size: 32 },
  subheading: { font: '楷体_GB2312', size: 32 },
  body: { font: '仿宋_GB2312', size: 32 },
  note: { font: '仿宋_GB2312', size: 28 },
  table: { font: '宋体', size: 18 },
  wideTable: { font: '宋体', size: 15 },
  roomyTable: { font: '宋体', size: 24 },
  pageNumber: { font: '宋体', size: 28 },
} as const;
export type Face = keyof typeof FACES;
export const BODY = FACES.body;

/** Chinese characters in the face; digits and Latin letters in Times, as the standard's examples have them. */
export function fontOf(eastAsia: string): IFontAttributesProperties {
  return { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia, hint: 'eastAsia' };
}
