/** Open cases with what is left of their time. */

import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import type { OpenCase } from '#shared/worklist/open-cases.ts';
import { caseLink } from '../cases/case-address.tsx';
import type { ListColumn } from '../lists/list.ts';
import { Tag, type TagKind } from '../look/banner.tsx';
import { endText } from '../wording/word.ts';

export const OPEN_COLUMNS: readonly ListColumn<OpenCase>[] = [
  {
    ...{ title: '编号', tight: true },
    cell: ({ case: number, kind }) => caseLink(kind, number),
    text: ({ case: number }) => number,
  },
  {
    title: '类别',
    cell: (one) => [KIND_LABELS[one.kind], one.department ?? ''].join(' ').trim(),
  },
  { title: '承办人', cell: ({ person }) => person ?? '' },
  { title: '收到日期', tight: true, cell: ({ openedOn }) => openedOn ?? '' },
  {
    ...{ title: '期限', tight: true },
    cell: ({ dueOn, stepDueOn, ...of }) => {
      const end = dueOn ?? stepDueOn;
      return end === null ? '未定' : endText(end, of);
    },
  },
  {
    ...{ title: '余时', tight: true },
    cell: (one) => {
      const left = leftOf(one);
      return left === null ? '' : <Tag kind={left[0]}>{left[1]}</Tag>;
    },
    text: (one) => leftOf(one)?.[1] ?? '',
  },
];

/** Null where no date runs. */
function leftOf({
  overdue,
  earliest,
  workingDaysLeft: left,
  dueOn,
}: OpenCase): readonly [TagKind, string] | null {
  if (left === null) return earliest ? ['busy', '送达未登记'] : null;
  const awaited = dueOn === null ? '，等待他人' : '';
  if (overdue) return ['bad', `超期 ${Math.max(Math.abs(left), 1)} 个工作日${awaited}`];
  if (left === 0) return ['soon', `今日到期${awaited}`];
  return [left <= 3 ? 'soon' : 'plain', `还有 ${left} 个工作日${awaited}`];
}
