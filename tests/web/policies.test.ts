import { afterEach, beforeEach, expect, it } from 'vitest';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { openWebOffice, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
beforeEach(async () => {
  office = await openWebOffice();
});
afterEach(() => office.close());

const settled = () => officeSettings(office.web.house.log, 'default').policies();
const CHOSEN = {
  splitPolicy: 'byParts',
  redoPolicy: 'replaces',
  paymentRestarts: 'resumes',
  instancePolicy: 'merge',
  retrialCounts: 'unchanged',
  orderedReplyPeriod: 'none',
  appealLinks: 'optional',
  hotlineLimitFrom: 'dispatch',
};

it('what the law leaves open is settled on one page, by an administrator', async () => {
  const admin = await office.visitor('wang', 'admin');
  expect((await admin.get('/policies')).text).toContain('value="byParts" checked');
  const { status, location } = await admin.fillIn('/policies', CHOSEN);
  expect([status, location]).toEqual([303, '/policies?saved=1']);
  expect(await settled()).toEqual(CHOSEN);
  expect((await admin.get('/policies')).text).toContain('value="resumes" checked');
  const officer = await office.visitor('li', 'officer');
  expect((await officer.get('/policies')).status).toBe(403);
});

it('what is none of the choices is said at its field, and what was chosen is kept', async () => {
  const admin = await office.visitor('wang', 'admin');
  const { status, text } = await admin.fillIn('/policies', { ...CHOSEN, splitPolicy: 'perhaps' });
  expect(status).toBe(422);
  expect(text).toContain('data-code="badChoice"');
  expect(text).toContain('value="replaces" checked');
});
