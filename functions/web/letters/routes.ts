/** Letters: those of a case, and what an office settles about all of them. */
import type { Site } from '../access/site.ts';
import type { Web } from '../frame/web.ts';
import { issueRoutes } from './issue-routes.ts';
import { letterListRoutes } from './list-page.tsx';
import { settingsRoutes } from './settings-page.tsx';
import { templateRoutes } from './template-routes.ts';

export function letterRoutes(site: Site, web: Web): void {
  letterListRoutes(site, web);
  issueRoutes(site, web);
  settingsRoutes(site, web);
  templateRoutes(site, web);
}
