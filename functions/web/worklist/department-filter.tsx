/** Narrows the work list to one department; like every filter it is part of the address. */
import type { FC } from 'hono/jsx';
import { Suggestions, TextField } from '../look/fields.tsx';
import { Actions, Button } from '../look/form.tsx';
import { type Chosen, queryOf, WORKLIST, worklistHref } from './slice-links.tsx';

type Props = { readonly chosen: Chosen; readonly departments: readonly string[] };

export const DepartmentFilter: FC<Props> = ({ chosen, departments }) => {
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
