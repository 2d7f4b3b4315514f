/** Lines that must be seen before anything else on a page. */
import type { Child, FC } from 'hono/jsx';

export type BannerKind = 'info' | 'success' | 'warning' | 'error';
const NAMES: Readonly<Record<BannerKind, string>> = {
  info: '提示',
  success: '完成',
  warning: '注意',
  error: '有误',
};

/** What kind of message it is stands in words, not only in colour. */
export const Banner: FC<{ kind: BannerKind; children?: Child }> = ({ kind, children }) => (
  <div class={`banner banner-${kind}`} role={kind === 'success' ? 'status' : undefined}>
    <span class="banner-kind">{NAMES[kind]}</span>
    <div>{children}</div>
  </div>
);

export type TagKind = 'plain' | 'good' | 'busy' | 'bad' | 'off';
/** A short state beside a name. */
export const Tag: FC<{ kind?: TagKind; children?: Child }> = ({ kind = 'plain', children }) => (
  <span class={`tag tag-${kind}`}>{children}</span>
);
