/**
 * Pages of PDFs that were attached, put behind a paper as they are: each a little longer, with its mark on the strip that
 * is new. What was sent is parsed here; who calls bounds time and memory.
 */
import {
  degrees,
  EncryptedPDFError,
  PDFDocument,
  type PDFEmbeddedPage,
  PDFName,
  type PDFPage,
} from '@cantoo/pdf-lib';

/** Pages of one attachment; more is a book, and stays in its file. */
export const MOST_PAGES = 200;

/** `encrypted`: a password is asked for; `tooHard`: more time or memory than anybody may ask for. */
export type PagesFault = 'encrypted' | 'damaged' | 'tooManyPages' | 'tooHard';
export type PagesRead = { readonly pages: number; readonly pdf: Uint8Array } | { readonly fault: PagesFault };

/** Its pages in a PDF of our own making, with nothing in them that acts when it is clicked or opened. */
export async function attachedPages(bytes: Uint8Array): Promise<PagesRead> {
  try {
    const sent = await PDFDocument.load(bytes, { updateMetadata: false });
    const pages = sent.getPageCount();
    if (pages > MOST_PAGES) return { fault: 'tooManyPages' };
    const own = await PDFDocument.create({ updateMetadata: false });
    for (const page of await own.copyPages(sent, sent.getPageIndices())) {
      if (!isPlain(page)) return { fault: 'damaged' };
      own.addPage(withoutActions(page));
    }
    return pages === 0 ? { fault: 'damaged' } : { pages, pdf: await own.save({ useObjectStreams: false }) };
  } catch (fault) {
    return { fault: fault instanceof EncryptedPDFError ? 'encrypted' : 'damaged' };
  }
}

/** In points; the largest that a reader shows (ISO 32000-1, annex C). */
const LARGEST = 14_400;

function isPlain(page: PDFPage): boolean {
  const { width, height } = page.getCropBox();
  return [width, height].every((side) => side > 1 && side <= LARGEST);
}

const ACTIONS = ['A', 'AA'].map((name) => PDFName.of(name));

function withoutActions(page: PDFPage): PDFPage {
  const annotations = page.node.Annots();
  for (const dict of [
    page.node,
    ...(annotations?.asArray() ?? []).map((one) => page.doc.context.lookup(one)),
  ])
    if (dict !== undefined && 'delete' in dict && typeof dict.delete === 'function')
      for (const action of ACTIONS) dict.delete(action);
  return page;
}

export type Appending = {
  readonly paper: Uint8Array;
  readonly attached: readonly Uint8Array[];
  /** One narrow page for each page that is put behind, in their order. */
  readonly marks: Uint8Array;
};

export async function appendPages({ paper, attached, marks }: Appending): Promise<Uint8Array> {
  const whole = await PDFDocument.load(paper, { updateMetadata: false });
  const labels = await PDFDocument.load(marks, { updateMetadata: false });
  const embedded = await whole.embedPdf(labels, labels.getPageIndices());
  let next = 0;
  for (const one of attached) {
    const from = await PDFDocument.load(one, { updateMetadata: false });
    for (const page of await whole.copyPages(from, from.getPageIndices())) {
      const mark = embedded[next];
      if (mark === undefined) throw new RangeError(`no mark for page ${next + 1}`);
      marked(whole.addPage(page), mark);
      next += 1;
    }
  }
  return whole.save({ useObjectStreams: false });
}

type Place = { readonly x: number; readonly y: number; readonly turned: number };

/** The strip is added below, as the page is looked at: pages of scans are often turned. */
function marked(page: PDFPage, mark: PDFEmbeddedPage): void {
  const { x, y, width, height } = page.getCropBox();
  const strip = mark.height;
  const turned = (((page.getRotation().angle % 360) + 360) % 360) as 0 | 90 | 180 | 270;
  const isAcross = turned === 90 || turned === 270;
  const grown = isAcross ? { width: width + strip, height } : { width, height: height + strip };
  const left = turned === 270 ? x - strip : x;
  const low = turned === 0 ? y - strip : y;
  page.setMediaBox(left, low, grown.width, grown.height);
  page.setCropBox(left, low, grown.width, grown.height);
  const places: Readonly<Record<typeof turned, Place>> = {
    0: { x, y: y - strip, turned: 0 },
    90: { x: x + width + strip, y, turned: 90 },
    180: { x: x + width, y: y + height + strip, turned: 180 },
    270: { x: x - strip, y: y + height, turned: 270 },
  };
  const scale = Math.min(1, (isAcross ? height : width) / mark.width);
  const place = places[turned] ?? places[0];
  page.drawPage(mark, {
    ...{ x: place.x, y: place.y, width: mark.width * scale, height: strip * scale },
    rotate: degrees(place.turned),
  });
}
