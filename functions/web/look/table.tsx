/** Lists: a table that becomes cards on a narrow screen, and what stands there when there is nothing. */
import type { Child, FC } from 'hono/jsx';

export type Column<Row> = {
  readonly title: string;
  readonly cell: (row: Row) => Child;
  readonly numeric?: boolean;
  /** Numbers of cases and days: never broken over two lines. */
  readonly tight?: boolean;
  /** To be pressed or ticked: nothing for paper. */
  readonly onScreen?: boolean;
  /** Where the heading leads somewhere, such as to another order of the list. */
  readonly heading?: Child;
  readonly sorted?: 'ascending' | 'descending';
};
type Table<Row> = {
  readonly caption: string;
  /** The caption is for everybody, not only for those who hear the page. */
  readonly captioned?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
};

/** The first cell of a row is its heading. */
export function DataTable<Row>({ caption, captioned = false, columns, rows }: Table<Row>) {
  return (
    <table class="data">
      <caption class={captioned ? undefined : 'unseen'}>{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ title, heading, sorted, ...column }) => (
            <th scope="col" class={classOf(column)} aria-sort={sorted}>
              {heading ?? title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            {columns.map(({ title, cell, ...column }, index) =>
              index === 0 ? (
                <th scope="row" class={classOf(column)}>
                  {cell(row)}
                </th>
              ) : (
                <td data-label={title} class={classOf(column)}>
                  {cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function classOf({ numeric, tight, onScreen }: Omit<Column<unknown>, 'title' | 'cell'>): string | undefined {
  return onScreen ? 'no-print' : numeric ? 'numeric' : tight ? 'tight' : undefined;
}

/** A long table in a box of its own, which is scrolled by keyboard, too (WCAG 2.1.1); on paper it is whole. */
export const Scrolled: FC<{ label: string; children?: Child }> = ({ label, children }) => (
  <section class="chart-table" aria-label={label} tabindex={0}>
    {children}
  </section>
);

export const EmptyState: FC<{ title: string; children?: Child }> = ({ title, children }) => (
  <div class="empty">
    <p class="empty-title">{title}</p>
    {children && <p>{children}</p>}
  </div>
);

/** Facts of a thing: names and values. */
export const Facts: FC<{ items: readonly (readonly [string, Child])[] }> = ({ items }) => (
  <dl class="facts">
    {items.map(([name, value]) => (
      <div>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
