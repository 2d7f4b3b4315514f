/**
 * The pages of a long list: which one an address asks for, and the links to the others. A list is read on from a place,
 * so the address carries the places of the pages before: any list can be paged back, whatever engine it is read from.
 */
import type { FC } from 'hono/jsx';
import type { PageRequest } from '#shared/store/views.ts';
import type { Ctx } from '../frame/web.ts';

const PAGE_SIZE = 50;
/** Pages one can go back; an address of more places would be too long for some proxies. */
const MOST_BACK = 40;

/** `back`: where the pages before begin, '' for the first; `seen`: how many rows they showed. */
export type PageAsked = PageRequest & { readonly back: readonly string[]; readonly seen: number };

export function pageAsked(c: Ctx): PageAsked {
  const seen = Number(c.req.query('seen') ?? 0);
  return {
    after: c.req.query('after') ?? null,
    limit: PAGE_SIZE,
    back: (c.req.queries('back') ?? []).slice(-MOST_BACK),
    seen: Number.isSafeInteger(seen) && seen > 0 ? seen : 0,
  };
}

/**
 * `first` is the address of the first page; `next` the place where the page after this one begins, null on the last;
 * `shown` how many rows this page has. `onward` says what the next page is, where it is not simply the next.
 */
type Pages = {
  readonly first: string;
  readonly asked: PageAsked;
  readonly next: string | null;
  readonly shown: number;
  readonly onward?: string;
};

export const Pager: FC<Pages> = ({ first, asked, next, shown, onward = '下一页' }) => {
  const { after, back, seen, limit } = asked;
  if (!after && next === null) return null;
  const before = back.at(-1);
  return (
    <nav class="pager" aria-label="分页">
      {after && back.length !== 1 && <a href={first}>第一页</a>}
      {after && before !== undefined && (
        <a href={addressOf(first, { after: before, back: back.slice(0, -1), seen: seen - limit })} rel="prev">
          上一页
        </a>
      )}
      {next !== null && (
        <a
          href={addressOf(first, { after: next, back: [...back, after ?? ''], seen: seen + shown })}
          rel="next"
        >
          {onward}
        </a>
      )}
    </nav>
  );
};

function addressOf(
  first: string,
  { after, back, seen }: Omit<PageAsked, 'limit'> & { after: string },
): string {
  if (after === '') return first;
  const place = new URLSearchParams({ after, ...(seen > 0 && { seen: String(seen) }) });
  for (const one of back.slice(-MOST_BACK)) place.append('back', one);
  return `${first}${first.includes('?') ? '&' : '?'}${place}`;
}
