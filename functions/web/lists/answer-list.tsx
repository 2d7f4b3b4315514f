/** Any list, as it was asked for: a page of it, a sheet to print, or a file. */
import type { Child } from 'hono/jsx';
import type { Count } from '#shared/store/lists.ts';
import type { Page } from '#shared/store/views.ts';
import type { Principal, Web } from '../frame/web.ts';
import { renderPage } from '../look/page.tsx';
import { type PageAsked, Pager, pageAsked } from '../look/pager.tsx';
import { type Column, DataTable } from '../look/table.tsx';
import { fileOf, formatAsked } from './export-list.ts';
import { type Labelled, labelledRows } from './labelled.ts';
import { addressOf, type By, type List } from './list.ts';
import { printedPage } from './printed-page.tsx';
import { SavedLists } from './saved-lists.tsx';
import { columnsWithOrders, countText, Takeaways } from './tools.tsx';

type Frame<Row> = {
  readonly section: string;
  readonly wide?: boolean;
  /** Where one is, the heading, and the form that narrows the list. */
  readonly head: Child;
  /** Whether it may be kept under a name: not where the address names a figure rather than a filter. */
  readonly savable?: boolean;
  /** On the page alone: a last column such as a box to tick, and what stands around the table for it. */
  readonly ticks?: Column<Row>;
  readonly around?: (table: Child) => Child;
  /** In place of a table without rows. */
  readonly empty: Child;
};

export async function answerList<Row>(by: By, list: List<Row>, frame: Frame<Row>): Promise<Response> {
  const { c, web, who } = by;
  await web.house.catchUp();
  const format = formatAsked(c);
  if (format === 'print') return printedPage(by, list, frame);
  if (format !== null) return fileOf(by, list, format);
  const asked = pageAsked(c);
  const [page, count] = await Promise.all([list.rows(asked), list.count()]);
  const rows = await labelled(web, who, { list, page });
  const isSavable = frame.savable !== false;
  const saved = isSavable ? await web.accounts.savedLists(who.user, list.path) : [];
  const { ticks, around = (table) => table } = frame;
  const columns = [...columnsWithOrders(list), ...(ticks === undefined ? [] : [onRow(ticks)])];
  const caption = captionOf(list, { count, asked, shown: rows.length });
  return renderPage(c, {
    title: list.title,
    section: frame.section,
    wide: frame.wide ?? true,
    body: (
      <>
        {frame.head}
        {isSavable && <SavedLists c={c} list={list} saved={saved} />}
        {rows.length === 0 && page.next === null ? (
          frame.empty
        ) : (
          <>
            <Takeaways list={list} />
            {around(<DataTable caption={caption} captioned columns={columns} rows={rows} />)}
          </>
        )}
        <Pager
          {...{ first: addressOf(list), asked, next: page.next, shown: rows.length }}
          onward={rows.length < asked.limit ? '继续往后找' : '下一页'}
        />
      </>
    ),
  });
}

function onRow<Row>({ cell, ...column }: Column<Row>): Column<Labelled<Row>> {
  return { ...column, cell: ({ row }) => cell(row) };
}

type Read<Row> = { readonly list: List<Row>; readonly page: Page<Row> };

async function labelled<Row>(
  { house }: Web,
  { office }: Principal,
  { list: { about }, page }: Read<Row>,
): Promise<readonly Labelled<Row>[]> {
  const rows = page.items;
  if (about === undefined) return rows.map((row) => ({ row, label: { subject: '', person: '' } }));
  return labelledRows(house, office, { rows, named: about.named });
}

type Shown = { readonly count: Count | null; readonly asked: PageAsked; readonly shown: number };

/** 依申请公开，共 1234 件，第 51–100 件 */
function captionOf<Row>({ title, unit }: List<Row>, { count, asked: { seen }, shown }: Shown): string {
  const total = count === null ? [] : [countText(count, unit)];
  const here = shown === 0 ? [] : [`第 ${seen + 1}–${seen + shown} ${unit}`];
  return [title, ...total, ...(seen > 0 || count === null || count.count > shown ? here : [])].join('，');
}
