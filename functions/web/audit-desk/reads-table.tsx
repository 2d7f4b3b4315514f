/** Who read a case: from the audit stream, the newest first, a month where one is asked for. */
import type { FC } from 'hono/jsx';
import { AUDIT_LABELS } from '#shared/glossary/audit.ts';
import type { CaseFile } from '#shared/ledger/case-file.ts';
import type { AuditLine } from '#shared/store/audit-log.ts';
import type { House } from '#shared/store/house.ts';
import { whoText } from '../cases/history.tsx';
import { TextField } from '../look/fields.tsx';
import { Button } from '../look/form.tsx';
import { type Column, DataTable, EmptyState, Scrolled } from '../look/table.tsx';
import { labelOf } from '../wording/word.ts';
import { DESK, monthOf } from './addresses.tsx';

/** More than this many readings are read in the pages of the stream. */
const MOST = 500;

export type Reads = { readonly month: string; readonly lines: readonly AuditLine[]; readonly more: boolean };

/** `month` as typed; what is no month narrows nothing. */
export async function readsOf(
  { audit }: House,
  { office, kind, number }: CaseFile,
  month: string,
): Promise<Reads> {
  const narrowed = monthOf(month);
  const asked = { office, on: { kind: kind.kind, number }, ...narrowed };
  const { items, next } = await audit.page(asked, { after: null, limit: MOST });
  return { month: narrowed === null ? '' : month, lines: items, more: next !== null };
}

export const ReadsTable: FC<{ reads: Reads; file: CaseFile }> = ({ reads, file }) => (
  <>
    <form class="search" method="get" action={`${DESK}/case#reads`} aria-label="看某个月谁看过">
      <input type="hidden" name="kind" value={file.kind.kind} />
      <input type="hidden" name="number" value={file.number} />
      <TextField
        form={{ values: { month: reads.month }, errors: [] }}
        name="month"
        label="月份（如 2026-03，不填为全部）"
        size="short"
      />
      <Button kind="secondary">查看</Button>
    </form>
    {reads.lines.length === 0 ? (
      <EmptyState title={`${reads.month === '' ? '' : `${reads.month} `}没有人看过`} />
    ) : (
      <Scrolled label="逐次的查阅">
        <DataTable caption="谁看过" columns={READS} rows={reads.lines} />
      </Scrolled>
    )}
    {reads.more && <p class="soft">只列出最近 {MOST} 次。</p>}
  </>
);

const READS: readonly Column<AuditLine>[] = [
  { title: '时间', tight: true, cell: ({ at }) => at.slice(0, 19).replace('T', ' ') },
  { title: '谁', cell: ({ who, role, via }) => whoText({ actor: { user: who, role, via } }) },
  { title: '做了什么', cell: ({ what }) => labelOf(AUDIT_LABELS, what) || what },
  { title: '从哪里', cell: ({ from }) => from ?? '' },
];
