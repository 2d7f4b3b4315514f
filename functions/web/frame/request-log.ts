/** One line for each request answered: who, which page, how it ended, how long it took. Queries and forms stay out. */
import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { within } from '#shared/telling/say.ts';
import type { Ctx, Env, Web } from './web.ts';

/** The caller is told the name of the request: whatever is done for it bears it, down to the last line. */
export function logRequests(web: Web): MiddlewareHandler<Env> {
  return async (c, next) => {
    const request = web.config.requestOf?.(c) ?? randomUUID();
    c.set('request', request);
    const started = performance.now();
    await within({ request }, next);
    c.res.headers.set('x-request-id', request);
    const who = c.get('principal') ?? null;
    web.log({
      event: c.req.method === 'GET' ? 'viewed' : 'posted',
      ...{ request, route: routeOf(c), ...(isKnown(c) && { path: c.req.path }) },
      status: c.res.status,
      user: who?.user ?? null,
      role: who?.role ?? null,
      office: who?.office ?? null,
      ms: Math.round(performance.now() - started),
    });
  };
}

/** The pattern that was met, `/applications/:number`: an address itself could be anything somebody typed. */
export function routeOf(c: Ctx): string {
  const met = matchedRoutes(c).filter(({ path, method }) => path !== '/*' && method !== 'ALL');
  return met.at(-1)?.path ?? '';
}

/** Something stands at this address: it names a case or an account, and is no text. */
function isKnown(c: Ctx): boolean {
  return c.res.status < 300 || (c.res.status === 303 && c.req.method === 'POST');
}
