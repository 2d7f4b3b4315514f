/** 督办台: what is overdue, what is due today or tomorrow, and what is under supervision, most urgent first. */
import type { FC } from 'hono/jsx';
import { addDays, dateOfInstant, type Instant, yearOf } from '../../../shared/kernel/plain-date.ts';
import { UNDER_SUPERVISION } from '../../../shared/reporting/contributions-hotline.ts';
import type { CaseSummary } from '../../../shared/store/views.ts';
import { EVERYONE } from '../../accounts/permissions.ts';
import { renderPage } from '../look/page.tsx';
import type { Site } from '../site.ts';
import type { Ctx, Principal, Web } from '../web.ts';
import { type Board, dueUntil, standingIn } from './boards.ts';
import { HotlineNavigation } from './navigation.tsx';
import { HOTLINE } from './pages.tsx';
import { Cases } from './queues-page.tsx';

export function supervisionRoutes(site: Site, web: Web): void {
  site.page(`${HOTLINE}/supervision`, EVERYONE, (c, who) => board(c, web, who));
}

async function board(c: Ctx, { house }: Web, { office }: Principal): Promise<Response> {
  await house.catchUp();
  const now = house.clock.now();
  const today = dateOfInstant(now);
  const due = await dueUntil(house, office, addDays(today, 1));
  const isLate = ({ dueOn }: CaseSummary): boolean => dueOn !== null && dueOn < today;
  const late = { cases: due.cases.filter(isLate), more: due.more };
  const soon = { cases: due.cases.filter((one) => !isLate(one)), more: false };
  const supervised = await standingIn(house, { office, cell: UNDER_SUPERVISION, year: yearOf(today) });
  return renderPage(c, {
    title: '督办台',
    section: 'hotline',
    body: (
      <>
        <h1>督办台</h1>
        <HotlineNavigation current="supervision" />
        <ul class="tiles">
          <Tile kind="bad" name="已超期" board={late} href="#late" note="过了办理时限还没有办结" />
          <Tile kind="warn" name="今明两天到期" board={soon} href="#soon" note="再不办就要超期" />
          <Tile name="督办中" board={supervised} href="#supervised" note="已列入督办、尚未办结" />
        </ul>
        <Part id="late" title="已超期" board={late} now={now} />
        <Part id="soon" title="今明两天到期" board={soon} now={now} />
        <Part id="supervised" title="督办中" board={supervised} now={now} />
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

const Tile: FC<TileProps> = ({ kind, name, board: { cases, more }, href, note }) => (
  <li class={kind !== undefined && cases.length > 0 ? `tile-${kind}` : undefined}>
    <a class="tile-name" href={href}>
      {name}
    </a>
    <span class="tile-figure">
      {cases.length}
      {more && '+'}
    </span>
    <span class="tile-note">{note}</span>
  </li>
);

const Part: FC<{ id: string; title: string; board: Board; now: Instant }> = ({ id, title, board, now }) => (
  <section aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    <Cases board={board} now={now} caption={title} />
  </section>
);
