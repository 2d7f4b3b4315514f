/** The tables on the page of a case's whole life. */
import type { Child, FC } from 'hono/jsx';
import { OPEN } from '#shared/kernel/contribution.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import type { CaseFile, FiledEvent } from '#shared/ledger/case-file.ts';
import type { Sealed } from '#shared/notary/sealed-under.ts';
import type { SignedStanding, Standing } from '#shared/trail/stands-in.ts';
import { toldWeight } from '#shared/year/behind-cell.ts';
import { whoText } from '../cases/history.tsx';
import { type Column, DataTable, EmptyState } from '../look/table.tsx';
import { cellLabel } from '../tables/cell-label.ts';
import { factsOf } from '../wording/event-facts.ts';
import { eventName } from '../wording/event-names.ts';
import { CLOSED_TEXTS } from '../wording/terms.ts';
import { minute } from '../wording/word.ts';
import { figureHref } from './addresses.tsx';

type Lived = {
  readonly file: CaseFile;
  /** By version of the case, under which checkpoint its commit came. */
  readonly sealed: ReadonlyMap<number, Sealed>;
};

/** Every event with both its days: that of the law and the instant of its entry. */
export const EventsTable: FC<{ of: Lived; byLaw: boolean }> = ({ of: { file, sealed }, byLaw }) => {
  const rows = byLaw ? file.events.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)) : file.events;
  const columns: readonly Column<FiledEvent>[] = [
    { title: '序号', tight: true, cell: ({ id }) => <span id={`event-${id}`}>{id}</span> },
    { title: '发生日期（法定）', tight: true, cell: ({ on }) => on },
    { title: '录入时间', cell: enteredText },
    { title: '事项', cell: (event) => <EventCell event={event} file={file} /> },
    { title: '录入人', cell: whoText },
    { title: '封存', cell: ({ version }) => sealedText(sealed.get(version)) },
  ];
  return <DataTable caption="全部记录" columns={columns} rows={rows} />;
};

function enteredText({ recordedAt, on }: FiledEvent): Child {
  const late = dateOfInstant(recordedAt) === on ? '' : '（补录）';
  return `${recordedAt.slice(0, 19).replace('T', ' ')}${late}`;
}

const EventCell: FC<{ event: FiledEvent; file: CaseFile }> = ({ event, file }) => (
  <>
    <strong>{eventName(event.type)}</strong>
    {factsOf(event, file.events).map((line) => (
      <div>
        {line.label}：{line.text}
      </div>
    ))}
    {event.closed !== null && <div class="soft small">文字{CLOSED_TEXTS[event.closed]}</div>}
  </>
);

function sealedText(sealed: Sealed | undefined): Child {
  if (sealed === undefined) return <span class="soft">未封存</span>;
  return `第 ${sealed.index + 1} 笔，${sealed.time} 的检查点（共 ${sealed.size} 笔）`;
}

/** Every cell the case was ever counted in, with the commits by which it came in and went out. */
export const StandingsTable: FC<{ standings: readonly Standing[] }> = ({ standings }) =>
  standings.length === 0 ? (
    <EmptyState title="没有计入过任何数字" />
  ) : (
    <DataTable caption="计入过的数字" columns={STANDINGS} rows={standings} />
  );

const STANDINGS: readonly Column<Standing>[] = [
  {
    title: '数字',
    cell: ({ cell, from }) => <a href={figureHref(from, cell)}>{cellLabel(cell)}</a>,
  },
  { title: '年度', cell: yearsText },
  { title: '计入', numeric: true, cell: ({ cell, weight }) => String(toldWeight(cell, weight)) },
  { title: '自', cell: ({ in: turn }) => `${minute(turn.at)}（第 ${turn.version} 笔）` },
  { title: '至', cell: ({ out }) => (out === null ? '现在' : `${minute(out.at)}（第 ${out.version} 笔）`) },
];

function yearsText({ from, until, on }: Standing): string {
  if (on !== undefined) return on;
  if (until === OPEN) return `${from} 年起`;
  return from === until ? String(from) : `${from}—${until}`;
}

export const SignedTable: FC<{ signed: readonly SignedStanding[] }> = ({ signed }) =>
  signed.length === 0 ? (
    <p class="soft">没有计入过已签署的年度报告。</p>
  ) : (
    <DataTable caption="计入过的已签署年度报告" columns={SIGNED} rows={signed} />
  );

const SIGNED: readonly Column<SignedStanding>[] = [
  {
    title: '年度报告',
    cell: ({ year, version }) => (
      <a href={`/reports/${year}/sheet?version=${version}`}>
        {year}年 第{version}版
      </a>
    ),
  },
  { title: '签署', tight: true, cell: ({ on }) => on },
  { title: '数据截至', cell: ({ asOf }) => minute(asOf) },
  {
    title: '计入的数字',
    cell: ({ year, cells }) =>
      cells.map((cell, index) => (
        <>
          {index > 0 && '、'}
          <a href={figureHref(year, cell)}>{cellLabel(cell)}</a>
        </>
      )),
  },
];
