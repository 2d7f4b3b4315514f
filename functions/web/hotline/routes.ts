/** Everything about hotline cases. */
import { caseRoutes } from '../cases/case-routes.ts';
import { entryRoutes } from '../cases/entry-page.tsx';
import type { Site } from '../site.ts';
import type { Web } from '../web.ts';
import { HOTLINE_ENTRY } from './entry.ts';
import { HOTLINE_PAGES } from './pages.tsx';

export function hotlineRoutes(site: Site, web: Web): void {
  entryRoutes(site, web, HOTLINE_ENTRY);
  caseRoutes(site, web, HOTLINE_PAGES);
}
