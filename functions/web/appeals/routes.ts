/** Everything about reviews and suits. */

import type { Site } from '../access/site.ts';
import { caseRoutes } from '../cases/case-routes.ts';
import { entryRoutes } from '../cases/entry-page.tsx';
import type { Web } from '../frame/web.ts';
import { APPEAL_ENTRY } from './entry.ts';
import { notCountedRoutes } from './not-counted-page.tsx';
import { APPEAL_PAGES } from './pages.tsx';

export function appealRoutes(site: Site, web: Web): void {
  entryRoutes(site, web, APPEAL_ENTRY);
  notCountedRoutes(site, web);
  caseRoutes(site, web, APPEAL_PAGES);
}
