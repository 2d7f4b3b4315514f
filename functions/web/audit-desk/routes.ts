/** The pages of the auditor's desk. */
import type { Site } from '../access/site.ts';
import type { Web } from '../frame/web.ts';
import { caseLifeRoutes } from './case-page.tsx';
import { deskRoutes } from './desk-page.tsx';
import { erasuresPageRoutes } from './erasures-page.tsx';
import { evidencePageRoutes } from './evidence-page.tsx';
import { figurePageRoutes } from './figure-page.tsx';
import { sealsPageRoutes } from './seals-page.tsx';
import { settingsPageRoutes } from './settings-page.tsx';

export function auditDeskRoutes(site: Site, web: Web): void {
  deskRoutes(site, web);
  caseLifeRoutes(site, web);
  evidencePageRoutes(site, web);
  erasuresPageRoutes(site, web);
  figurePageRoutes(site, web);
  sealsPageRoutes(site, web);
  settingsPageRoutes(site, web);
}
