/** Lines that must be seen before anything else on a page. */
import type { Child, FC } from 'hono/jsx';
import { refusalText } from '#shared/glossary/refusals.ts';
import type { CellMember } from '#shared/store/views.ts';

type BannerKind = 'info' | 'success' | 'warning' | 'overdue' | 'error';
const NAMES: Readonly<Record<BannerKind, string>> = {
  info: '提示',
  success: '完成',
  warning: '注意',
  overdue: '超期',
  error: '有误',
};
/** Late is as grave as wrong, and looks it. */
const LOOKS: Readonly<Partial<Record<BannerKind, BannerKind>>> = { overdue: 'error' };

/** What kind of message it is stands in words, not only in colour. */
export const Banner: FC<{ kind: BannerKind; children?: Child }> = ({ kind, children }) => (
  <div class={`banner banner-${LOOKS[kind] ?? kind}`} role={kind === 'success' ? 'status' : undefined}>
    <span class="banner-kind">{NAMES[kind]}</span>
    <div>{children}</div>
  </div>
);

/** `soon` is amber: not late yet. */
export type TagKind = 'plain' | 'good' | 'busy' | 'soon' | 'bad' | 'off';
/** A short state beside a name. */
export const Tag: FC<{ kind?: TagKind; children?: Child }> = ({ kind = 'plain', children }) => (
  <span class={`tag tag-${kind}`}>{children}</span>
);

/** Said wherever figures are: something of the office is left out of them. */
export const UnknownWarning: FC<{ unknown: CellMember | null }> = ({ unknown }) =>
  unknown === null ? null : (
    <Banner kind="error">
      {refusalText('unknownEvents')}：{unknown.case}。在此之前，统计数字可能有误，年度报告不能定稿。
    </Banner>
  );
