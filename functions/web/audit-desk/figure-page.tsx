/** Why a figure is what it is: every record that moved it, what it came to each day, and what was signed. */
import type { FC } from 'hono/jsx';
import { AUDITORS } from '#shared/accounts/permissions.ts';
import { formOf } from '#shared/glossary.ts';
import { dateOfInstant, type Instant } from '#shared/kernel/plain-date.ts';
import { isCellName, TABLE2_CELLS, TABLE4_CELLS, table3Cells } from '#shared/reporting/cell-name.ts';
import { figureIn } from '#shared/reporting/layout.ts';
import { reportIn } from '#shared/reporting/report.ts';
import { figureLife, type Move } from '#shared/trail/figure-life.ts';
import { toldWeight } from '#shared/year/behind-cell.ts';
import { chosenFigure, reportLedger } from '#shared/year/chosen-report.ts';
import { yearStateOf } from '#shared/year/year-history.ts';
import type { Site } from '../access/site.ts';
import { whoText } from '../cases/history.tsx';
import { type Ctx, officeHere, type Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { SelectField, TextField } from '../look/fields.tsx';
import { Button, type FormState } from '../look/form.tsx';
import { renderPage } from '../look/page.tsx';
import { type Column, DataTable, EmptyState, Facts, Scrolled } from '../look/table.tsx';
import { thisYear, yearIn } from '../tables/asked-report.ts';
import { cellLabel } from '../tables/cell-label.ts';
import { eventName } from '../wording/event-names.ts';
import { minute } from '../wording/word.ts';
import { DESK, lifeHref } from './addresses.ts';
import { Crumb } from './crumb.tsx';

export function figurePageRoutes(site: Site, web: Web): void {
  site.page(`${DESK}/figure`, AUDITORS, (c) => figurePage(c, web));
}

/** The newest of more than this many; the rest is in the evidence package. */
const SHOWN = 200;

async function figurePage(c: Ctx, web: Web): Promise<Response> {
  const name = (c.req.query('name') ?? '').slice(0, 400);
  const year = yearIn(c.req.query('year') ?? '') ?? thisYear(web.house.clock.now());
  const known = isCellName(name);
  const found = known ? await lifeOf(web, { office: officeHere(c), year, name }) : null;
  return renderPage(c, {
    title: '一个数字的由来',
    section: 'audit-desk',
    body: (
      <>
        <Crumb />
        <h1>{known ? `${year}年 ${cellLabel(name)}` : '一个数字的由来'}</h1>
        <ChooseFigure year={year} name={name} />
        {name !== '' && !known && <Banner kind="error">没有这个数字：{name}</Banner>}
        {found !== null && <Found found={found} asked={{ year, name }} />}
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

type Asked = { readonly year: number; readonly name: string };
type Of = Asked & { readonly office: ReturnType<typeof officeHere> };
type SignedValue = {
  readonly version: number;
  readonly on: string;
  readonly asOf: Instant;
  readonly approvedBy: string;
  readonly value: number | null;
};
type Life = {
  readonly now: number | null;
  readonly moves: readonly Move[];
  readonly signed: readonly SignedValue[];
};

async function lifeOf({ house }: Web, { office, year, name }: Of): Promise<Life> {
  const now = await chosenFigure(reportLedger(house), { office, year, version: 'live' }, name);
  const { versions } = await yearStateOf(house.log, { office: office.id, year });
  const signed = versions.map(({ version, on, asOf, approvedBy, report }) => ({
    ...{ version, on, asOf, approvedBy },
    value: figureIn(reportIn(report), name) ?? null,
  }));
  const moves = await figureLife(house.log, { office: office.id, year, cell: name }, house.clock.now());
  return { now: now?.value ?? null, moves, signed };
}

const Found: FC<{ found: Life; asked: Asked }> = ({ found: { now, moves, signed }, asked }) => {
  const { year, name } = asked;
  const told = moves.at(-1)?.value ?? 0;
  const days = [...Map.groupBy(moves, ({ at }) => dateOfInstant(at))].reverse();
  return (
    <>
      <section class="panel">
        <Facts
          items={[
            ['现在', now === null ? '不由案件直接计数' : String(now)],
            ['变动过', `${moves.length} 次，涉及 ${new Set(moves.map((move) => move.case)).size} 件`],
            [
              '表中',
              <a href={`/tables/${year}/cell?${new URLSearchParams({ name, version: 'live' })}`}>
                现在计入的案件
              </a>,
            ],
          ]}
        />
        {now !== null && shown(name, told) !== now && (
          <Banner kind="warning">
            由记录逐笔累计为 {shown(name, told)}，与现在的数字不同：请运行 verify 核对。
          </Banner>
        )}
      </section>
      <h2>每一版签署的报告怎么写</h2>
      {signed.length === 0 ? (
        <p class="soft">{year}年度报告还没有签署。</p>
      ) : (
        <DataTable caption="已签署的各版" columns={SIGNED} rows={signed} />
      )}
      <h2 id="moves">是哪些记录使它变动的</h2>
      {moves.length === 0 ? (
        <EmptyState title="没有记录计入过这个数字" />
      ) : (
        <>
          {moves.length > SHOWN && <p class="soft">最近 {SHOWN} 次；全部在证据包里。</p>}
          <Scrolled label="使它变动的记录">
            <DataTable
              caption="使它变动的记录"
              columns={columnsOf(name)}
              rows={moves.slice(-SHOWN).reverse()}
            />
          </Scrolled>
          <h2 id="days">逐日的数</h2>
          <Scrolled label="逐日的数">
            <DataTable
              caption="逐日的数（按录入日，当日结束时）"
              columns={[
                {
                  title: '日期',
                  tight: true,
                  cell: ([day]) => <a href={`/tables/${year}?asOf=${day}`}>{day}</a>,
                },
                { title: '当日变动', numeric: true, cell: ([, some]) => String(some.length) },
                {
                  title: '当日结束时',
                  numeric: true,
                  cell: ([, some]) => String(shown(name, some.at(-1)?.value ?? 0)),
                },
              ]}
              rows={days}
            />
          </Scrolled>
        </>
      )}
    </>
  );
};

/** As the table prints it: 万元 for fees, which are counted in fen. */
function shown(name: string, weight: number): number {
  return name === 'table2.feesTenThousandYuan' ? weight / 1_000_000 : weight;
}

const SIGNED: readonly Column<SignedValue>[] = [
  { title: '版', cell: ({ version }) => `第${version}版` },
  { title: '签署', tight: true, cell: ({ on }) => on },
  { title: '批准人', cell: ({ approvedBy }) => approvedBy },
  { title: '数据截至', cell: ({ asOf }) => minute(asOf) },
  {
    title: '这一版的数',
    numeric: true,
    cell: ({ value }) => (value === null ? '没有这一行' : String(value)),
  },
];

function columnsOf(name: string): readonly Column<Move>[] {
  return [
    { title: '录入时间', tight: true, cell: ({ at }) => minute(at) },
    { title: '案件', cell: ({ kind, case: number }) => <a href={lifeHref(kind, number)}>{number}</a> },
    {
      title: '记录',
      cell: ({ events }) => events.map(({ id, type, on }) => `${eventName(type)}（${id}，${on}）`).join('、'),
    },
    { title: '录入人', cell: ({ actor }) => whoText({ actor }) },
    {
      title: '变动',
      numeric: true,
      cell: ({ before, after }) => {
        const change = toldWeight(name, after - before);
        return change > 0 ? `+${change}` : String(change);
      },
    },
    { title: '变动后', numeric: true, cell: ({ value }) => String(shown(name, value)) },
  ];
}
