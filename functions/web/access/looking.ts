/** Who looks, for as long as a request is answered: the house that pages and API read from knows it without being told. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { MiddlewareHandler } from 'hono';
import { discreetLog, type Looking, lookingAs } from '#shared/desk/discreet-log.ts';
import { notingLog, positionNow } from '#shared/desk/position.ts';
import { behindNow, isToldBehind } from '#shared/store/deadline.ts';
import { unavailableFor } from '#shared/store/faults.ts';
import type { Ctx, Env, Web } from '../frame/web.ts';

const asking = new AsyncLocalStorage<Looking>();

/** The same web, whose log keeps from whoever asks what they may not know, and whose pages are shown where lists lag. */
export function discreetWeb(web: Web): Web {
  const { house } = web;
  const log = discreetLog(notingLog(house.log), () => asking.getStore() ?? null);
  const catchUp = async (): Promise<void> => {
    // who was told so once in this request does not wait again for each part of the page
    if (behindNow() !== null) return;
    try {
      await house.catchUp();
    } catch (fault) {
      if (!isToldBehind(fault)) throw fault;
    }
  };
  return { ...web, house: { ...house, log, catchUp } };
}

/** What a request recorded stands in lists and figures before it is answered, so that whoever reads next sees it. */
export async function showWritten(c: Ctx, { house, log }: Web): Promise<void> {
  if (house.showWritten === undefined || positionNow() === null) return;
  try {
    await house.showWritten();
  } catch (fault) {
    const why = unavailableFor(fault);
    if (why === null) throw fault;
    log({ event: 'listsBehind', request: c.var.request, why });
    c.set('warnings', [...c.var.warnings, { code: 'listsFollow' }]);
    c.header(BEHIND, why);
  }
}

/** Says to programs why lists and figures may lack what was recorded last. */
export const BEHIND = 'taizhang-behind';

/** Comes after the visitor is known. */
export const noteWhoLooks: MiddlewareHandler<Env> = async (c, next) => {
  const { principal } = c.var;
  return principal === null ? next() : asking.run(lookingAs(principal), next);
};
