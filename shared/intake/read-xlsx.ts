/**
 * Rows of a workbook's first sheet that is not hidden, under the headings of its first filled row, in bounded memory: the
 * archive is expanded piece by piece, its texts stand in a file of their own, and no row is kept once it was handed over.
 */
import { type FileHandle, open } from 'node:fs/promises';
import type { RawRecord, ReaderNews } from './read-raw-record.ts';
import type { Layout } from './table-layout.ts';
import { UnreadableFile } from './unreadable-file.ts';
import { type MergedCells, mergedCellsIn } from './workbook/merged-cells.ts';
import { filledSheets } from './workbook/other-sheets.ts';
import { hearXml, readXml } from './workbook/read-xml.ts';
import { refuseContainer } from './workbook/sealed-file.ts';
import { SharedTexts } from './workbook/shared-texts.ts';
import { type SheetRow, SheetRows } from './workbook/sheet-rows.ts';
import { SheetTable, type Told } from './workbook/sheet-table.ts';
import { TextRuns, unescaped } from './workbook/text-runs.ts';
import { damaged } from './workbook/workbook-faults.ts';
import { type Sheet, type Workbook, workbookIn } from './workbook/workbook-parts.ts';
import { ZipArchive } from './workbook/zip-archive.ts';

type Records = Iterable<RawRecord>;
type Book = {
  readonly zip: ZipArchive;
  readonly workbook: Workbook;
  readonly part: string;
  readonly merged: MergedCells;
};

/** Throws UnreadableFile where it is no workbook, or a damaged, locked or oversized one. */
export async function* readXlsx(
  path: string,
  news: ReaderNews = {},
  layout: Layout = {},
): AsyncGenerator<Records> {
  const file = await open(path);
  try {
    const book = await openBook(file, news, layout);
    const texts = new SharedTexts();
    try {
      if (book.workbook.texts !== '') await gather(book, texts);
      texts.finish();
      yield* recordsOf(book, texts, { news, layout });
    } finally {
      texts.close();
    }
  } finally {
    await file.close();
  }
}

/** The sheet is looked through from end to end before any row is taken: of a damaged file nothing is recorded. */
async function openBook(file: FileHandle, { leftOut }: ReaderNews, { sheet: asked }: Layout): Promise<Book> {
  await refuseContainer(file);
  const zip = await ZipArchive.open(file);
  const workbook = await workbookIn(zip);
  const sheet = chosenOf(workbook.sheets, asked);
  const merged = await mergedCellsIn(zip.read(sheet.part));
  if (leftOut !== undefined) {
    const others = workbook.sheets.filter((other) => other !== sheet);
    const filled = await filledSheets(zip, others);
    if (filled.length > 0) leftOut(sheet.name, filled);
  }
  return { zip, workbook, part: sheet.part, merged };
}

/** Of a table that comes every month the sheet that is asked for may be missing once: then none is taken instead. */
function chosenOf(sheets: readonly Sheet[], asked: string | undefined): Sheet {
  if (asked !== undefined) {
    const named = sheets.find(({ name }) => name === asked);
    if (named === undefined) throw new UnreadableFile(`没有工作表“${asked}”`, { code: 'noHeadings' });
    return named;
  }
  const first = sheets.find(({ hidden }) => !hidden) ?? sheets[0];
  if (first === undefined) throw damaged('it has no sheet');
  return first;
}

/** The names of the sheets that are not hidden, in their order; of none the hidden ones. Throws UnreadableFile. */
export async function sheetsOf(path: string): Promise<readonly string[]> {
  const file = await open(path);
  try {
    await refuseContainer(file);
    const { sheets } = await workbookIn(await ZipArchive.open(file));
    const shown = sheets.filter(({ hidden }) => !hidden);
    return (shown.length > 0 ? shown : sheets).map(({ name }) => name);
  } finally {
    await file.close();
  }
}

async function gather({ zip, workbook }: Book, texts: SharedTexts): Promise<void> {
  const runs = new TextRuns();
  await hearXml(zip.read(workbook.texts), {
    open: (name, attributes) => runs.open(name, attributes),
    text: (piece) => runs.text(piece),
    close: (name) => {
      runs.close(name);
      if (name === 'si') texts.add(unescaped(runs.taken()));
    },
  });
}

async function* recordsOf(book: Book, texts: SharedTexts, told: Told): AsyncGenerator<Records> {
  const { news } = told;
  const table = new SheetTable(texts, book.merged, told);
  for await (const rows of rowsOf(book, news)) yield table.recordsOf(rows);
  news.looked?.({ unnamed: table.unnamed, hidden: table.hidden, merged: book.merged.filled });
}

async function* rowsOf({ zip, workbook, part }: Book, news: ReaderNews): AsyncGenerator<SheetRow[]> {
  const rows = new SheetRows(workbook.formats);
  const size = zip.sizeOf(part);
  let read = 0;
  async function* bytes(): AsyncGenerator<Buffer> {
    for await (const piece of zip.read(part)) {
      yield piece;
      read += piece.length;
      news.share?.(read / size);
    }
  }
  for await (const _piece of readXml(bytes(), rows)) {
    yield rows.taken();
    if (rows.over) return;
  }
}
