/** 个人信息: the pages by which an office answers for what it holds of people. */
import type { Site } from '../access/site.ts';
import type { Web } from '../frame/web.ts';
import { findRoutes } from './find-page.tsx';
import { requestRoutes } from './requests-pages.tsx';
import { retentionRoutes } from './retention-page.tsx';

/** The page of the periods comes before that of a request by its number. */
export function personalDataRoutes(site: Site, web: Web): void {
  findRoutes(site, web);
  retentionRoutes(site, web);
  requestRoutes(site, web);
}
