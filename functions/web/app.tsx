/** The web app as a function of what it stands on: the same on one machine, in the cloud and in a test. */
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { TooMuchWork } from '#shared/house/too-much-work.ts';
import { AuditUnwritable } from '#shared/store/audit-log.ts';
import { UnknownPlace } from '#shared/store/list-place.ts';
import { placeOf } from '#shared/telling/say.ts';
import { ASSET_ROUTES, assetRoutes } from './access/assets.ts';
import { HEALTH_ROUTES, healthRoutes } from './access/health.ts';
import { discreetWeb, noteWhoLooks } from './access/looking.ts';
import { ownAccountRoutes } from './access/own-account.tsx';
import { ownFactorRoutes } from './access/own-factors.tsx';
import { ownPasswordRoutes } from './access/own-password.tsx';
import { providerRoutes } from './access/provider-routes.tsx';
import { secondStepRoutes } from './access/second-step.tsx';
import { signInRoutes } from './access/sign-in.tsx';
import { type Route, type Site, siteOn } from './access/site.ts';
import { brokenDown, notRecorded, tooMuchWork, unknownPlace } from './access/turned-away.tsx';
import { answerUnknown } from './access/unknown-address.ts';
import { knowVisitor } from './access/visitor.ts';
import { feedRoutes } from './accounts/feed-routes.tsx';
import { personEntryRoutes } from './accounts/person-entry.tsx';
import { personRoutes } from './accounts/person-routes.ts';
import { signInSettingRoutes } from './accounts/sign-in-settings.tsx';
import { tokenRoutes } from './accounts/token-routes.ts';
import { amendmentRoutes } from './amendments/entry.ts';
import { limitBodies } from './api/body-size.ts';
import { apiHelpRoutes } from './api/page.tsx';
import { apiRoutes } from './api/routes.ts';
import { appealRoutes } from './appeals/entry.ts';
import { applicationRoutes } from './applications/register-page.tsx';
import { approvalListRoutes } from './approvals/list-page.tsx';
import { approvalSettingRoutes } from './approvals/settings-page.tsx';
import { auditRoutes } from './audit/list-page.tsx';
import { auditDeskRoutes } from './audit-desk/routes.ts';
import { calendarPageRoutes } from './calendar/calendar-page.tsx';
import { changeRoutes } from './calendar/change-routes.tsx';
import { caseFileRoutes } from './case-file/routes.tsx';
import { earlierRoutes } from './cases/earlier-cases.tsx';
import { chartRoutes } from './charts/routes.tsx';
import { checkerRoutes } from './checker/routes.ts';
import { deadLetterRoutes } from './dead-letters/routes.tsx';
import { draftRoutes } from './drafts/routes.tsx';
import { logRequests, routeOf } from './frame/request-log.ts';
import type { Env, Web } from './frame/web.ts';
import { helpRoutes } from './help/routes.tsx';
import { homeRoutes } from './home/home.tsx';
import { sampleRoutes } from './home/sample.tsx';
import { hotlineRoutes } from './hotline/routes.ts';
import { importRoutes } from './imports/routes.ts';
import { issueRoutes } from './letters/issue-routes.ts';
import { letterListRoutes } from './letters/list-page.tsx';
import { settingsRoutes } from './letters/settings-page.tsx';
import { templateRoutes } from './letters/template-routes.ts';
import { savedListRoutes } from './lists/saved-lists.tsx';
import { officeRoutes } from './office/office-page.tsx';
import { personalDataRoutes } from './persons/routes.ts';
import { policyRoutes } from './policies/routes.tsx';
import { registerRoutes } from './register/routes.tsx';
import { reminderRoutes } from './reminders/routes.tsx';
import { reportRoutes } from './report/routes.ts';
import { rightsRoutes } from './rights/routes.tsx';
import { searchRoutes } from './search/routes.tsx';
import { cellRoutes } from './tables/cell-page.tsx';
import { tablesRoutes } from './tables/tables-page.tsx';
import { worklistRoutes } from './worklist/routes.tsx';

/** One line a topic. */
const TOPICS: readonly ((site: Site, web: Web) => void)[] = [
  signInRoutes,
  secondStepRoutes,
  providerRoutes,
  ownAccountRoutes,
  ownPasswordRoutes,
  ownFactorRoutes,
  draftRoutes,
  homeRoutes,
  savedListRoutes,
  sampleRoutes,
  worklistRoutes,
  approvalListRoutes,
  approvalSettingRoutes,
  searchRoutes,
  applicationRoutes,
  hotlineRoutes,
  amendmentRoutes,
  appealRoutes,
  registerRoutes,
  tablesRoutes,
  cellRoutes,
  chartRoutes,
  importRoutes,
  calendarPageRoutes,
  changeRoutes,
  reportRoutes,
  officeRoutes,
  letterListRoutes,
  issueRoutes,
  earlierRoutes,
  settingsRoutes,
  templateRoutes,
  reminderRoutes,
  policyRoutes,
  checkerRoutes,
  deadLetterRoutes,
  rightsRoutes,
  personRoutes,
  personEntryRoutes,
  signInSettingRoutes,
  tokenRoutes,
  feedRoutes,
  caseFileRoutes,
  personalDataRoutes,
  auditDeskRoutes,
  auditRoutes,
  helpRoutes,
  apiHelpRoutes,
];

type WebApp = { readonly app: Hono<Env>; readonly routes: readonly Route[] };

export function webApp(whole: Web): WebApp {
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
  for (const topic of TOPICS) topic(site, web);
  const api = apiRoutes(app, web);
  const routes = [...HEALTH_ROUTES, ...ASSET_ROUTES, ...site.routes, ...api];
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
