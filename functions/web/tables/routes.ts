/** The statutory tables and what stands behind their figures. */
import type { Site } from '../access/site.ts';
import type { Web } from '../frame/web.ts';
import { cellRoutes } from './cell-page.tsx';
import { tablesRoutes } from './tables-page.tsx';

export function tableRoutes(site: Site, web: Web): void {
  tablesRoutes(site, web);
  cellRoutes(site, web);
}
