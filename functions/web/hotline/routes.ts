/** Everything about the hotline; its own pages stand before those of single cases, whose numbers could be anything. */

import type { Site } from '../access/site.ts';
import { caseRoutes } from '../cases/list-page.tsx';
import type { Web } from '../frame/web.ts';
import { answersRoutes } from './answers-page.tsx';
import { callRoutes } from './call-page.tsx';
import { behindRoutes } from './cases-page.tsx';
import { figuresRoutes } from './figures-page.tsx';
import { listsRoutes } from './lists-page.tsx';
import { HOTLINE_PAGES } from './pages.tsx';
import { queueRoutes } from './queues-page.tsx';
import { seekRoutes } from './seek.tsx';
import { supervisionRoutes } from './supervision-page.tsx';

export function hotlineRoutes(site: Site, web: Web): void {
  callRoutes(site, web);
  seekRoutes(site, web);
  queueRoutes(site, web);
  supervisionRoutes(site, web);
  listsRoutes(site, web);
  answersRoutes(site, web);
  figuresRoutes(site, web);
  behindRoutes(site, web);
  caseRoutes(site, web, HOTLINE_PAGES);
}
