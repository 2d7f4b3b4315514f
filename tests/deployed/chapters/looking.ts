/** What is looked for and at: every list, every narrowing, search, figures, the auditors' pages. */
import { expect } from 'vitest';
import { NARROWINGS } from '#shared/store/narrowings.ts';
import type { Chapter, Office } from '../chapter.ts';

const PAGES = [
  ...['/', '/worklist', '/worklist?on=2026-11-23', '/approvals', '/applications', '/applications?state=open'],
  ...[
    '/applications?q=SQ2026',
    '/hotline',
    '/hotline?state=closed',
    '/hotline/queues',
    '/hotline/supervision',
  ],
  ...['/hotline/figures?year=2026', '/hotline/lists', '/appeals', '/appeals/not-counted', '/amendments'],
  ...['/register', '/register/publications', '/register/documents', '/register/decisions', '/register/fees'],
  ...[
    '/tables/2026',
    '/applications?number=SQ&sort=number',
    '/applications?sort=concluded',
    '/reports',
    '/reports/2026',
    '/reports/2026/sheet',
    '/charts',
  ],
  ...['/reports/2026/sheet?at=2026-11-24T20:00', '/check', '/calendar', '/imports', '/imports/past'],
  ...['/dead-letters', '/office', '/letters', '/reminders', '/policies', '/rights', '/accounts', '/account'],
  ...['/help', '/help/api', '/readyz', '/healthz', '/reports/2026/ready'],
];
const AUDITORS = [
  '/audit',
  '/audit-desk',
  '/audit/rights',
  '/audit?who=li',
  '/audit-desk/erasures',
  '/audit-desk/figure?year=2026&name=table3.newlyReceived.naturalPerson',
  '/seals',
  '/audit-desk/evidence',
];

export const looking: Chapter = {
  title: 'cases are found, lists narrowed, figures opened',
  happens: async (office) => {
    for (const page of PAGES) await opens(office, 'chen', page);
    for (const page of AUDITORS) await opens(office, 'wu', page);
    for (const name of NARROWINGS)
      await opens(office, 'chen', `/worklist?${name}=${encodeURIComponent(WORDS[name] ?? 'x')}`);
    const li = office.as('li');
    const found = await li.fillIn('/', { q: '欧阳锋' }, '/search');
    expect((await li.get(found.location ?? '')).text).toContain('SQ2026-0000001');
    const cell = await office.api('GET', '/reports/2026/cells/table3.newlyReceived.total');
    expect(cell.status).toBe(200);
    for (const path of [
      '/cases/application',
      '/cases/application/E2',
      '/cases/application/E2/history',
      '/cases/application/E2/clock',
      '/worklist',
      '/search?q=E2',
      '/rights',
      '/policies',
    ])
      expect([path, (await office.api('GET', path)).status]).toEqual([path, 200]);
  },
};
const WORDS: Readonly<Record<string, string>> = {
  kind: 'application',
  department: '城管局',
  person: 'li',
  subdistrict: '龙城街道',
  desk: 'wangwei',
};

async function opens(office: Office, user: string, page: string): Promise<void> {
  const { status } = await office.as(user).get(page);
  expect([page, [200, 302, 303].includes(status)], `${page} ${status}`).toEqual([page, true]);
}
