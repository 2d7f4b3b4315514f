/** What a watchdog asks: whether the process answers, and whether it can do its work. */
import type { Hono } from 'hono';
import { epochOf, isAheadOf, parseInstant } from '#shared/kernel/plain-date.ts';
import { unavailableFor } from '#shared/store/faults.ts';
import type { Unsealed } from '#shared/store/notary.ts';
import { firstUnknown } from '#shared/year/first-unknown.ts';
import { problem } from '../frame/answers.ts';
import type { Env, Web } from '../frame/web.ts';
import type { Route } from './site.ts';
import { wordsFor } from './unavailable.tsx';

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
      const warning =
        unknown !== null ? 'unknownEvents' : ahead ? 'clockBehindLedger' : await sealingWarning(web);
      return c.json({ status: 'ready', ...(warning !== null && { warning }) });
    } catch (fault) {
      const why = unavailableFor(fault);
      const title = why === null ? '账册暂时不可用' : `账册暂时不可用：${wordsFor(why)}`;
      return problem(c, { status: 503, code: 'unavailable', title, ...(why !== null && { facts: { why } }) });
    }
  });
}

/** The schedule seals every hour: what has waited for longer than two it could not seal. */
const LONGEST_UNSEALED_MS = 2 * 3_600_000;

async function sealingWarning({ house }: Web): Promise<'anchorFault' | 'unsealed' | null> {
  const now = epochOf(house.clock.now());
  const isLate = ({ since }: Unsealed): boolean => {
    const at = parseInstant(since ?? '');
    return at !== null && now - epochOf(at) > LONGEST_UNSEALED_MS;
  };
  const standing = await house.notary.standing();
  // before the first checkpoint there is no schedule that has stopped
  if (standing.some(({ checkpoint, unsealed }) => checkpoint !== null && isLate(unsealed))) return 'unsealed';
  return standing.some(({ anchors }) => anchors.some(({ fault }) => fault !== null)) ? 'anchorFault' : null;
}

/** One small, uncached read of each store that every page needs. */
async function triedAll({ house, accounts, config }: Web): Promise<void> {
  await Promise.all([
    house.catchUp(),
    house.tryWriting?.(),
    house.log.history({ office: config.office, kind: 'office', stream: config.office }),
    house.views.position(),
    accounts.find(config.office),
    accounts.signingSecret(),
  ]);
}
