/** What a figure is called on its page: table, row and column as printed; other figures by their own names. */
import {
  DOCUMENT_COLUMN_LABELS,
  TABLE2_ROW_LABELS,
  TABLE3_COLUMN_LABELS,
  TABLE3_ROW_TERMS,
  TABLE4_BLOCK_LABELS,
  TABLE4_COLUMN_LABELS,
} from '#shared/glossary.ts';
import { own } from '../wording/word.ts';

/** Null for a name that is no cell of the tables. */
export function cellTitle(name: string): string | null {
  const [table = '', ...path] = name.split('.');
  const last = path.at(-1) ?? '';
  const row = path.slice(0, -1).join('.');
  switch (table) {
    case 'table2':
      return table2Title(row === '' ? last : row, row === '' ? null : last);
    case 'table3':
      return joined(own(TABLE3_ROW_TERMS, row)?.label, own(TABLE3_COLUMN_LABELS, last));
    case 'table4':
      return joined(own(TABLE4_BLOCK_LABELS, row), own(TABLE4_COLUMN_LABELS, last));
    default:
      return null;
  }
}

function table2Title(row: string, column: string | null): string | null {
  const label = own(TABLE2_ROW_LABELS, row);
  return column === null ? (label ?? null) : joined(label, own(DOCUMENT_COLUMN_LABELS, column));
}

function joined(row: string | undefined, column: string | undefined): string | null {
  return row === undefined || column === undefined ? null : `${row.trim()} · ${column}`;
}
