/** Said wherever figures are: something of the office is left out of them. */
import type { FC } from 'hono/jsx';
import { refusalText } from '#shared/glossary/refusals.ts';
import type { CellMember } from '#shared/store/views.ts';
import { Banner } from './banner.tsx';

export const UnknownWarning: FC<{ unknown: CellMember | null }> = ({ unknown }) =>
  unknown === null ? null : (
    <Banner kind="error">
      {refusalText('unknownEvents')}：{unknown.case}。在此之前，统计数字可能有误，年度报告不能定稿。
    </Banner>
  );
