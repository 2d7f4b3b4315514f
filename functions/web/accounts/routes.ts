/** 账号管理: the people of one's own office, the programs that may use its API, and those that send it records. */
import type { Site } from '../access/site.ts';
import type { Web } from '../frame/web.ts';
import { feedRoutes } from './feed-routes.ts';
import { personRoutes } from './person-routes.ts';
import { tokenRoutes } from './token-routes.ts';

export function accountRoutes(site: Site, web: Web): void {
  personRoutes(site, web);
  tokenRoutes(site, web);
  feedRoutes(site, web);
}
