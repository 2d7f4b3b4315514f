/** A chart with its numbers as a table folded below it. */
import type { Child, FC } from 'hono/jsx';
import { Drawing, type Drawn, drawn } from '../look/drawing.tsx';
import { type Column, DataTable } from '../look/table.tsx';
import type { Charted } from './charted.ts';

type Panelled = { readonly charted: Charted; readonly chart: Drawn };

export async function panelled(charted: Charted): Promise<Panelled> {
  const { title, labels, counts, horizontal, beside, note } = charted;
  const bars = { title, labels, counts, horizontal, ...(beside && { beside }) };
  return { charted, chart: await drawn(bars, note ?? null) };
}

export const ChartPanel: FC<Panelled> = ({ charted, chart }) => (
  <section class="panel chart-panel" aria-labelledby={`chart-${charted.key}`}>
    <h2 id={`chart-${charted.key}`}>{charted.title}</h2>
    {isEmpty(charted) ? <p class="soft">还没有记录。</p> : <Drawing chart={chart} />}
    <Numbers charted={charted} />
  </section>
);

const isEmpty = ({ counts, beside }: Charted): boolean =>
  [...counts, ...(beside?.counts ?? [])].every((count) => count === 0);

type Figure = { readonly count: number; readonly href: string | null };
type Row = { readonly label: string; readonly own: Figure; readonly beside: Figure };

/** A figure opens its cases; none has none. */
const opening = ({ count, href }: Figure): Child =>
  href === null || count === 0 ? String(count) : <a href={href}>{count}</a>;

const Numbers: FC<{ charted: Charted }> = ({
  charted: { title, heading, counted, labels, counts, beside, hrefs, besideHrefs },
}) => {
  const columns: readonly Column<Row>[] = [
    { title: heading, cell: ({ label }) => label },
    { title: beside?.own ?? counted, numeric: true, cell: ({ own }) => opening(own) },
    ...(beside === undefined
      ? []
      : [{ title: beside.name, numeric: true, cell: (row: Row) => opening(row.beside) }]),
  ];
  const rows = labels.map((label, at) => ({
    label,
    own: { count: counts[at] ?? 0, href: hrefs?.[at] ?? null },
    beside: { count: beside?.counts[at] ?? 0, href: besideHrefs?.[at] ?? null },
  }));
  return (
    <details>
      <summary>看数字，点开是哪些件</summary>
      <DataTable caption={title} columns={columns} rows={rows} />
    </details>
  );
};
