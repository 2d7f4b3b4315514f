/** The most urgent cases of a slice, with what they are about; all of them are in the work list. */
import type { Child } from 'hono/jsx';
import type { OpenCase } from '#shared/worklist/open-cases.ts';
import type { Web } from '../frame/web.ts';
import { labelledRows } from '../lists/labelled.ts';
import { columnsOf } from '../lists/tools.tsx';
import { DataTable, EmptyState } from '../look/table.tsx';
import { OPEN_COLUMNS } from '../worklist/open-table.tsx';
import { worklistHref } from '../worklist/slice-links.tsx';
import type { Slice } from './waiting.ts';

type Urgent = Slice & { readonly slice: 'overdue' | 'within3' };

const WORDS = {
  overdue: { title: '已超期', empty: '没有超期的事项' },
  within3: { title: '3 个工作日内到期', empty: '3 个工作日内没有到期的事项' },
} as const;
/** What a glance needs; the work list has the rest. */
const GLANCE = ['编号', '期限', '余时'];
const COLUMNS = columnsOf<OpenCase>({
  columns: OPEN_COLUMNS.filter(({ title }) => GLANCE.includes(title)),
  about: { subject: '内容', person: '申请人、诉求人' },
});

export async function urgentCases({ house }: Web, office: string, urgent: Urgent): Promise<Child> {
  const { slice, page, count } = urgent;
  const { title, empty } = WORDS[slice];
  const rows = await labelledRows(house, office, {
    rows: page.items,
    named: ({ kind, case: number }) => ({ kind, number }),
  });
  return (
    <section aria-labelledby={slice}>
      <div class="page-head">
        <h2 id={slice}>{title}</h2>
        {count.count > rows.length && (
          <a href={worklistHref({ slice })}>看全部 {`${count.count}${count.more ? '+' : ''}`} 件</a>
        )}
      </div>
      {rows.length === 0 ? (
        <EmptyState title={empty} />
      ) : (
        <DataTable caption={`${title}，按期限先后`} columns={COLUMNS} rows={rows} />
      )}
    </section>
  );
}
