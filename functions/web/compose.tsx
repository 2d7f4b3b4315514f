/** Topics composed to a web app, each behind the same guards: all of them, or those that a request needs (ADR 74). */
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { notingPosition } from '#shared/desk/position.ts';
import { withinDeadline } from '#shared/store/deadline.ts';
import { LARGEST_ANSWER } from '#shared/store/hatch.ts';
import { answerFault } from './access/answer-fault.ts';
import { ASSET_ROUTES, assetRoutes } from './access/assets.ts';
import { HEALTH_ROUTES, healthRoutes } from './access/health.ts';
import { discreetWeb, noteWhoLooks } from './access/looking.ts';
import { type Route, type Site, siteOn } from './access/site.ts';
import { answerUnknown } from './access/unknown-address.ts';
import { knowVisitor } from './access/visitor.ts';
import { limitBodies } from './api/body-size.ts';
import { logRequests } from './frame/request-log.ts';
import type { Ctx, Env, Web } from './frame/web.ts';

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

/** Below the 29 seconds after which the gateway before the functions gives up, and a person before that. */
const REQUEST_MS = 20_000;

/** Only our own files run or are shown, no site may frame us, and every request leaves a line in the log. */
function guard(app: Hono<Env>, web: Web): void {
  app.use(logRequests(web));
  app.use((c, next) => {
    const onlyLooks = c.req.method === 'GET' || c.req.method === 'HEAD';
    const within = web.config.patience ?? REQUEST_MS;
    return withinDeadline({ within, onlyLooks }, () => notingPosition(next));
  });
  app.use(async (_, next) => {
    await web.config.begin?.();
    await next();
  });
  app.use(async (c, next) => {
    await next();
    if (c.var.policy !== undefined) c.res.headers.set('content-security-policy', c.var.policy);
    if (c.var.formsTo !== undefined) letFormsOut(c.res, c.var.formsTo);
    await handOutLarge(c, web);
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
  app.onError((fault, c) => answerFault(c, web, fault));
}

/** Of this one page the form may be posted to that one address, too. */
function letFormsOut({ headers }: Response, origin: string): void {
  const policy = headers.get('content-security-policy') ?? '';
  headers.set(
    'content-security-policy',
    policy.replace("form-action 'self'", `form-action 'self' ${origin}`),
  );
}

/** An answer that is too large for a function to give: it is laid into the hatch, and the browser sent there (ADR 70). */
async function handOutLarge(c: Ctx, { house }: Web): Promise<void> {
  const { hatch } = house;
  if (hatch === undefined || c.res.status !== 200 || c.res.body === null) return;
  const bytes = new Uint8Array(await c.res.clone().arrayBuffer());
  if (bytes.length <= LARGEST_ANSWER) return;
  const mediaType = c.res.headers.get('content-type') ?? 'application/octet-stream';
  // what is no download is shown as it would have been here
  const disposition = c.res.headers.get('content-disposition') ?? 'inline';
  const to = await hatch.handOut({ bytes, mediaType, disposition });
  c.res = new Response(null, { status: 303, headers: { location: to, 'cache-control': 'no-store' } });
}
