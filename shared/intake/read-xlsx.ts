/**
 * Rows of a workbook's first sheet that is not hidden, under the headings of its first filled row, in bounded memory: the
 * archive is expanded piece by piece, its texts stand in a file of their own, and no row is kept once it was handed over.
 */
import { type FileHandle, open } from 'node:fs/promises';
import {
  type CellNote,
  cellFault,
  cellsUnder,
  isBlank,
  type RawRecord,
  type ReaderNews,
} from './read-raw-record.ts';
import { UnnamedColumns } from './unnamed-columns.ts';
import { type MergedCells, mergedCellsIn } from './workbook/merged-cells.ts';
import { filledSheets } from './workbook/other-sheets.ts';
import { hearXml, readXml } from './workbook/read-xml.ts';
import { refuseContainer } from './workbook/sealed-file.ts';
import { SharedTexts } from './workbook/shared-texts.ts';
import { type SheetRow, SheetRows } from './workbook/sheet-rows.ts';
import { TextRuns, unescaped } from './workbook/text-runs.ts';
import { damaged, oversized } from './workbook/workbook-faults.ts';
import { type Workbook, workbookIn } from './workbook/workbook-parts.ts';
import { ZipArchive } from './workbook/zip-archive.ts';

/** A row is a record, not a book. */
const MOST_ROW_CHARACTERS = 1 << 24;

type Records = Iterable<RawRecord>;
type Book = {
  readonly zip: ZipArchive;
  readonly workbook: Workbook;
  readonly part: string;
  readonly merged: MergedCells;
};

/** Throws UnreadableFile where it is no workbook, or a damaged, locked or oversized one. */
export async function* readXlsx(path: string, news: ReaderNews = {}): AsyncGenerator<Records> {
  const file = await open(path);
  try {
    const book = await openBook(file, news);
    const texts = new SharedTexts();
    try {
      if (book.workbook.texts !== '') await gather(book, texts);
      texts.finish();
      yield* recordsOf(book, texts, news);
    } finally {
      texts.close();
    }
  } finally {
    await file.close();
  }
}

/** The sheet is looked through from end to end before any row is taken: of a damaged file nothing is recorded. */
async function openBook(file: FileHandle, { leftOut }: ReaderNews): Promise<Book> {
  await refuseContainer(file);
  const zip = await ZipArchive.open(file);
  const workbook = await workbookIn(zip);
  const sheet = workbook.sheets.find(({ hidden }) => !hidden) ?? workbook.sheets[0];
  if (sheet === undefined) throw damaged('it has no sheet');
  const merged = await mergedCellsIn(zip.read(sheet.part));
  if (leftOut !== undefined) {
    const others = workbook.sheets.filter((other) => other !== sheet);
    const filled = await filledSheets(zip, others);
    if (filled.length > 0) leftOut(sheet.name, filled);
  }
  return { zip, workbook, part: sheet.part, merged };
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

async function* recordsOf(book: Book, texts: SharedTexts, news: ReaderNews): AsyncGenerator<Records> {
  const table = new Table(texts, book.merged, news);
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

/** Rows as records, one at a time: a short row may name long texts. */
class Table {
  readonly #texts: SharedTexts;
  readonly #merged: MergedCells;
  readonly #news: ReaderNews;
  #headings: string[] | undefined;
  #columns = new UnnamedColumns([]);
  /** Records in rows that nobody sees. */
  hidden = 0;

  constructor(texts: SharedTexts, merged: MergedCells, news: ReaderNews) {
    this.#texts = texts;
    this.#merged = merged;
    this.#news = news;
  }

  get unnamed(): readonly string[] {
    return this.#columns.filled;
  }

  *recordsOf(rows: readonly SheetRow[]): Generator<RawRecord> {
    for (const row of rows) {
      const fields = this.#fieldsOf(row);
      if (isBlank(this.#headings ?? [], seenIn(fields, row.notes))) continue;
      if (this.#headings !== undefined) {
        if (row.hidden) this.hidden += 1;
        yield this.#recordOf(row, [...fields, ...this.#headings.slice(fields.length).map(() => '')]);
        continue;
      }
      this.#headings = fields;
      this.#columns = new UnnamedColumns(fields);
      this.#merged.leave(row.line);
      this.#news.headings?.(fields);
    }
  }

  #recordOf({ line, notes }: SheetRow, fields: string[]): RawRecord {
    this.#columns.note(fields);
    this.#merged.fill({ line, fields, notes });
    const headings = this.#headings ?? [];
    const cells = cellsUnder(headings, fields);
    const fault = cellFault(cells, false);
    const known = notes.length === 0 ? undefined : notesUnder(headings, { fields, notes, cells });
    return { line, cells, ...(fault && { fault }), ...(known && { notes: known }) };
  }

  #fieldsOf({ line, cells }: SheetRow): string[] {
    let characters = 0;
    return Array.from(cells, (cell = '') => {
      const text = typeof cell === 'number' ? this.#texts.at(cell) : cell;
      characters += text.length;
      if (characters > MOST_ROW_CHARACTERS) throw oversized(`row ${line} is too long`);
      return text;
    });
  }
}

/** Of a formula without a result a person sees something, though nobody knows what. */
function seenIn(fields: readonly string[], notes: SheetRow['notes']): readonly string[] {
  if (!notes.some((note) => note?.is === 'noResult')) return fields;
  return Array.from(notes, (note, at) => (note?.is === 'noResult' ? '=' : (fields[at] ?? ''))).concat(
    fields.slice(notes.length),
  );
}

type Noted = {
  readonly fields: readonly string[];
  readonly notes: readonly (CellNote | undefined)[];
  readonly cells: Readonly<Record<string, string>>;
};

/** Of the field that stands under a heading, where several do. */
function notesUnder(headings: readonly string[], { fields, notes, cells }: Noted) {
  const known: Record<string, CellNote> = {};
  notes.forEach((note, at) => {
    const heading = headings[at];
    if (note !== undefined && heading !== undefined && cells[heading] === fields[at]) known[heading] ??= note;
  });
  return known;
}
