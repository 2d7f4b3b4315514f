import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TOPICS } from '#functions/web/help/topics.ts';
import { ROLES } from '#shared/store/accounts.ts';
import { openWebOffice, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
beforeEach(async () => {
  office = await openWebOffice();
});
afterEach(() => office.close());

describe('the help page', () => {
  it.each(ROLES)('is on every page and leads %s nowhere they may not go', async (role) => {
    const visitor = await office.visitor('li', role);
    expect((await visitor.get('/worklist')).text).toContain('href="/help"');
    const { text } = await visitor.get('/help');
    const shown = TOPICS.filter(({ roles }) => roles.includes(role));
    for (const { title, links } of shown) {
      expect(text).toContain(`<h2>${title}</h2>`);
      for (const [href] of links)
        expect([href, (await visitor.get(href)).status < 400]).toEqual([href, true]);
    }
  });
});
