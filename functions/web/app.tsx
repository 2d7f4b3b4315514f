/** The web app as a function of what it stands on: the same on one machine, in the cloud and in a test. */
import { inPlace } from '#shared/jobs/carry-here.ts';
import { apiRoutes } from './api/routes.ts';
import { compose, type WebApp } from './compose.tsx';
import { ledgerOf, type Web } from './frame/web.ts';
import { TOPICS as CASES } from './part-cases.ts';
import { TOPICS as ENTRY } from './part-entry.ts';
import { TOPICS as KEEPING } from './part-keeping.ts';

const TOPICS = [...ENTRY, ...CASES, ...KEEPING];

/** Long work is done before the answer where nobody is named who carries it. */
export function webApp(web: Web): WebApp {
  return compose({ topics: TOPICS, api: apiRoutes }, { ...web, carriesHere: inPlace(ledgerOf(web)) });
}
