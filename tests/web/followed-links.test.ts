/** A page leads nobody to a closed door or an empty place, and says nothing in names of the program. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillSample } from '#functions/demo/fill-sample.ts';
import { cellLabel } from '#functions/web/tables/cell-label.ts';
import { EVERYONE } from '#shared/accounts/permissions.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { isCellName } from '#shared/reporting/cell-name.ts';
import { ROLES } from '#shared/store/accounts.ts';
import { NOW, openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
beforeAll(async () => {
  office = await openWebOffice();
  const plan = { office: 'default', cases: 12, year: 2026, today: dateOf('2026-11-22') };
  await fillSample({ ...office.web.house, setClock: office.setNow }, plan);
  office.setNow(NOW);
});
afterAll(() => office.close());

/** Pages of one kind: the same path but for numbers, the same questions but for what is asked. */
function kindOf(href: string): string {
  const [path = '', query = ''] = href.split('?');
  const asked = [...new URLSearchParams(query).keys()].sort().join('&');
  return `${decodeURIComponent(path).replaceAll(/[^/]*\d[^/]*/g, '0')}?${asked}`;
}

/** Each kind of page that can be reached by links, one of it; with what each answered. */
async function followed(visitor: Visitor): Promise<readonly (readonly [string, number])[]> {
  const waiting = ['/'];
  const met = new Set(['/?']);
  const answered: [string, number][] = [];
  for (const href of waiting) {
    const { status, text } = await visitor.get(href);
    answered.push([href, status]);
    for (const [, found = ''] of text.matchAll(/<a\b[^>]*?href="(\/[^"#]*)/g)) {
      const next = found.replaceAll('&amp;', '&');
      if (met.has(kindOf(next))) continue;
      met.add(kindOf(next));
      waiting.push(next);
    }
  }
  return answered;
}

describe('the links of the pages', () => {
  it.each(ROLES)('lead the role %s to nothing that is closed or not there', async (role) => {
    const answered = await followed(await office.visitor(`follows-${role}`, role));
    // who looks at no case has few pages
    expect(answered.length).toBeGreaterThan(EVERYONE.includes(role) ? 50 : 5);
    expect(answered.filter(([, status]) => status >= 400)).toEqual([]);
  });
});

describe('a figure', () => {
  const counts = [
    ...['received', 'accepted', 'closed', 'closedOnTime', 'dueKnown', 'withoutDueDate', 'rated', 'satisfied'],
    ...['misdispatched', 'rightlyDispatched', 'returned', 'extended', 'redone', 'reopened'],
    ...['supervised', 'followedUp', 'receivedPreviousYear', 'byMonth[3]'],
  ];
  const names = [
    ...counts.flatMap((count) => [`hotline.${count}`, `events.${count}`]),
    ...['events.underSupervision', 'publications.total', 'fees.informationProcessing'],
    ...[
      'hotline.bySource["某台"]',
      'events.linkedTo["某件"]',
      'appeals.about["某件"]',
      'events.pending["某局"]',
    ],
  ];

  it.each(names)('%s has a page that names it in words', async (name) => {
    expect(isCellName(name)).toBe(true);
    expect(cellLabel(name)).not.toMatch(/[A-Za-z]|其他数字/);
    expect(cellLabel(name)).toContain(' · ');
    const visitor = await office.visitor(`reads-${name}`, 'auditor');
    const { text } = await visitor.get(`/tables/2026/cell?name=${encodeURIComponent(name)}`);
    expect(/<h1>(.*?)<\/h1>/.exec(text)?.[1]).not.toMatch(/[A-Za-z]{3}/);
  });
});
