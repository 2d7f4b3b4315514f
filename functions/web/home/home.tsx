/** The first page: where the work of the day begins; in an empty ledger, how to begin at all. */
import type { Child, FC } from 'hono/jsx';
import { ADMINS, CLERKS, EVERYONE } from '#shared/accounts/permissions.ts';
import { SMALL_CHART } from '#shared/documents/charts.ts';
import { yearAwaited } from '#shared/kernel/calendar/calendar.ts';
import { dateOfInstant, weekdayOf } from '#shared/kernel/plain-date.ts';
import { isName } from '#shared/ledger/office-name.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import type { Page } from '#shared/store/views.ts';
import type { OpenCase } from '#shared/worklist/open-cases.ts';
import type { Slice } from '#shared/worklist/slices.ts';
import { firstUnknown } from '#shared/year/first-unknown.ts';
import type { Site } from '../access/site.ts';
import { CHARTS } from '../charts/routes.tsx';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { UnknownWarning } from '../look/banner.tsx';
import { renderPage } from '../look/page.tsx';
import { OpenTable } from '../worklist/open-table.tsx';
import { worklistHref } from '../worklist/slice-links.tsx';
import { NextReportCard, nextReport } from './next-report.tsx';
import { Beginning, CalendarAwaited, ClockWarning, Unnamed } from './notices.tsx';
import { offersSample } from './sample.tsx';
import { Tiles } from './tiles.tsx';
import { waitingFor } from './waiting.ts';

export function homeRoutes(site: Site, web: Web): void {
  site.page('/', EVERYONE, (c, who) => home(c, web, who));
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
            <Urgent title="已超期" slice="overdue" page={waiting.overdue} empty="没有超期的事项" />
            <Urgent
              title="3 个工作日内到期"
              slice="within3"
              page={waiting.near}
              empty="3 个工作日内没有到期的事项"
            />
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
      <CalendarAwaited year={yearAwaited(calendar, dateOfInstant(now))} role={role} />
      {ADMINS.includes(role) && !isName(c.var.office.name) && <Unnamed c={c} />}
      {(await offersSample(web, who)) && <Beginning />}
    </>
  );
}

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const;

const SHOWN = 10;

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

type Listed = {
  readonly title: string;
  readonly slice: Slice;
  readonly page: Page<OpenCase>;
  readonly empty: string;
};

/** The most urgent; all of them are in the work list. */
const Urgent: FC<Listed> = ({ title, slice, page: { items, next }, empty }) => (
  <section aria-labelledby={slice}>
    <div class="page-head">
      <h2 id={slice}>{title}</h2>
      {(items.length > SHOWN || next !== null) && <a href={worklistHref({ slice })}>看全部</a>}
    </div>
    <OpenTable cases={items.slice(0, SHOWN)} empty={empty} />
  </section>
);
