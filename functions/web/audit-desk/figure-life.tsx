/** A figure's life in tables: what each signed version says, which records moved it, what it came to each day. */
import type { Child, FC } from 'hono/jsx';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { FigureLife, Move } from '#shared/trail/figure-life.ts';
import { toldWeight } from '#shared/year/behind-cell.ts';
import { whoText } from '../cases/history.tsx';
import { Banner } from '../look/banner.tsx';
import { type Column, DataTable, EmptyState, Facts, Scrolled } from '../look/table.tsx';
import { eventName } from '../wording/event-names.ts';
import { minute } from '../wording/word.ts';
import { lifeHref } from './addresses.tsx';

type SignedValue = {
  readonly version: number;
  readonly on: string;
  readonly asOf: Instant;
  readonly approvedBy: string;
  readonly value: number | null;
};
export type Standing = {
  readonly year: number;
  readonly name: string;
  readonly now: number | null;
  readonly signed: readonly SignedValue[];
};
type Shown = {
  readonly figure: Standing;
  readonly life: FigureLife;
  /** What is said of when the records were read, where that is not now. */
  readonly read: Child;
};

export const FigureTold: FC<Shown> = ({ figure, life, read }) => (
  <>
    {read}
    <Now figure={figure} life={life} isOfNow={read === null} />
    <h2>每一版签署的报告怎么写</h2>
    {figure.signed.length === 0 ? (
      <p class="soft">{figure.year}年度报告还没有签署。</p>
    ) : (
      <DataTable caption="已签署的各版" columns={SIGNED} rows={figure.signed} />
    )}
    <h2 id="moves">是哪些记录使它变动的</h2>
    {life.moves === 0 ? <EmptyState title="没有记录计入过这个数字" /> : <Moves figure={figure} life={life} />}
  </>
);

type Of = { readonly figure: Standing; readonly life: FigureLife };

/** Read some time ago, the records may rightly come to another figure than now. */
const Now: FC<Of & { isOfNow: boolean }> = ({ figure: { year, name, now }, life, isOfNow }) => {
  const told = shown(name, life.value);
  const behind = `/tables/${year}/cell?${new URLSearchParams({ name, version: 'live' })}`;
  return (
    <section class="panel">
      <Facts
        items={[
          ['现在', now === null ? '不由案件直接计数' : String(now)],
          ['变动过', `${life.moves} 次，涉及 ${life.cases} 件`],
          ['表中', <a href={behind}>现在计入的案件</a>],
        ]}
      />
      {now !== null && told !== now && (
        <Banner kind="warning">
          由记录逐笔累计为 {told}，与现在的数字不同：
          {isOfNow
            ? '请运行 verify 核对。'
            : '读的时候以后可能又有登记，请再查一次；仍然不同的，请运行 verify 核对。'}
        </Banner>
      )}
    </section>
  );
};

const Moves: FC<Of> = ({ figure: { year, name }, life }) => (
  <>
    {life.moves > life.newest.length && <p class="soft">最近 {life.newest.length} 次；全部在证据包里。</p>}
    <Scrolled label="使它变动的记录">
      <DataTable caption="使它变动的记录" columns={movesOf(name)} rows={life.newest.toReversed()} />
    </Scrolled>
    <h2 id="days">逐日的数</h2>
    {life.days > life.newestDays.length && (
      <p class="soft">最近有变动的 {life.newestDays.length} 天；全部在证据包里。</p>
    )}
    <Scrolled label="逐日的数">
      <DataTable
        caption="按录入日，当日结束时"
        columns={daysOf(year, name)}
        rows={life.newestDays.toReversed()}
      />
    </Scrolled>
  </>
);

type Day = FigureLife['newestDays'][number];

function daysOf(year: number, name: string): readonly Column<Day>[] {
  return [
    { title: '日期', tight: true, cell: ({ day }) => <a href={`/tables/${year}?asOf=${day}`}>{day}</a> },
    { title: '当日变动', numeric: true, cell: ({ moves }) => String(moves) },
    { title: '当日结束时', numeric: true, cell: ({ value }) => String(shown(name, value)) },
  ];
}

/** As the table prints it: 万元 for fees, which are counted in fen. */
export function shown(name: string, weight: number): number {
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

function movesOf(name: string): readonly Column<Move>[] {
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
