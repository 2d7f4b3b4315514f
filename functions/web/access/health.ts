/** What a watchdog asks: whether the process answers, and whether it can do its work. */
import type { Hono } from 'hono';
import { isAheadOf } from '#shared/kernel/plain-date.ts';
import { firstUnknown } from '#shared/year/first-unknown.ts';
import { problem } from '../frame/answers.ts';
import type { Env, Web } from '../frame/web.ts';
import type { Route } from './site.ts';

export const HEALTH_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/healthz', roles: 'public', reads: null },
  { method: 'GET', path: '/readyz', roles: 'public', reads: null },
];

export function healthRoutes(app: Hono<Env>, web: Web): void {
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    try {
      await triedAll(web);
      const newest = await web.house.views.asOf(web.config.office);
      const ahead = isAheadOf(web.house.clock.now(), newest);
      const unknown = await firstUnknown(web.house, web.config.office);
      const warning = unknown !== null ? 'unknownEvents' : ahead ? 'clockBehindLedger' : null;
      return c.json({ status: 'ready', ...(warning !== null && { warning }) });
    } catch {
      return problem(c, { status: 503, code: 'unavailable', title: '账册暂时不可用' });
    }
  });
}

/** One small, uncached read of each store that every page needs. */
async function triedAll({ house, accounts, config }: Web): Promise<void> {
  await Promise.all([
    house.catchUp(),
    house.log.history({ office: config.office, kind: 'office', stream: config.office }),
    house.views.position(),
    accounts.find(config.office),
    accounts.signingSecret(),
  ]);
}
