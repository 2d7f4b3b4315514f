/** The letters of a case: when each was issued and by whom, and whether it still is what was sealed then. */
import { createHash } from 'node:crypto';
import type { FC } from 'hono/jsx';
import { LETTER_LABELS } from '#shared/disclosure/letters.ts';
import type { CaseFile, FiledEvent } from '#shared/ledger/case-file.ts';
import { whoText } from '../cases/history.tsx';
import { type Column, DataTable, EmptyState } from '../look/table.tsx';
import { CLOSED_TEXTS } from '../wording/terms.ts';
import { labelOf, minute } from '../wording/word.ts';

type Letter = FiledEvent & { readonly sha256: string | null };

export function lettersOf({ events }: CaseFile): readonly Letter[] {
  return events
    .filter(({ type }) => type === 'LetterIssued')
    .map((event) => {
      const document = event.texts?.document;
      const sha256 = document === undefined ? null : digestOf(document);
      return { ...event, sha256 };
    });
}

function digestOf(base64: string): string {
  return createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex');
}

export const LettersTable: FC<{ letters: readonly Letter[] }> = ({ letters }) =>
  letters.length === 0 ? (
    <EmptyState title="没有制发过文书" />
  ) : (
    <DataTable caption="制发的文书" columns={LETTERS} rows={letters} />
  );

const LETTERS: readonly Column<Letter>[] = [
  { title: '文号', cell: ({ data }) => String(data.number ?? '') },
  { title: '文书', cell: ({ data }) => labelOf(LETTER_LABELS, data.kind) },
  { title: '日期', tight: true, cell: ({ on }) => on },
  { title: '制发', cell: (event) => `${whoText(event)}，${minute(event.recordedAt)}` },
  {
    title: '改动过吗',
    cell: ({ closed }) => (closed === null ? '没有：与制发时封存的一致' : CLOSED_TEXTS[closed]),
  },
  { title: '文件的 SHA-256', cell: ({ sha256 }) => <span class="small">{sha256 ?? ''}</span> },
];
