/** The report as .docx in the layout of the form, ready to publish after reading. */

import {
  AlignmentType,
  Document,
  Footer,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  TextRun,
} from 'docx';
import { writable } from '#shared/kernel/written.ts';
import {
  type DocumentSection,
  documentOf,
  type Rendering,
  type ReportDocument,
} from '#shared/reporting/document.ts';
import { type Chart, chartsOf } from './charts.ts';
import { BODY, FACES, type Face, fontOf, LINE, MARGINS, PAGE } from './docx-page.ts';
import { docxTable } from './docx-table.ts';
import { printed } from './print.ts';

export async function renderDocx({ report, signedOn, form }: Rendering): Promise<Uint8Array> {
  const document = documentOf(report, { signedOn, form });
  const charts = await pictures(await chartsOf(report));
  const file = new Document({
    title: writable(document.title),
    creator: writable(document.signature),
    styles: { default: { document: { run: { font: fontOf(BODY.font), size: BODY.size } } } },
    sections: [
      {
        properties: { page: { size: PAGE, margin: MARGINS } },
        footers: { default: new Footer({ children: [pageNumber()] }) },
        children: [
          ...opening(document),
          ...document.sections.flatMap((section) => sectionOf(section, charts)),
          ...closing(document),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(file));
}

function text(words: string, face: Face = 'body', color?: string): TextRun {
  const { font, size } = FACES[face];
  return new TextRun({ text: writable(words), font: fontOf(font), size, ...(color && { color }) });
}

function body(children: readonly ParagraphChild[], keepNext = false, newPage = false): Paragraph {
  return new Paragraph({
    pageBreakBefore: newPage,
    children: [...children],
    spacing: LINE,
    indent: { firstLine: 640 }, // two characters of 三号
    alignment: AlignmentType.BOTH,
    keepNext,
  });
}

function centred(child: ParagraphChild, after = 0): Paragraph {
  return new Paragraph({
    children: [child],
    alignment: AlignmentType.CENTER,
    spacing: { ...LINE, after },
  });
}

function opening({ title, state, introduction, failing }: ReportDocument): Paragraph[] {
  return [
    centred(text(title, 'title'), 280),
    ...(state === null ? [] : [centred(text(state, 'note'), 200)]),
    ...failing.map(({ id, scope, left, right }) =>
      body([text(`勾稽关系不符：${id} ${scope}：${left} ≠ ${right}`, 'note', 'A40000')]),
    ),
    body([text(introduction)]),
  ];
}

function sectionOf(section: DocumentSection, charts: readonly Paragraph[]) {
  return [
    // table 三 fills a page: not every program keeps the rows of a table together
    body([text(section.heading, 'heading')], true, section.table?.number === 3),
    ...section.paragraphs.map(({ kind, text: words }) =>
      kind === 'subheading' ? body([text(words, 'subheading')], true) : body([text(words)]),
    ),
    ...(section.number === 1 ? charts : []),
    ...(section.table === null ? [] : [docxTable(section.table), new Paragraph({ children: [] })]),
  ];
}

function closing({ signature, date }: ReportDocument): Paragraph[] {
  const right = (words: string, before: number) =>
    new Paragraph({
      children: [text(words)],
      alignment: AlignmentType.RIGHT,
      indent: { right: 640 },
      spacing: { ...LINE, before },
      keepNext: true,
    });
  return [right(signature, 560), right(date, 0)];
}

function pageNumber(): Paragraph {
  const { font, size } = FACES.pageNumber;
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: fontOf(font), size })],
  });
}

/** Drawings as pictures; where no browser can draw them the document is made without. */
async function pictures(charts: readonly Chart[]): Promise<Paragraph[]> {
  if (charts.length === 0) return [];
  // a machine that is busy starts a browser late: once more before doing without
  const images = await printed({ what: 'pictures', drawings: charts })
    .catch(() => printed({ what: 'pictures', drawings: charts }))
    .catch(() => []);
  return images.flatMap((data, index) => {
    const chart = charts[index];
    if (chart === undefined) return [];
    const { title, description, width, height } = chart;
    const scale = 0.85;
    const image = new ImageRun({
      type: 'png',
      data,
      transformation: { width: width * scale, height: height * scale },
      altText: { id: String(index + 1), name: title, title, description },
    });
    return [
      new Paragraph({ children: [image], alignment: AlignmentType.CENTER, keepNext: true }),
      centred(text(title, 'note'), 120),
    ];
  });
}
