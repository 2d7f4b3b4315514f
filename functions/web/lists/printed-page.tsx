/** A list on paper: office, title, what it shows, when and by whom it was taken, and its rows without links. */
import { renderPage } from '../look/page.tsx';
import { DataTable } from '../look/table.tsx';
import { headOf, MOST_ON_PAPER, takenOf } from './export-list.ts';
import { addressOf, type By, type List, textIn } from './list.ts';
import { columnsOf } from './tools.tsx';

export async function printedPage<Row>(
  by: By,
  list: List<Row>,
  { section }: { readonly section: string },
): Promise<Response> {
  const taken = await takenOf(by, list, MOST_ON_PAPER);
  by.c.set('taken', taken.rows.length);
  const columns = columnsOf(list).map((column) => {
    const { title, numeric, tight } = column;
    return {
      title,
      ...(numeric && { numeric }),
      ...(tight && { tight }),
      cell: (row: (typeof taken.rows)[number]) => textIn(column, row),
    };
  });
  return renderPage(by.c, {
    title: list.title,
    section,
    wide: true,
    body: (
      <>
        <p class="crumb no-print">
          <a href={addressOf(list)}>{list.title}</a> / 打印
        </p>
        <h1>{list.title}</h1>
        <ul class="printed-head">
          {headOf(by, list, taken).map((line) => (
            <li>{line}</li>
          ))}
        </ul>
        <p class="hint no-print">用浏览器的打印（Ctrl+P）输出到纸或者 PDF。</p>
        <DataTable caption={list.title} columns={columns} rows={taken.rows} />
      </>
    ),
  });
}
