/** Everything about the office's calendar. */
import type { Site } from '../access/site.ts';
import type { Web } from '../frame/web.ts';
import { calendarPageRoutes } from './calendar-page.tsx';
import { changeRoutes } from './change-routes.tsx';

export function calendarRoutes(site: Site, web: Web): void {
  calendarPageRoutes(site, web);
  changeRoutes(site, web);
}
