/** Why a figure is what it is: every record that moved it, what it came to each day, and what was signed. */
import type { FC } from 'hono/jsx';
import { AUDITORS } from '#shared/accounts/permissions.ts';
import { formOf } from '#shared/glossary.ts';
import { isCellName, TABLE2_CELLS, TABLE4_CELLS, table3Cells } from '#shared/reporting/cell-name.ts';
import { pageRead } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { type Ctx, officeHere, type Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { SelectField, TextField } from '../look/fields.tsx';
import { Button, type FormState } from '../look/form.tsx';
import { renderPage } from '../look/page.tsx';
import { thisYear, yearIn } from '../tables/asked-report.ts';
import { cellLabel } from '../tables/cell-label.ts';
import { DESK } from './addresses.ts';
import { Crumb } from './crumb.tsx';
import { FigureLife } from './figure-life.tsx';
import { figureLifeOf } from './figure-of.ts';

export function figurePageRoutes(site: Site, web: Web): void {
  site.reading(pageRead('figureRead')).page(`${DESK}/figure`, AUDITORS, (c) => figurePage(c, web));
}

async function figurePage(c: Ctx, web: Web): Promise<Response> {
  const name = (c.req.query('name') ?? '').slice(0, 400);
  const year = yearIn(c.req.query('year') ?? '') ?? thisYear(web.house.clock.now());
  const known = isCellName(name);
  const found = known ? await figureLifeOf(web.house, { office: officeHere(c), year, name }) : null;
  return renderPage(c, {
    title: '一个数字的由来',
    section: 'audit-desk',
    body: (
      <>
        <Crumb />
        <h1>{known ? `${year}年 ${cellLabel(name)}` : '一个数字的由来'}</h1>
        <ChooseFigure year={year} name={name} />
        {name !== '' && !known && <Banner kind="error">没有这个数字：{name}</Banner>}
        {found !== null && <FigureLife life={found} />}
      </>
    ),
  });
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
