/** List, case and steps of one kind of case. */
import type { Site } from '../access/site.ts';
import type { Web } from '../frame/web.ts';
import type { CasePages } from './case-kind.ts';
import { casePageRoutes } from './case-page.tsx';
import { listRoutes } from './list-page.tsx';
import { stepRoutes } from './step-page.tsx';

/** Register a kind's own pages, such as `<path>/new`, before these: a case's number could be anything. */
export function caseRoutes(site: Site, web: Web, pages: CasePages): void {
  listRoutes(site, web, pages);
  casePageRoutes(site, web, pages);
  stepRoutes(site, web, pages);
}
