/** Everything about applications. */

import type { Site } from '../access/site.ts';
import { caseRoutes } from '../cases/case-routes.ts';
import type { Web } from '../frame/web.ts';
import { APPLICATION_PAGES } from './pages.tsx';
import { registrationRoutes } from './register-page.tsx';

export function applicationRoutes(site: Site, web: Web): void {
  registrationRoutes(site, web);
  caseRoutes(site, web, APPLICATION_PAGES);
}
