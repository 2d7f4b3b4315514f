/** Rows of a sheet as records under its headings. */
import {
  type CellNote,
  cellFault,
  cellsUnder,
  isBlank,
  type RawRecord,
  type ReaderNews,
} from '../read-raw-record.ts';
import { HeadingRows, type Layout } from '../table-layout.ts';
import { UnnamedColumns } from '../unnamed-columns.ts';
import type { MergedCells } from './merged-cells.ts';
import type { SharedTexts } from './shared-texts.ts';
import type { SheetRow } from './sheet-rows.ts';
import { oversized } from './workbook-faults.ts';

/** A row is a record, not a book. */
const MOST_ROW_CHARACTERS = 1 << 24;

/** How the table lies, and who is told of what is met in it. */
export type Told = { readonly news: ReaderNews; readonly layout: Layout };

/** One at a time: a short row may name long texts. */
export class SheetTable {
  readonly #texts: SharedTexts;
  readonly #merged: MergedCells;
  readonly #told: Told;
  readonly #rows: HeadingRows;
  #headings: readonly string[] | undefined;
  #columns = new UnnamedColumns([]);
  /** Records in rows that nobody sees. */
  hidden = 0;

  constructor(texts: SharedTexts, merged: MergedCells, told: Told) {
    this.#texts = texts;
    this.#merged = merged;
    this.#told = told;
    this.#rows = new HeadingRows(told.layout);
    this.#started(0);
  }

  #started(line: number): void {
    this.#headings = this.#rows.headings;
    if (this.#headings === undefined) return;
    this.#columns = new UnnamedColumns(this.#headings);
    this.#merged.leave(line);
    this.#told.news.headings?.(this.#headings);
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
      this.#rows.take(row.line, fields);
      this.#started(row.line);
    }
  }

  #recordOf({ line, notes }: SheetRow, fields: string[]): RawRecord {
    this.#columns.note(fields);
    // of rows that are only looked at nobody knows yet which are headings
    if (this.#told.layout.headingRows !== 0) this.#merged.fill({ line, fields, notes });
    const headings = this.#headings ?? [];
    const cells = cellsUnder(headings, fields);
    const fault = cellFault(cells, false);
    const known = notes.length === 0 ? undefined : notesUnder(headings, { fields, notes, cells });
    return {
      ...{ line, cells, ...(fault && { fault }), ...(known && { notes: known }) },
      ...(this.#told.layout.fields && { fields }),
    };
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
