/** Where a case stands, beside its number. */
import type { CaseSummary } from '#shared/store/views.ts';
import { Tag, type TagKind } from '../look/banner.tsx';
import { STATUS_LABELS } from '../wording/terms.ts';

const STATUS_TAGS: Readonly<Record<CaseSummary['status'], TagKind>> = {
  unconfirmed: 'plain',
  open: 'busy',
  concluded: 'good',
  voided: 'off',
};

export function StatusTag({ status }: { status: CaseSummary['status'] }) {
  return <Tag kind={STATUS_TAGS[status]}>{STATUS_LABELS[status]}</Tag>;
}
