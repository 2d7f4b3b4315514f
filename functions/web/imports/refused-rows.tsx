/** The rows that were rejected: by reason with what may be done, one by one, and as files to be mended. */
import type { FC } from 'hono/jsx';
import { cut } from '#shared/intake/preview/sample-values.ts';
import { suggestionFor } from '#shared/intake/suggestions.ts';
import type { RefusedRow } from '#shared/jobs/import-files.ts';
import { type Column, DataTable } from '../look/table.tsx';
import { fieldName, type ShownOutcome } from './kinds.ts';

/** More are no longer read by anybody; the file has them all. */
const MOST_SHOWN = 500;
const MOST_EXAMPLE = 60;

type Reason = {
  readonly field: string;
  readonly code: string;
  readonly first: RefusedRow;
  readonly times: number;
};
type Props = { readonly outcome: ShownOutcome };

const fieldOf = ({ kind }: ShownOutcome, field: string): string =>
  field === '' ? '整行' : fieldName(kind, field);

export const SummaryByReason: FC<Props & { path: string }> = ({ outcome, path }) => {
  const columns: readonly Column<Reason>[] = [
    { title: '栏目', cell: ({ field }) => fieldOf(outcome, field) },
    { title: '行数', cell: ({ times }) => times, numeric: true },
    {
      title: '例如',
      cell: ({ first }) => `第 ${first.line} 行：${cut(first.message, MOST_EXAMPLE)}`,
    },
    { title: '建议', cell: (reason) => suggestionFor(outcome.kind, reason) },
  ];
  return (
    <section class="panel" aria-labelledby="reasons">
      <h2 id="reasons">为什么有误</h2>
      <DataTable caption="有误的原因" columns={columns} rows={reasonsOf(outcome)} />
      <p>
        有误的行另存一份，列和原文件一样，后面加上原因和建议，改好可以直接再导：
        <a href={`${path}/rejected.xlsx`}>下载 .xlsx</a>　<a href={`${path}/rejected.csv`}>下载 .csv</a>
      </p>
    </section>
  );
};

/** The most frequent first. */
function reasonsOf({ refused }: ShownOutcome): readonly Reason[] {
  const reasons = new Map<string, Reason>();
  for (const row of refused) {
    const { field, code } = row;
    const known = reasons.get(`${field} ${code}`);
    reasons.set(`${field} ${code}`, {
      ...{ field, code, first: known?.first ?? row, times: (known?.times ?? 0) + 1 },
    });
  }
  return [...reasons.values()].sort((a, b) => b.times - a.times);
}

export const RefusedRows: FC<Props> = ({ outcome }) => {
  const { refused } = outcome;
  const columns: readonly Column<RefusedRow>[] = [
    { title: '行', cell: ({ line }) => `第 ${line} 行` },
    { title: '栏目', cell: ({ field }) => fieldOf(outcome, field) },
    {
      title: '问题',
      cell: ({ message, article, code }) => (
        <span data-code={code}>{article ? `${message}（${article}）` : message}</span>
      ),
    },
  ];
  return (
    <section aria-labelledby="faults">
      <h2 id="faults">有误的行</h2>
      <DataTable caption="有误的行" columns={columns} rows={refused.slice(0, MOST_SHOWN)} />
      {refused.length > MOST_SHOWN && (
        <p class="soft">
          只列出前 {MOST_SHOWN} 行，另有 {refused.length - MOST_SHOWN} 行在上面的文件里。
        </p>
      )}
    </section>
  );
};
