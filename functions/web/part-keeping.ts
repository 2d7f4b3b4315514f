/** What is counted, signed and compared, and the files it comes from; what an office settles for itself, who read what, and help. */

import { feedRoutes } from './accounts/feed-routes.tsx';
import { personEntryRoutes } from './accounts/person-entry.tsx';
import { personRoutes } from './accounts/person-routes.ts';
import { signInSettingRoutes } from './accounts/sign-in-settings.tsx';
import { tokenRoutes } from './accounts/token-routes.ts';
import { apiHelpRoutes } from './api/page.tsx';
import { auditRoutes } from './audit/list-page.tsx';
import { auditDeskRoutes } from './audit-desk/routes.ts';
import { calendarPageRoutes } from './calendar/calendar-page.tsx';
import { changeRoutes } from './calendar/change-routes.tsx';
import { chartRoutes } from './charts/routes.tsx';
import { checkerRoutes } from './checker/routes.ts';
import type { Topic } from './compose.tsx';
import { deadLetterRoutes } from './dead-letters/routes.tsx';
import { helpRoutes } from './help/routes.tsx';
import { importRoutes } from './imports/routes.ts';
import { officeRoutes } from './office/office-page.tsx';
import { policyRoutes } from './policies/routes.tsx';
import { reminderRoutes } from './reminders/routes.tsx';
import { reportRoutes } from './report/routes.ts';
import { rightsRoutes } from './rights/routes.tsx';
import { cellRoutes } from './tables/cell-page.tsx';
import { tablesRoutes } from './tables/tables-page.tsx';

/** One line a topic. */
export const TOPICS: readonly Topic[] = [
  tablesRoutes,
  cellRoutes,
  chartRoutes,
  importRoutes,
  reportRoutes,
  checkerRoutes,
  calendarPageRoutes,
  changeRoutes,
  officeRoutes,
  reminderRoutes,
  policyRoutes,
  deadLetterRoutes,
  rightsRoutes,
  personRoutes,
  personEntryRoutes,
  signInSettingRoutes,
  tokenRoutes,
  feedRoutes,
  auditDeskRoutes,
  auditRoutes,
  helpRoutes,
  apiHelpRoutes,
];
