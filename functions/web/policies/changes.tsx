/** What a value would change: cells with their cases, dates that run, and what is not known. */
import type { Child, FC } from 'hono/jsx';
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import { percentText } from '#shared/reporting/narrative-numbers.ts';
import type { PolicyPreview } from '#shared/settling/preview-policy.ts';
import type { PreviewedCell } from '#shared/settling/preview-rates.ts';
import { caseLink } from '../cases/case-address.tsx';
import { Banner, Tag } from '../look/banner.tsx';
import { type Column, DataTable } from '../look/table.tsx';
import { cellLabel } from '../tables/cell-label.ts';

/** Cases named in a cell, rows of dates; the rest is counted. */
const NAMED = 12;
const LISTED = 50;
/** Every column of table 三 in several years. */
const MOST_CELLS = 200;

export const Changes: FC<{ preview: PolicyPreview }> = ({ preview: { cells, dates, follow } }) => {
  const moved = cells.filter(({ cases, before, after }) => cases.length > 0 || before !== after).length;
  const doubtful = cells.filter(({ unknown }) => unknown.length > 0).length;
  return (
    <>
      <p>
        {moved === 0 ? '没有单元格因此改变。' : `${moved} 个单元格因此改变。`}
        {doubtful > 0 && `${doubtful} 个单元格是否改变不详。`}
        {follow > 0 && `${follow} 件的办理经过会记下这次改变。`}
      </p>
      {doubtful > 0 && (
        <Banner kind="warning">
          标明“不详”的没有登记决定计在哪里的事实。登记以前仍计在原处，登记以后按新的做法。
        </Banner>
      )}
      {cells.some(({ signed }) => signed) && (
        <Banner kind="warning">标明“已定稿”的年度已经公布：改变会列为更正，需要发布新的版本。</Banner>
      )}
      {cells.length > 0 && (
        <DataTable caption="改变的单元格" columns={CELLS} rows={cells.slice(0, MOST_CELLS)} />
      )}
      {cells.length > MOST_CELLS && <p>另有 {cells.length - MOST_CELLS} 个单元格。</p>}
      {dates.length > 0 && <Dates dates={dates} />}
    </>
  );
};

const Dates: FC<Pick<PolicyPreview, 'dates'>> = ({ dates }) => (
  <>
    <h3>{dates.length} 件未结案件改变期限</h3>
    <DataTable caption="改变的期限" columns={DATES} rows={dates.slice(0, LISTED)} />
    {dates.length > LISTED && <p>另有 {dates.length - LISTED} 件。</p>}
  </>
);

const CELLS: readonly Column<PreviewedCell>[] = [
  { title: '单元格', cell: ({ cell }) => cellLabel(cell) },
  {
    title: '年度',
    cell: ({ year, signed }) => (
      <>
        {year} {signed && <Tag kind="bad">已定稿</Tag>}
      </>
    ),
    numeric: true,
  },
  { title: '现在', cell: ({ cell, before }) => figure(cell, before), numeric: true },
  { title: '改变以后', cell: ({ cell, after }) => figure(cell, after), numeric: true },
  {
    title: '案件',
    cell: ({ cell, cases, unknown }) => (
      <>
        {(cases.length > 0 || unknown.length === 0) && named(cell, cases)}
        {cases.length > 0 && unknown.length > 0 && '；'}
        {unknown.length > 0 && <>不详：{named(cell, unknown)}</>}
      </>
    ),
  },
];

const DATES: readonly Column<PolicyPreview['dates'][number]>[] = [
  { title: '编号', cell: ({ case: number, kind }) => caseLink(kind, number) },
  { title: '类别', cell: ({ kind }) => KIND_LABELS[kind] },
  { title: '原期限', cell: ({ from }) => from ?? '—' },
  { title: '现期限', cell: ({ to }) => to ?? '—' },
];

function named(cell: string, cases: readonly string[]): Child {
  if (cases.length === 0) return '—';
  const kind = kindBehind(cell);
  const shown = cases.slice(0, NAMED).map((number, index) => [index > 0 && '、', caseLink(kind, number)]);
  return [...shown, cases.length > NAMED && ` 等 ${cases.length} 件`];
}

function kindBehind(cell: string): CaseKind {
  if (cell.startsWith('table4')) return 'appeal';
  return cell.startsWith('table3') ? 'application' : 'decision';
}

/** A rate as a rate; what is not counted is a dash. */
function figure(cell: string, count: number | null): string {
  if (count === null) return '—';
  return cell.endsWith('Rate') ? percentText(count) : String(count);
}
