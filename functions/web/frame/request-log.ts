/** One line for each request answered: who, which page, how it ended, how long it took. Queries and forms stay out. */
import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { Env, Web } from './web.ts';

export function logRequests(web: Web): MiddlewareHandler<Env> {
  return async (c, next) => {
    c.set('request', randomUUID());
    const started = performance.now();
    await next();
    const who = c.get('principal') ?? null;
    web.log({
      event: c.req.method === 'GET' ? 'viewed' : 'posted',
      request: c.var.request,
      path: c.req.path,
      status: c.res.status,
      user: who?.user ?? null,
      role: who?.role ?? null,
      office: who?.office ?? null,
      ms: Math.round(performance.now() - started),
    });
  };
}
