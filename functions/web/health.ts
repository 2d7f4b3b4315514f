/** What a watchdog asks: whether the process answers, and whether it can do its work. */
import type { Hono } from 'hono';
import { isAheadOf } from '../../shared/kernel/plain-date.ts';
import { problem } from './problem.ts';
import type { Route } from './site.ts';
import type { Env, Web } from './web.ts';

export const HEALTH_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/healthz', roles: 'public' },
  { method: 'GET', path: '/readyz', roles: 'public' },
];

export function healthRoutes(app: Hono<Env>, web: Web): void {
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    try {
      await web.house.catchUp();
      const newest = await web.house.views.asOf(web.config.office);
      const ahead = isAheadOf(web.house.clock.now(), newest);
      return c.json({ status: 'ready', ...(ahead && { warning: 'clockBehindLedger' }) });
    } catch {
      return problem(c, { status: 503, code: 'unavailable', title: '账册暂时不可用' });
    }
  });
}
