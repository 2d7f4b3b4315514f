/** Answers addresses that no route takes: an unknown method, a trailing slash, a number in pieces, or nothing there. */
import type { NotFoundHandler } from 'hono';
import { TrieRouter } from 'hono/router/trie-router';
import { joinedPaths } from '../frame/path-part.ts';
import type { Env } from '../frame/web.ts';
import type { Route } from './site.ts';
import { notFound, wrongMethod } from './turned-away.tsx';

export function answerUnknown(routes: readonly Route[]): NotFoundHandler<Env> {
  const known = new TrieRouter<true>();
  for (const { method, path } of routes) known.add(method, path, true);
  const takes = (method: Route['method'], path: string): boolean => known.match(method, path)[0].length > 0;
  return (c) => {
    const { path } = c.req;
    if (takes('GET', path)) return wrongMethod(c, takes('POST', path) ? 'GET, HEAD, POST' : 'GET, HEAD');
    if (takes('POST', path)) return wrongMethod(c, 'POST');
    const { pathname, search } = new URL(c.req.url);
    const isRead = c.req.method === 'GET' || c.req.method === 'HEAD';
    // a single leading slash: two would lead to another site
    const bare = pathname.replace(/(?<!\/)\/+$/, '').replace(/^\/+/, '/');
    if (isRead && takes('GET', path.replace(/(?<!\/)\/+$/, ''))) return c.redirect(`${bare}${search}`, 308);
    const meant = isRead ? [...joinedPaths(bare)].find((one) => takes('GET', one)) : undefined;
    return meant === undefined ? notFound(c) : c.redirect(`${meant}${search}`, 308);
  };
}
