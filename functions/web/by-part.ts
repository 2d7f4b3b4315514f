/**
 * The same web app in parts, each loaded by the first request that needs it: an environment of a function that has just
 * been started answers after reading a third of it (ADR 74).
 */
import { Hono } from 'hono';
import { askedOnce } from '#shared/kernel/asked-once.ts';
import { compose, type Parts } from './compose.tsx';
import type { Env, Web } from './frame/web.ts';

type Part = {
  /** The first segments of the addresses it answers; '' is the home page. */
  readonly under: readonly string[];
  load(): Promise<Parts>;
};

const topicsOf = async (loaded: Promise<{ readonly TOPICS: Parts['topics'] }>): Promise<Parts> => ({
  topics: (await loaded).TOPICS,
});

/** No address is answered by two; whatever stands in none of them is asked of all. */
export const PARTS: readonly Part[] = [
  {
    under: [
      '',
      'healthz',
      'readyz',
      'assets',
      'sign-in',
      'sign-out',
      'account',
      'drafts',
      'saved-lists',
      'sample',
    ].concat('hand-in', 'worklist', 'approvals', 'search'),
    load: () => topicsOf(import('./part-entry.ts')),
  },
  {
    under: ['applications', 'hotline', 'amendments', 'appeals', 'register', 'cases', 'letters', 'persons'],
    load: () => topicsOf(import('./part-cases.ts')),
  },
  {
    under: [
      'tables',
      'charts',
      'imports',
      'reports',
      'check',
      'calendar',
      'office',
      'reminders',
      'policies',
      'dead-letters',
      'rights',
      'accounts',
      'audit-desk',
      'seals',
      'audit',
      'help',
    ],
    load: () => topicsOf(import('./part-keeping.ts')),
  },
  {
    under: ['api'],
    load: async () => ({ topics: [], api: (await import('./api/routes.ts')).apiRoutes }),
  },
];

/** Answers as `webApp(web)` does. */
export function webByPart(web: Web): Hono<Env> {
  const apps = PARTS.map((part) => ({ ...part, app: askedOnce(() => composed([part], web)) }));
  const all = askedOnce(() => composed(PARTS, web));
  const door = new Hono<Env>();
  door.all('*', async (c) => {
    const [, first = ''] = c.req.path.split('/');
    const { app } = apps.find(({ under }) => under.includes(first)) ?? { app: all };
    return (await app()).fetch(c.req.raw, c.env);
  });
  return door;
}

async function composed(parts: readonly Part[], web: Web): Promise<Hono<Env>> {
  const loaded = await Promise.all(parts.map(({ load }) => load()));
  const api = loaded.find((one) => one.api !== undefined)?.api;
  return compose({ topics: loaded.flatMap(({ topics }) => topics), ...(api && { api }) }, web).app;
}
