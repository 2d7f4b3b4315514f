/** Why a figure is what it is: every record that moved it, what it came to each day, and what was signed. */
import type { Child, FC } from 'hono/jsx';
import { AUDITORS } from '#shared/accounts/permissions.ts';
import { formOf } from '#shared/glossary.ts';
import { isCellName, TABLE2_CELLS, TABLE4_CELLS, table3Cells } from '#shared/reporting/cell-name.ts';
import { FIGURE_LIFE, type FigureLife } from '#shared/trail/figure-life.ts';
import { walked } from '#shared/views/walk.ts';
import { pageRead } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { type Ctx, officeHere, type Principal, type Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { SelectField, TextField } from '../look/fields.tsx';
import { Button, type FormState } from '../look/form.tsx';
import { renderPage } from '../look/page.tsx';
import { isSmall, ReadWhen, readByJob } from '../look/read-by-job.tsx';
import { thisYear, yearIn } from '../tables/asked-report.ts';
import { cellLabel } from '../tables/cell-label.ts';
import { Crumb, DESK, figureHref } from './addresses.tsx';
import { FigureTold } from './figure-life.tsx';
import { figureNow } from './figure-now.ts';

export function figurePageRoutes(site: Site, web: Web): void {
  site.reading(pageRead('figureRead')).page(`${DESK}/figure`, AUDITORS, (c, who) => figurePage(c, web, who));
}

const SECTION = 'audit-desk';

async function figurePage(c: Ctx, web: Web, who: Principal): Promise<Response> {
  const name = (c.req.query('name') ?? '').slice(0, 400);
  const year = yearIn(c.req.query('year') ?? '') ?? thisYear(web.house.clock.now());
  const known = isCellName(name);
  const title = known ? `${year}年 ${cellLabel(name)}` : '一个数字的由来';
  const life = known ? await lifeOf(c, { web, who }, { year, name, title }) : null;
  if (life instanceof Response) return life;
  const figure = known ? await figureNow(web.house, { office: officeHere(c), year, name }) : null;
  return renderPage(c, {
    title: '一个数字的由来',
    section: SECTION,
    body: (
      <>
        <Crumb />
        <h1>{title}</h1>
        <ChooseFigure year={year} name={name} />
        {name !== '' && !known && <Banner kind="error">没有这个数字：{name}</Banner>}
        {figure !== null && life !== null && <FigureTold figure={figure} {...life} />}
      </>
    ),
  });
}

type Told = { readonly life: FigureLife; readonly read: Child };
type Of = { readonly year: number; readonly name: string; readonly title: string };

/** At once where that is a moment's work, else as a job. */
async function lifeOf(
  c: Ctx,
  { web, who }: { readonly web: Web; readonly who: Principal },
  { year, name, title }: Of,
): Promise<Told | Response> {
  const { house } = web;
  const asked = { office: who.office, year, cell: name, asOf: house.clock.now() };
  if (await isSmall(house)) return { life: await walked(house, FIGURE_LIFE, asked), read: null };
  const path = figureHref(year, name);
  const place = { title, section: SECTION, crumb: <Crumb /> };
  const reading = { what: 'figure', of: [String(year), name], request: asked, path, ...place } as const;
  const came = await readByJob<FigureLife>(c, { web, who }, reading);
  if (came instanceof Response) return came;
  return { life: came.found, read: <ReadWhen job={came.job} path={path} /> };
}

export const ChooseFigure: FC<{ year: number; name: string }> = ({ year, name }) => {
  const form: FormState = { values: { year: String(year), name }, errors: [] };
  const groups: readonly [string, readonly string[]][] = [
    ['表三', table3Cells(formOf(year).rows.map(({ key }) => key))],
    ['表四', TABLE4_CELLS],
    ['表二', TABLE2_CELLS],
  ];
  const choices = groups.flatMap(([group, cells]) =>
    cells.map((value) => ({ value, label: cellLabel(value), group })),
  );
  const isOther = name !== '' && !choices.some(({ value }) => value === name);
  const other = isOther ? [{ value: name, label: cellLabel(name), group: '其他' }] : [];
  return (
    <form class="search" method="get" action={`${DESK}/figure`} aria-label="选一个数字">
      <TextField form={form} name="year" label="年度" size="short" inputmode="numeric" />
      <SelectField form={form} name="name" label="数字" choices={[...choices, ...other]} />
      <Button kind="secondary">查看由来</Button>
    </form>
  );
};
