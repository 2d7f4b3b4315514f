/** Open cases with what is left of their time. */

import type { FC } from 'hono/jsx';
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import type { OpenCase } from '#shared/worklist/open-cases.ts';
import { caseLink } from '../cases/case-address.tsx';
import { Tag } from '../look/banner.tsx';
import { type Column, DataTable, EmptyState } from '../look/table.tsx';
import { endText } from '../wording/word.ts';

const COLUMNS: readonly Column<OpenCase>[] = [
  { title: '编号', cell: ({ case: number, kind }) => caseLink(kind, number) },
  {
    title: '类别',
    cell: (one) => [KIND_LABELS[one.kind], one.department ?? ''].join(' ').trim(),
  },
  { title: '承办人', cell: ({ person }) => person ?? '' },
  { title: '收到日期', cell: ({ openedOn }) => openedOn ?? '' },
  {
    title: '期限',
    cell: ({ dueOn, stepDueOn, ...of }) => {
      const end = dueOn ?? stepDueOn;
      return end === null ? '未定' : endText(end, of);
    },
  },
  { title: '余时', cell: (one) => <Left of={one} /> },
];

const Left: FC<{ of: OpenCase }> = ({ of: { overdue, earliest, workingDaysLeft: left, dueOn } }) => {
  if (left === null) return earliest ? <Tag kind="busy">送达未登记</Tag> : null;
  const awaited = dueOn === null ? '，等待他人' : '';
  if (overdue) return <Tag kind="bad">{`超期 ${Math.max(Math.abs(left), 1)} 个工作日${awaited}`}</Tag>;
  if (left === 0) return <Tag kind="soon">{`今日到期${awaited}`}</Tag>;
  return <Tag kind={left <= 3 ? 'soon' : 'plain'}>{`还有 ${left} 个工作日${awaited}`}</Tag>;
};

/** `more`: further columns, such as the boxes by which cases are chosen. */
type Listed = {
  readonly cases: readonly OpenCase[];
  readonly empty: string;
  readonly more?: readonly Column<OpenCase>[];
};

export const OpenTable: FC<Listed> = ({ cases, empty, more = [] }) =>
  cases.length === 0 ? (
    <EmptyState title={empty} />
  ) : (
    <DataTable caption="在办事项，按期限先后" columns={[...COLUMNS, ...more]} rows={cases} />
  );
