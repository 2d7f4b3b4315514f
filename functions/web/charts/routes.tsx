/** 图表: how a year goes, for people who look rather than read; wide enough for the screen of a meeting room. */
import type { FC } from 'hono/jsx';
import { EVERYONE } from '#shared/accounts/permissions.ts';
import { dateOfInstant, earlierOf, lastDayOf } from '#shared/kernel/plain-date.ts';
import { firstUnknown } from '#shared/ledger/unknown-events.ts';
import type { LiveFigures } from '#shared/store/views.ts';
import { NOTHING_PERSONAL, pageRead } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { notFound } from '../access/turned-away.tsx';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { UnknownWarning } from '../look/banner.tsx';
import { branded, chartOf, PICTURES, promisedPicture } from '../look/drawing.tsx';
import { SelectField } from '../look/fields.tsx';
import { Button } from '../look/form.tsx';
import { renderPage } from '../look/page.tsx';
import { thisYear, yearIn } from '../tables/asked-report.ts';
import { ChartPanel, panelled } from './chart-panel.tsx';
import {
  applicants,
  applicationsByMonth,
  breakdowns,
  type Charted,
  callsByMonth,
  intakeAndOutcomes,
  outcomes,
  type YearFigures,
  yearAgainstYear,
} from './charted.ts';
import { timeTaken } from './time-taken.ts';

export const CHARTS = '/charts';

export function chartRoutes(door: Site, web: Web): void {
  const site = door.reading(pageRead('reportRead'));
  site.page(CHARTS, EVERYONE, (c, who) => chartsPage(c, web, who));
  site.page(`${CHARTS}/small/:name`, EVERYONE, (c, who) => smallChart(c, web, who));
  // the page that it belongs to was recorded
  door.reading(NOTHING_PERSONAL).page(`${PICTURES}/:name`, EVERYONE, drawnPicture);
}

/** The year's figures and those of the year before, each read at one moment. */
async function yearFigures({ house }: Web, office: string, year: number): Promise<YearFigures> {
  const [now, before] = await Promise.all([
    house.views.figures({ office, year }),
    house.views.figures({ office, year: year - 1 }),
  ]);
  return { year, until: earlierOf(lastDayOf(year), dateOfInstant(house.clock.now())), now, before };
}

async function chartsPage(c: Ctx, web: Web, { office }: Principal): Promise<Response> {
  const { house } = web;
  await house.catchUp();
  const current = thisYear(house.clock.now());
  const year = yearIn(c.req.query('year')) ?? current;
  const known = (await house.views.years(office)).filter((one) => one <= current);
  const years = [...new Set([...known, year, current])].sort((a, b) => b - a);
  const of = await yearFigures(web, office, year);
  const charts: readonly Charted[] = [
    intakeAndOutcomes(of),
    applicationsByMonth(of),
    outcomes(of),
    await timeTaken(house.views, office, year),
    applicants(of),
    ...breakdowns(of, 'channels'),
    yearAgainstYear(await yearsUntil(web, office, of)),
    callsByMonth(of),
    ...breakdowns(of, 'sources', 'topics'),
  ];
  const panels = await Promise.all(charts.map(panelled));
  return renderPage(c, {
    title: `${year}年图表`,
    section: 'charts',
    wide: true,
    body: (
      <>
        <div class="page-head">
          <h1>{year}年图表</h1>
          <YearForm year={year} years={years} />
        </div>
        <UnknownWarning unknown={await firstUnknown(house, office)} />
        <div class="charts">
          {panels.map((one) => (
            <ChartPanel {...one} />
          ))}
        </div>
      </>
    ),
  });
}

/** Back to here a picture can still be read. */
const YEARS = 6;

/** The years on record up to the one shown; each reading holds two. */
async function yearsUntil({ house }: Web, office: string, { year, now, before }: YearFigures) {
  const known = (await house.views.years(office)).filter((one) => one <= year && one > year - YEARS);
  const earlier = new Map<number, LiveFigures>([
    [year, now],
    [year - 1, before],
  ]);
  for (const one of known.filter((some) => some < year - 1))
    earlier.set(one, await house.views.figures({ office, year: one }));
  return [...new Set([...known, year])]
    .sort((a, b) => a - b)
    .map((one) => ({ year: one, figures: earlier.get(one) ?? now }));
}

const YearForm: FC<{ year: number; years: readonly number[] }> = ({ year, years }) => (
  <form class="inline-form" method="get" action={CHARTS} aria-label="选择年度">
    <SelectField
      form={{ values: { year: String(year) }, errors: [] }}
      name="year"
      label="年度"
      choices={years.map((one) => ({ value: String(one), label: `${one}年` }))}
    />
    <Button kind="secondary">查看</Button>
  </form>
);

const SMALL: Readonly<Record<string, (of: YearFigures) => Charted>> = {
  applications: applicationsByMonth,
  calls: callsByMonth,
};

/** A picture by itself, so that the page it stands on need not wait for it. */
async function smallChart(c: Ctx, web: Web, { office }: Principal): Promise<Response> {
  const name = c.req.param('name') ?? '';
  const charted = Object.hasOwn(SMALL, name) ? SMALL[name] : undefined;
  if (charted === undefined) return notFound(c);
  const of = await yearFigures(web, office, thisYear(web.house.clock.now()));
  const { title, labels, counts, horizontal, beside } = charted(of);
  const { svg } = await chartOf({
    title,
    labels,
    counts,
    horizontal,
    size: 'small',
    ...(beside && { beside }),
  });
  return picture(c, svg);
}

async function drawnPicture(c: Ctx): Promise<Response> {
  const svg = await promisedPicture(c.req.param('name') ?? '');
  return svg === null ? notFound(c) : picture(c, svg);
}

const picture = (c: Ctx, svg: string): Response =>
  c.body(branded(svg, c.var.office.brand), 200, {
    'content-type': 'image/svg+xml; charset=utf-8',
    'cache-control': 'no-store',
  });
