/** The first page: where the work of the day begins; in an empty ledger, how to begin at all. */
import type { Child, FC } from 'hono/jsx';
import { CLERKS, EVERYONE, SETTLERS, SIGNED_IN } from '#shared/accounts/permissions.ts';
import { SMALL_CHART } from '#shared/documents/charts.ts';
import { yearAwaited } from '#shared/kernel/calendar/calendar.ts';
import { dateOfInstant, weekdayOf } from '#shared/kernel/plain-date.ts';
import { isName } from '#shared/ledger/office-name.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { firstUnknown } from '#shared/ledger/unknown-events.ts';
import { LIST_READ } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { CHARTS } from '../charts/routes.tsx';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { UnknownWarning } from '../look/banner.tsx';
import { FeedBehind } from '../look/feed-behind.tsx';
import { renderPage } from '../look/page.tsx';
import { NextReportCard, nextReport } from './next-report.tsx';
import { Beginning, CalendarAwaited, ClockWarning, Unnamed } from './notices.tsx';
import { offersSample } from './sample.tsx';
import { startPage } from './start-page.tsx';
import { Tiles } from './tiles.tsx';
import { urgentCases } from './urgent-cases.tsx';
import { waitingFor } from './waiting.ts';

export function homeRoutes(door: Site, web: Web): void {
  const site = door.reading(LIST_READ);
  site.page('/', SIGNED_IN, (c, who) =>
    EVERYONE.includes(who.role) ? home(c, web, who) : startPage(c, web, who),
  );
}

async function home(c: Ctx, web: Web, who: Principal): Promise<Response> {
  const { house } = web;
  const on = dateOfInstant(house.clock.now());
  await house.catchUp();
  const waiting = await waitingFor(web, who, on);
  return renderPage(c, {
    title: '今日',
    section: 'home',
    body: (
      <>
        <div class="page-head">
          <h1>
            今日 {on} 星期{WEEKDAYS[weekdayOf(on)]}
          </h1>
          {CLERKS.includes(who.role) && <Entries />}
        </div>
        {await notices(c, web, who)}
        <Tiles waiting={waiting} me={who.user} />
        <div class="columns home">
          <div>
            {await urgentCases(web, who.office, { slice: 'overdue', ...waiting.overdue })}
            {await urgentCases(web, who.office, { slice: 'within3', ...waiting.near })}
          </div>
          <div>
            <NextReportCard next={await nextReport(c, web, on)} unconfirmed={waiting.unconfirmed} />
            <SmallChart name="applications" title="依申请公开" />
            <SmallChart name="calls" title="热线和其他来源" />
          </div>
        </div>
      </>
    ),
  });
}

/** What has to be settled first. */
async function notices(c: Ctx, web: Web, who: Principal): Promise<Child> {
  const { log, views, clock } = web.house;
  const { office, role } = who;
  const now = clock.now();
  const calendar = await officeSettings(log, office).calendar();
  return (
    <>
      <ClockWarning now={now} newest={await views.asOf(office)} />
      <UnknownWarning unknown={await firstUnknown(web.house, office)} />
      <FeedBehind house={web.house} office={office} />
      <CalendarAwaited year={yearAwaited(calendar, dateOfInstant(now))} role={role} />
      {SETTLERS.includes(role) && !isName(c.var.office.name) && <Unnamed c={c} />}
      {(await offersSample(web, who)) && <Beginning />}
    </>
  );
}

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const;

const Entries: FC = () => (
  <p class="actions">
    <a class="button" href="/applications/new">
      登记申请
    </a>
    <a class="button button-secondary" href="/hotline/new">
      登记来电
    </a>
  </p>
);

/** Two years month by month, at a glance; it comes after the page, which does not wait for it. */
const SmallChart: FC<{ name: string; title: string }> = ({ name, title }) => (
  <section class="panel chart-small" aria-labelledby={`small-${name}`}>
    <h2 id={`small-${name}`}>
      <a href={CHARTS}>{title}：各月收到</a>
    </h2>
    <img
      src={`${CHARTS}/small/${name}`}
      alt={`${title}各月收到的件数，本年和上年；数字见图表页`}
      width={SMALL_CHART.width}
      height={SMALL_CHART.height}
    />
  </section>
);
