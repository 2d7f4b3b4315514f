/** 督办台: what is overdue, what is due today or tomorrow, and what is under supervision, most urgent first. */
import type { FC } from 'hono/jsx';
import { EVERYONE } from '#shared/accounts/permissions.ts';
import { UNDER_SUPERVISION } from '#shared/hotline/figures.ts';
import { addDays, dateOfInstant, type Instant, yearOf } from '#shared/kernel/plain-date.ts';
import type { Site } from '../access/site.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { renderPage } from '../look/page.tsx';
import { worklistHref } from '../worklist/slice-links.tsx';
import { type Board, countOf, openCases, standingIn } from './boards.ts';
import { HOTLINE } from './pages.tsx';
import { Cases } from './queues-page.tsx';

const MOST_LISTED = 50;
const OVERDUE = worklistHref({ slice: 'overdue', kind: 'hotline' });
const SOON = worklistHref({ slice: 'within3', kind: 'hotline' });

export function supervisionRoutes(site: Site, web: Web): void {
  site.page(`${HOTLINE}/supervision`, EVERYONE, (c, who) => board(c, web, who));
}

async function board(c: Ctx, { house }: Web, { office }: Principal): Promise<Response> {
  await house.catchUp();
  const now = house.clock.now();
  const today = dateOfInstant(now);
  const late = await openCases(house, office, { to: addDays(today, -1) });
  const soon = await openCases(house, office, { from: today, to: addDays(today, 1) });
  const supervised = await standingIn(house, { office, cell: UNDER_SUPERVISION, year: yearOf(today) });
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
        <Part id="late" title="已超期" board={late} now={now} rest={OVERDUE} />
        <Part id="soon" title="今明两天到期" board={soon} now={now} rest={SOON} />
        <Part id="supervised" title="督办中" board={supervised} now={now} rest={null} />
      </>
    ),
  });
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
  readonly board: Board;
  readonly now: Instant;
  /** Where the cases that are not listed here are found. */
  readonly rest: string | null;
};

/** The most urgent; a board is for looking at, the whole list is for working through. */
const Part: FC<PartProps> = ({ id, title, board, now, rest }) => {
  const shown = rest === null ? board.cases : board.cases.slice(0, MOST_LISTED);
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {rest !== null && board.cases.length > shown.length && (
        <p>
          先列出最急的 {shown.length} 件，<a href={rest}>全部{title}工单</a>在待办里。
        </p>
      )}
      <Cases
        board={{ ...board, cases: shown, more: rest === null && board.more }}
        now={now}
        caption={title}
      />
    </section>
  );
};
