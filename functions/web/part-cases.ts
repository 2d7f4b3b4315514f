/** Cases of every kind, from the register to the file, and the letters that go out about them. */
import { amendmentRoutes } from './amendments/entry.ts';
import { appealRoutes } from './appeals/entry.ts';
import { applicationRoutes } from './applications/register-page.tsx';
import { caseFileRoutes } from './case-file/routes.tsx';
import { earlierRoutes } from './cases/earlier-cases.tsx';
import type { Topic } from './compose.tsx';
import { hotlineRoutes } from './hotline/routes.ts';
import { issueRoutes } from './letters/issue-routes.ts';
import { letterListRoutes } from './letters/list-page.tsx';
import { settingsRoutes } from './letters/settings-page.tsx';
import { templateRoutes } from './letters/template-routes.ts';
import { findRoutes } from './persons/find-page.tsx';
import { requestRoutes } from './persons/requests-pages.tsx';
import { retentionRoutes } from './persons/retention-page.tsx';
import { registerRoutes } from './register/routes.tsx';

/** One line a topic. */
export const TOPICS: readonly Topic[] = [
  applicationRoutes,
  hotlineRoutes,
  amendmentRoutes,
  appealRoutes,
  registerRoutes,
  letterListRoutes,
  issueRoutes,
  earlierRoutes,
  settingsRoutes,
  templateRoutes,
  caseFileRoutes,
  findRoutes,
  // the page of the periods comes before that of a request by its number
  retentionRoutes,
  requestRoutes,
];
