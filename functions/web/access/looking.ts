/** Who looks, for as long as a request is answered: the house that pages and API read from knows it without being told. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { MiddlewareHandler } from 'hono';
import { discreetLog, type Looking, lookingAs } from '#shared/desk/discreet-log.ts';
import type { Env, Web } from '../frame/web.ts';

const asking = new AsyncLocalStorage<Looking>();

/** The same web, whose log keeps from whoever asks what they may not know. */
export function discreetWeb(web: Web): Web {
  const log = discreetLog(web.house.log, () => asking.getStore() ?? null);
  return { ...web, house: { ...web.house, log } };
}

/** Comes after the visitor is known. */
export const noteWhoLooks: MiddlewareHandler<Env> = async (c, next) => {
  const { principal } = c.var;
  return principal === null ? next() : asking.run(lookingAs(principal), next);
};
