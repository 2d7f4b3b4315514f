/** What stands around the rows of a list: headings that order it, subject and person beside the number, files and paper. */
import type { FC } from 'hono/jsx';
import type { Count } from '#shared/store/lists.ts';
import type { Column } from '../look/table.tsx';
import type { Labelled } from './labelled.ts';
import { addressOf, type List, type ListColumn } from './list.ts';

/** What is first to come first: dates that are due, and numbers as one reads them; of other days the latest. */
const UP_AT_FIRST = ['due'];

/** The number, what it is about and whose it is, then the rest. */
type Told<Row> = {
  readonly columns: List<Row>['columns'];
  readonly about?: Pick<NonNullable<List<Row>['about']>, 'subject' | 'person'>;
};

export function columnsOf<Row>({ columns, about }: Told<Row>): readonly ListColumn<Labelled<Row>>[] {
  const own = columns.map(
    ({ cell, text, ...column }): ListColumn<Labelled<Row>> => ({
      ...column,
      cell: ({ row }) => cell(row),
      ...(text && { text: ({ row }) => text(row) }),
    }),
  );
  if (about === undefined) return own;
  const told: ListColumn<Labelled<Row>>[] = [
    {
      title: about.subject,
      cell: ({ label }) => label.subject && <span class="clamp">{label.subject}</span>,
      text: ({ label }) => label.subject,
    },
    ...(about.person === null
      ? []
      : [{ title: about.person, cell: ({ label }: Labelled<Row>) => label.person }]),
  ];
  return [...own.slice(0, 1), ...told, ...own.slice(1)];
}

export function columnsWithOrders<Row>(list: List<Row>): readonly Column<Labelled<Row>>[] {
  const { order } = list;
  if (order === undefined) return columnsOf(list);
  return columnsOf(list).map(({ sort, ...column }) => {
    if (sort === undefined) return column;
    const isCurrent = sort === order.sort;
    const ascending = isCurrent ? !order.ascending : UP_AT_FIRST.includes(sort);
    const query = new URLSearchParams(list.query);
    query.set('sort', sort);
    query.delete('order');
    if (ascending) query.set('order', 'asc');
    const mark = isCurrent ? (order.ascending ? ' ↑' : ' ↓') : '';
    return {
      ...column,
      heading: (
        <a href={addressOf({ ...list, query })}>
          {column.title}
          <span aria-hidden="true">{mark}</span>
        </a>
      ),
      ...(isCurrent && { sorted: order.ascending ? ('ascending' as const) : ('descending' as const) }),
    };
  });
}

export function countText({ count, more }: Count, unit: string): string {
  return more ? `超过 ${count.toLocaleString('en')} ${unit}` : `共 ${count.toLocaleString('en')} ${unit}`;
}

const FORMATS = [
  ['xlsx', '导出 .xlsx'],
  ['csv', '.csv'],
  ['print', '打印'],
] as const;

export const Takeaways: FC<{ list: Pick<List<never>, 'path' | 'query'> }> = ({ list }) => (
  <p class="takeaways">
    {FORMATS.map(([format, label]) => {
      const query = new URLSearchParams(list.query);
      query.set('as', format);
      return <a href={addressOf({ ...list, query })}>{label}</a>;
    })}
  </p>
);
