/** What narrows the work list: slices and kinds as links, a department as a form; all of it is part of the address. */

import type { FC } from 'hono/jsx';
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import { SLICES, type Slice, WORK_KINDS } from '#shared/worklist/slices.ts';
import { Suggestions, TextField } from '../look/fields.tsx';
import { Actions, Button } from '../look/form.tsx';

const SLICE_LABELS: Readonly<Record<Slice, string>> = {
  all: '全部在办',
  overdue: '已超期',
  today: '今日到期',
  within3: '3 个工作日内',
  within5: '5 个工作日内',
  within10: '10 个工作日内',
  waiting: '等待他人',
};
export const WORKLIST = '/worklist';

export type Chosen = {
  readonly slice: Slice;
  readonly kind?: CaseKind | undefined;
  readonly department?: string | undefined;
};

export function worklistHref(chosen: Chosen): string {
  const query = new URLSearchParams(queryOf(chosen));
  return query.size === 0 ? WORKLIST : `${WORKLIST}?${query}`;
}

function queryOf({ slice, kind, department }: Chosen): Readonly<Record<string, string>> {
  return { ...(slice !== 'all' && { slice }), ...(kind && { kind }), ...(department && { department }) };
}

export const SliceLinks: FC<{ chosen: Chosen }> = ({ chosen }) => (
  <>
    <nav class="years" aria-label="按期限">
      <ul>
        {SLICES.map((slice) => (
          <li>
            <a
              href={worklistHref({ ...chosen, slice })}
              aria-current={slice === chosen.slice ? 'page' : undefined}
            >
              {SLICE_LABELS[slice]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
    <nav class="years" aria-label="按类别">
      <ul>
        {[undefined, ...WORK_KINDS].map((kind) => (
          <li>
            <a
              href={worklistHref({ ...chosen, kind })}
              aria-current={kind === chosen.kind ? 'page' : undefined}
            >
              {kind === undefined ? '各类' : KIND_LABELS[kind]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  </>
);

type FilterProps = { readonly chosen: Chosen; readonly departments: readonly string[] };

/** Narrows the work list to one department. */
export const DepartmentFilter: FC<FilterProps> = ({ chosen, departments }) => {
  const { department, ...others } = chosen;
  if (departments.length === 0 && department === undefined) return null;
  return (
    <details class="panel" open={department !== undefined}>
      <summary>按承办单位{department !== undefined && `：${department}`}</summary>
      <form class="form filter" method="get" action={WORKLIST} aria-label="按承办单位">
        {Object.entries(queryOf(others)).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <Suggestions id="departments" labels={departments} />
        <TextField
          form={{ values: { department: department ?? '' }, errors: [] }}
          name="department"
          label="承办单位"
          optional
          size="medium"
          list="departments"
        />
        <Actions>
          <Button kind="secondary">查看</Button>
          {department !== undefined && <a href={worklistHref(others)}>各单位</a>}
        </Actions>
      </form>
    </details>
  );
};
