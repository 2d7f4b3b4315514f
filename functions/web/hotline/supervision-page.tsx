/** 督办台: what is overdue, what is due today or tomorrow, and what is under supervision, most urgent first. */
import type { FC } from 'hono/jsx';
import { EVERYONE } from '#shared/accounts/permissions.ts';
import { UNDER_SUPERVISION } from '#shared/hotline/figures.ts';
import { addDays, dateOfInstant, type PlainDate, yearOf } from '#shared/kernel/plain-date.ts';
import type { CaseSummary } from '#shared/store/views.ts';
import { LIST_READ } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { type Labelled, labelledRows } from '../lists/labelled.ts';
import { columnsOf } from '../lists/tools.tsx';
import { renderPage } from '../look/page.tsx';
import { DataTable, EmptyState } from '../look/table.tsx';
import { worklistHref } from '../worklist/slice-links.tsx';
import { type Board, countOf, openCases, standingIn } from './boards.ts';
import { HOTLINE, HOTLINE_ABOUT } from './pages.tsx';
import { queueColumns } from './queues-page.tsx';

const MOST_LISTED = 50;
const OVERDUE = worklistHref({ slice: 'overdue', kind: 'hotline' });
const SOON = worklistHref({ slice: 'within3', kind: 'hotline' });

export function supervisionRoutes(door: Site, web: Web): void {
  const site = door.reading(LIST_READ);
  site.page(`${HOTLINE}/supervision`, EVERYONE, (c, who) => board(c, web, who));
}

async function board(c: Ctx, web: Web, who: Principal): Promise<Response> {
  const { house } = web;
  await house.catchUp();
  const now = house.clock.now();
  const [late, soon, supervised] = await boardsOn(web, who, dateOfInstant(now));
  const columns = columnsOf({ columns: queueColumns(now), about: HOTLINE_ABOUT });
  return renderPage(c, {
    title: '督办台',
    section: 'supervision',
    body: (
      <>
        <h1>督办台</h1>
        <ul class="tiles">
          <Tile kind="bad" name="已超期" board={late} href="#late" note="过了办理时限还没有办结" />
          <Tile kind="warn" name="今明两天到期" board={soon} href="#soon" note="再不办就要超期" />
          <Tile name="督办中" board={supervised} href="#supervised" note="已列入督办、尚未办结" />
        </ul>
        <Part {...{ id: 'late', title: '已超期', board: late, columns, rest: OVERDUE }} />
        <Part {...{ id: 'soon', title: '今明两天到期', board: soon, columns, rest: SOON }} />
        <Part {...{ id: 'supervised', title: '督办中', board: supervised, columns, rest: null }} />
      </>
    ),
  });
}

/** The most urgent with their words; a board is for looking at, the whole list is for working through. */
type Shown = Board & { readonly rows: readonly Labelled<CaseSummary>[] };

async function boardsOn({ house }: Web, { office }: Principal, today: PlainDate) {
  const shown = async (board: Promise<Board>): Promise<Shown> => {
    const rows = (await board).cases.slice(0, MOST_LISTED);
    return { ...(await board), rows: await labelledRows(house, office, { rows, named: (one) => one }) };
  };
  const stock = { office, cell: UNDER_SUPERVISION, year: yearOf(today) };
  return Promise.all([
    shown(openCases(house, office, { to: addDays(today, -1) })),
    shown(openCases(house, office, { from: today, to: addDays(today, 1) })),
    shown(standingIn(house, stock)),
  ]);
}

type TileProps = {
  readonly kind?: 'bad' | 'warn';
  readonly name: string;
  readonly board: Board;
  readonly href: string;
  readonly note: string;
};

const Tile: FC<TileProps> = ({ kind, name, board, href, note }) => (
  <li class={kind !== undefined && board.cases.length > 0 ? `tile-${kind}` : undefined}>
    <a class="tile-name" href={href}>
      {name}
    </a>
    <span class="tile-figure">{countOf(board)}</span>
    <span class="tile-note">{note}</span>
  </li>
);

type PartProps = {
  readonly id: string;
  readonly title: string;
  readonly board: Shown;
  readonly columns: ReturnType<typeof columnsOf<CaseSummary>>;
  /** Where the cases that are not listed here are found. */
  readonly rest: string | null;
};

const Part: FC<PartProps> = ({ id, title, board: { cases, rows }, columns, rest }) => (
  <section aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    {cases.length > rows.length && (
      <p>
        先列出最急的 {rows.length} 件
        {rest !== null && (
          <>
            ，<a href={rest}>全部{title}工单</a>在待办里
          </>
        )}
        。
      </p>
    )}
    {rows.length === 0 ? (
      <EmptyState title="没有工单" />
    ) : (
      <DataTable caption={title} columns={columns} rows={rows} />
    )}
  </section>
);
