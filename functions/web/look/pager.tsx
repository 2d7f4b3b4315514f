/** The pages of a long list: which one an address asks for, and the links to the others. */
import type { FC } from 'hono/jsx';
import type { PageRequest } from '#shared/store/views.ts';
import type { Ctx } from '../frame/web.ts';

const PAGE_SIZE = 50;

export function pageAsked(c: Ctx): PageRequest {
  return { after: c.req.query('after') ?? null, limit: PAGE_SIZE };
}

/** `first` is the address of the first page; `next` the place where the page after this one begins, null on the last. */
type Pages = { readonly first: string; readonly asked: PageRequest; readonly next: string | null };

export const Pager: FC<Pages> = ({ first, asked: { after }, next }) =>
  !after && next === null ? null : (
    <nav class="pager" aria-label="分页">
      {after && <a href={first}>回到第一页</a>}
      {next !== null && (
        <a href={pageAfter(first, next)} rel="next">
          下一页
        </a>
      )}
    </nav>
  );

function pageAfter(first: string, after: string): string {
  return `${first}${first.includes('?') ? '&' : '?'}${new URLSearchParams({ after })}`;
}
