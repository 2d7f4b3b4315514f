/** Topics composed to a web app, each behind the same guards: all of them, or those that a request needs (ADR 74). */
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { TooMuchWork } from '#shared/house/too-much-work.ts';
import { AuditUnwritable } from '#shared/store/audit-log.ts';
import { UnknownPlace } from '#shared/store/list-place.ts';
import { placeOf } from '#shared/telling/say.ts';
import { ASSET_ROUTES, assetRoutes } from './access/assets.ts';
import { HEALTH_ROUTES, healthRoutes } from './access/health.ts';
import { discreetWeb, noteWhoLooks } from './access/looking.ts';
import { type Route, type Site, siteOn } from './access/site.ts';
import { brokenDown, notRecorded, tooMuchWork, unknownPlace } from './access/turned-away.tsx';
import { answerUnknown } from './access/unknown-address.ts';
import { knowVisitor } from './access/visitor.ts';
import { limitBodies } from './api/body-size.ts';
import { logRequests, routeOf } from './frame/request-log.ts';
import type { Env, Web } from './frame/web.ts';

export type Topic = (site: Site, web: Web) => void;
/** Of what an app is made: pages by their topics, and what answers programs. */
export type Parts = {
  readonly topics: readonly Topic[];
  readonly api?: (app: Hono<Env>, web: Web) => readonly Route[];
};
export type WebApp = { readonly app: Hono<Env>; readonly routes: readonly Route[] };

export function compose({ topics, api }: Parts, whole: Web): WebApp {
  const web = discreetWeb(whole);
  const app = new Hono<Env>();
  guard(app, web);
  healthRoutes(app, web);
  assetRoutes(app);
  app.use(async (_, next) => {
    await web.config.prepared?.();
    await next();
  });
  app.use(knowVisitor(web));
  app.use(noteWhoLooks);
  app.use(limitBodies(web));
  const site = siteOn(app, web);
  for (const topic of topics) topic(site, web);
  const more = api?.(app, web) ?? [];
  const routes = [...HEALTH_ROUTES, ...ASSET_ROUTES, ...site.routes, ...more];
  app.notFound(answerUnknown(routes));
  return { app, routes };
}

/** Only our own files run or are shown, no site may frame us, and every request leaves a line in the log. */
function guard(app: Hono<Env>, web: Web): void {
  app.use(logRequests(web));
  app.use(async (c, next) => {
    await next();
    if (c.var.policy !== undefined) c.res.headers.set('content-security-policy', c.var.policy);
  });
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
      xFrameOptions: 'DENY',
      referrerPolicy: 'same-origin',
      strictTransportSecurity: web.config.secureCookies ? 'max-age=31536000; includeSubDomains' : false,
    }),
  );
  app.onError((fault, c) => {
    if (fault instanceof UnknownPlace) return unknownPlace(c);
    if (fault instanceof TooMuchWork) return tooMuchWork(c, fault.why);
    if (fault instanceof AuditUnwritable) return notRecorded(c, web);
    const { name } = fault;
    web.log({ event: 'fault', request: c.var.request, route: routeOf(c), name, where: placeOf(fault) });
    return brokenDown(c, c.var.request);
  });
}
