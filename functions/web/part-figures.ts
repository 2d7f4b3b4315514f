/** What is counted, signed and compared, and the files it comes from. */
import { chartRoutes } from './charts/routes.tsx';
import { checkerRoutes } from './checker/routes.ts';
import type { Topic } from './compose.tsx';
import { importRoutes } from './imports/routes.ts';
import { reportRoutes } from './report/routes.ts';
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
];
