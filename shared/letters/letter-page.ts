/**
 * The page of GB/T 9704-2012: A4, 37 mm above and 28 mm at the binding, so that the type area is 156 by 225 mm; 22 lines
 * of 28 characters of size 三号; page numbers outside, 7 mm below it. In the form of a letter the first page bears the
 * mark of the organ 30 mm from the edge, a red double line under it and one 20 mm from the foot, each 170 mm long.
 */
import { textXml } from '#shared/documents/docx-text.ts';
import type { Layout } from './events.ts';

/** How a part of a Word document begins, and the measures its XML is written in. */
export const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
export const R_NS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

/** Twentieths of a point. */
export const twips = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440);

const PAGE = { width: 11906, height: 16838 };
const [TOP, LEFT, BOTTOM, FOOT] = [twips(37), twips(28), twips(35), twips(20)];
/** A line of the 225 mm. */
export const LINE = Math.floor((PAGE.height - TOP - BOTTOM) / 22);
/**
 * Each character of 16 points gives up a fifth of a point, so that 28 of them stand on the 156 mm. Closer characters are the
 * same in every program; the grid of characters that Word has is read in several ways.
 */
export const CLOSER = -4;
export const CHARACTER = 16 * 20 + CLOSER;
/** 0.1 mm to spare: with none, one word processor loses a mark that hangs over the end of a full line. */
const RIGHT = PAGE.width - LEFT - 28 * CHARACTER - 6;

/** Names of the parts beside the text, by which the section refers to them. */
const REFERENCES = { head: 'rIdHead', odd: 'rIdOdd', even: 'rIdEven', firstFoot: 'rIdFirstFoot' } as const;
type Reference = keyof typeof REFERENCES;

const footer = (type: string, of: Reference): string =>
  `<w:footerReference w:type="${type}" r:id="${REFERENCES[of]}"/>`;
const NUMBERS = footer('default', 'odd') + footer('even', 'even');
const MEASURES =
  `<w:pgSz w:w="${PAGE.width}" w:h="${PAGE.height}"/>` +
  `<w:pgMar w:top="${TOP}" w:right="${RIGHT}" w:bottom="${BOTTOM}" w:left="${LEFT}" w:header="${twips(30)}" w:footer="${FOOT}" w:gutter="0"/>`;
const GRID = `<w:docGrid w:type="lines" w:linePitch="${LINE}"/>`;

/** In the form of a letter the first page bears no number. */
export const SECTIONS: Readonly<Record<Layout | 'sheet', string>> = {
  letter:
    `<w:sectPr><w:headerReference w:type="first" r:id="${REFERENCES.head}"/>${NUMBERS}${footer('first', 'firstFoot')}` +
    `${MEASURES}<w:titlePg/>${GRID}</w:sectPr>`,
  redHead: `<w:sectPr>${NUMBERS}${MEASURES}${GRID}</w:sectPr>`,
  sheet: `<w:sectPr>${MEASURES}${GRID}</w:sectPr>`,
};

/** The double lines reach 8 mm and 6 mm beyond the type area. */
const WIDER = `<w:ind w:left="-${twips(8)}" w:right="-${twips(6)}"/>`;
const doubleLine = (side: string, line: string, space: number): string =>
  `<w:pBdr><w:${side} w:val="${line}" w:sz="24" w:space="${space}" w:color="FF0000"/></w:pBdr>`;

const HEAD_XML = `${HEAD}<w:hdr ${NS}><w:p><w:pPr><w:pStyle w:val="OrganHead"/>${doubleLine('bottom', 'thickThinSmallGap', 11)}<w:spacing w:after="160" w:line="600" w:lineRule="exact"/>${WIDER}</w:pPr><w:r>${textXml('{{机关名称}}')}</w:r></w:p></w:hdr>`;
const FIRST_FOOT_XML = `${HEAD}<w:ftr ${NS}><w:p><w:pPr>${doubleLine('bottom', 'thinThickSmallGap', 0)}<w:spacing w:line="20" w:lineRule="exact"/>${WIDER}</w:pPr></w:p></w:ftr>`;

/** 四号 half-width 宋体 between dashes, one character from the outer edge: right on odd pages, left on even ones. */
function numberXml(side: 'left' | 'right'): string {
  const look = `<w:spacing w:after="${twips(5.5)}" w:line="280" w:lineRule="exact"/><w:ind w:${side}="280"/><w:jc w:val="${side}"/>`;
  const content = [
    textRun('— '),
    '<w:fldSimple w:instr=" PAGE ">',
    textRun('1'),
    '</w:fldSimple>',
    textRun(' —'),
  ];
  return `${HEAD}<w:ftr ${NS}><w:p><w:pPr>${look}</w:pPr>${content.join('')}</w:p></w:ftr>`;
}

function textRun(text: string): string {
  return `<w:r><w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr>${textXml(text)}</w:r>`;
}

/** `name` without `.xml`; its kind is the name without the number. */
type Part = { readonly id: string; readonly name: string; readonly xml: string };
const ODD: Part = { id: REFERENCES.odd, name: 'footer1', xml: numberXml('right') };
const EVEN: Part = { id: REFERENCES.even, name: 'footer2', xml: numberXml('left') };

export const PAGE_PARTS: Readonly<Record<Layout | 'sheet', readonly Part[]>> = {
  letter: [
    { id: REFERENCES.head, name: 'header1', xml: HEAD_XML },
    ODD,
    EVEN,
    { id: REFERENCES.firstFoot, name: 'footer3', xml: FIRST_FOOT_XML },
  ],
  redHead: [ODD, EVEN],
  sheet: [],
};
