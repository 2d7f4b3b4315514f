/** 账号管理: the people of one's own office and the programs that may use its API. */
import type { Site } from '../site.ts';
import type { Web } from '../web.ts';
import { personRoutes } from './person-routes.ts';
import { tokenRoutes } from './token-routes.ts';

export function accountRoutes(site: Site, web: Web): void {
  personRoutes(site, web);
  tokenRoutes(site, web);
}
