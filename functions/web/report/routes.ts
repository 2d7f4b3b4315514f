/** Everything about the annual report. */
import { pageRead } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import type { Web } from '../frame/web.ts';
import { reportSite } from './address.ts';
import { downloadRoutes } from './download.tsx';
import { officesRoutes } from './offices-page.tsx';
import { sectionRoutes } from './section-page.tsx';
import { sheetRoutes } from './sheet-page.tsx';
import { signRoutes } from './sign-page.tsx';
import { treeCellRoutes } from './tree-cell-page.tsx';
import { versionRoutes } from './versions-page.tsx';
import { yearRoutes } from './year-page.tsx';
import { yearsRoutes } from './years-page.tsx';

export function reportRoutes(site: Site, web: Web): void {
  yearsRoutes(site, web);
  downloadRoutes(reportSite(site.reading(pageRead('downloaded')), web));
  treeCellRoutes(reportSite(site.reading(pageRead('figureRead')), web));
  const report = reportSite(site.reading(pageRead('reportRead')), web);
  for (const topic of [yearRoutes, sheetRoutes, sectionRoutes, signRoutes, versionRoutes, officesRoutes])
    topic(report);
}
