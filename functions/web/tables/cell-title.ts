/** What a figure is called on its page: table, row and column as printed; other figures by their own names. */
import {
  DOCUMENT_COLUMN_LABELS,
  type DocumentColumn,
  TABLE2_ROW_LABELS,
  TABLE3_COLUMN_LABELS,
  TABLE3_ROW_TERMS,
  TABLE4_BLOCK_LABELS,
  TABLE4_COLUMN_LABELS,
  type Table2Row,
  type Table3Row,
  type Table4Block,
  type Table4Column,
} from '../../../shared/glossary.ts';

type Table3Column = keyof typeof TABLE3_COLUMN_LABELS;

/** Null for a name that is no cell of the tables. */
export function cellTitle(name: string): string | null {
  const [table = '', ...path] = name.split('.');
  const last = path.at(-1) ?? '';
  const row = path.slice(0, -1).join('.');
  switch (table) {
    case 'table2':
      return table2Title(row === '' ? last : row, row === '' ? null : last);
    case 'table3':
      return joined(TABLE3_ROW_TERMS[row as Table3Row]?.label, TABLE3_COLUMN_LABELS[last as Table3Column]);
    case 'table4':
      return joined(TABLE4_BLOCK_LABELS[row as Table4Block], TABLE4_COLUMN_LABELS[last as Table4Column]);
    default:
      return null;
  }
}

function table2Title(row: string, column: string | null): string | null {
  const label = TABLE2_ROW_LABELS[row as Table2Row];
  return column === null ? (label ?? null) : joined(label, DOCUMENT_COLUMN_LABELS[column as DocumentColumn]);
}

function joined(row: string | undefined, column: string | undefined): string | null {
  return row === undefined || column === undefined ? null : `${row.trim()} · ${column}`;
}
