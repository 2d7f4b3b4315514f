/** The way in, and the pages a day begins with. */
import { ownAccountRoutes } from './access/own-account.tsx';
import { ownFactorRoutes } from './access/own-factors.tsx';
import { ownPasswordRoutes } from './access/own-password.tsx';
import { providerRoutes } from './access/provider-routes.tsx';
import { secondStepRoutes } from './access/second-step.tsx';
import { signInRoutes } from './access/sign-in.tsx';
import { approvalListRoutes } from './approvals/list-page.tsx';
import { approvalSettingRoutes } from './approvals/settings-page.tsx';
import type { Topic } from './compose.tsx';
import { draftRoutes } from './drafts/routes.tsx';
import { hatchRoutes } from './hatch/routes.tsx';
import { homeRoutes } from './home/home.tsx';
import { sampleRoutes } from './home/sample.tsx';
import { savedListRoutes } from './lists/saved-lists.tsx';
import { searchRoutes } from './search/routes.tsx';
import { worklistRoutes } from './worklist/routes.tsx';

/** One line a topic. */
export const TOPICS: readonly Topic[] = [
  signInRoutes,
  secondStepRoutes,
  providerRoutes,
  ownAccountRoutes,
  ownPasswordRoutes,
  ownFactorRoutes,
  draftRoutes,
  hatchRoutes,
  homeRoutes,
  savedListRoutes,
  sampleRoutes,
  worklistRoutes,
  approvalListRoutes,
  approvalSettingRoutes,
  searchRoutes,
];
