/** A paper as .docx: A4, its header and page numbers on every page, tables whose headings repeat. */
import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  Footer,
  Header,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { writable } from '#shared/kernel/written.ts';
import { fontOf, PAGE } from './docx-page.ts';
import { FACT_SHARES, type Paper, type PaperPart, type Picture } from './paper.ts';
import { fitted, sizeOf } from './picture-size.ts';

const MARGINS = {
  top: convertMillimetersToTwip(22),
  bottom: convertMillimetersToTwip(20),
  left: convertMillimetersToTwip(22),
  right: convertMillimetersToTwip(18),
};
const WIDTH = PAGE.width - MARGINS.left - MARGINS.right;
/** In pixels of 96 to the inch, as the library has them. */
const PICTURE = { width: 640, height: 840 };
const FONTS = {
  title: { font: fontOf('方正小标宋简体'), size: 40 },
  heading: { font: fontOf('黑体'), size: 26 },
  text: { font: fontOf('宋体'), size: 21 },
  small: { font: fontOf('宋体'), size: 18 },
} as const;
const LINE = { style: BorderStyle.SINGLE, size: 4, color: '000000' };

export async function paperDocx(paper: Paper): Promise<Uint8Array> {
  const file = new Document({
    title: writable(paper.title),
    styles: { default: { document: { run: FONTS.text } } },
    sections: [
      {
        properties: { page: { size: PAGE, margin: MARGINS } },
        headers: { default: new Header({ children: [centred(run(paper.header, 'small'))] }) },
        footers: { default: new Footer({ children: [pageNumber()] }) },
        children: [
          centred(run(paper.title, 'title')),
          centred(run(paper.note, 'small')),
          ...paper.parts.flatMap(blocksOf),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(file));
}

/** A line end becomes a break. */
function run(words: string, face: keyof typeof FONTS = 'text'): TextRun {
  const [first = '', ...rest] = writable(words).split('\n');
  const breaks = rest.map((text) => new TextRun({ text, break: 1, ...FONTS[face] }));
  return breaks.length === 0
    ? new TextRun({ text: first, ...FONTS[face] })
    : new TextRun({ children: [new TextRun({ text: first, ...FONTS[face] }), ...breaks], ...FONTS[face] });
}

function centred(child: TextRun | ImageRun, newPage = false): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: 80 },
    pageBreakBefore: newPage,
    children: [child],
  });
}

function pageNumber(): Paragraph {
  const children = ['第 ', PageNumber.CURRENT, ' 页　共 ', PageNumber.TOTAL_PAGES, ' 页'];
  return centred(new TextRun({ children, ...FONTS.small }));
}

function blocksOf(part: PaperPart): (Paragraph | Table)[] {
  switch (part.kind) {
    case 'heading':
      return [
        new Paragraph({
          spacing: { before: 200, after: 80 },
          keepNext: true,
          children: [run(part.text, 'heading')],
        }),
      ];
    case 'lines':
      return part.lines.map((line) => new Paragraph({ spacing: { after: 40 }, children: [run(line)] }));
    case 'facts':
      return [table(part.facts, { shares: FACT_SHARES, headings: null })];
    case 'table': {
      const headings = part.columns.map(([heading]) => heading);
      return [table(part.rows, { shares: part.columns.map(([, share]) => share), headings })];
    }
    case 'picture':
      return picture(part.picture);
  }
}

type Layout = { readonly shares: readonly number[]; readonly headings: readonly string[] | null };

/** Without headings the first column holds them. */
function table(rows: readonly (readonly string[])[], { shares, headings }: Layout): Table {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const widths = shares.map((share) => Math.floor((share / whole) * WIDTH));
  const row = (cells: readonly string[], isHead: boolean): TableRow =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map((text, index) =>
        cell(text, widths[index] ?? 0, isHead || (headings === null && index === 0)),
      ),
    });
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    rows: [...(headings === null ? [] : [row(headings, true)]), ...rows.map((cells) => row(cells, false))],
  });
}

function cell(text: string, width: number, isHeading: boolean): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    borders: { top: LINE, bottom: LINE, left: LINE, right: LINE },
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    ...(isHeading && { shading: { type: ShadingType.CLEAR, fill: 'F2F2F2' } }),
    children: [new Paragraph({ children: [run(text)] })],
  });
}

/** Word knows no WebP: of such a picture, and of one whose size cannot be told, the caption alone stands there. */
function picture(shown: Picture): Paragraph[] {
  const { type, bytes, caption } = shown;
  const size = sizeOf(shown);
  if (size === null || type === 'webp') return [centred(run(`${caption}（图片见附件原件）`))];
  const image = new ImageRun({
    type: type === 'jpeg' ? 'jpg' : 'png',
    data: bytes,
    transformation: fitted(size, PICTURE),
    altText: { id: caption, name: caption, title: caption, description: caption },
  });
  return [centred(image, true), centred(run(caption))];
}
