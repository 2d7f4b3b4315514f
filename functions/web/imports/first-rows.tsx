/** The first rows as they stand in the file, under what each column is taken for. */
import type { FC } from 'hono/jsx';
import type { FileColumn } from '#shared/intake/preview/file-columns.ts';
import type { LookedAt } from '#shared/intake/preview/look-into.ts';
import { cut } from '#shared/intake/preview/sample-values.ts';
import { type Column, DataTable, Scrolled } from '../look/table.tsx';
import { fieldName } from './kinds.ts';

const MOST_ROWS = 20;
const MOST_CHARACTERS = 24;

type Row = LookedAt['records'][number];

export const FirstRows: FC<{ looked: LookedAt }> = ({ looked: { columns, kind, records } }) => {
  const shown: readonly Column<Row>[] = [
    { title: '行', cell: ({ line }) => line },
    ...columns.map(
      (column): Column<Row> => ({
        title:
          column.key === '' ? `${column.heading}（不导入）` : titleOf(column, fieldName(kind, column.key)),
        cell: ({ cells }) => cut((cells[column.heading] ?? '').replace(/\s+/g, ' '), MOST_CHARACTERS),
      }),
    ),
  ];
  return (
    <Scrolled label="前 20 行的内容">
      <DataTable caption="前 20 行" columns={shown} rows={records.slice(0, MOST_ROWS)} />
    </Scrolled>
  );
};

function titleOf({ heading }: FileColumn, name: string): string {
  return heading.trim() === name ? name : `${name} ← ${heading}`;
}
