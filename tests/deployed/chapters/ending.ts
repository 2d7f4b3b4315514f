/** The year is over: signed, corrected, restated, handed to others; and a person's data destroyed by two. */
import { expect } from 'vitest';
import { hiddenFields } from '../../support/web-office.ts';
import type { Chapter, Office } from '../chapter.ts';

const SIGN = '/reports/2026/sign';

async function signed(office: Office, query = '', reason?: string) {
  const chen = office.as('chen');
  const address = `${SIGN}${query}`;
  const { text } = await chen.get(address);
  const confirmed = [...text.matchAll(/name="confirm" value="([^"]+)"/g)].map(([, one = '']) => one);
  const fields = { ...hiddenFields(text, address), approvedBy: '王局长', ...(reason && { reason }) };
  return chen.post(address, { ...fields, ...(confirmed.length > 0 && { confirm: confirmed }) });
}

export const yearEnds: Chapter = {
  title: 'the year is signed, corrected and restated; the report goes out in every format',
  happens: async (office) => {
    const { house } = office;
    await house.travel('2027-01-12T09:00:00+08:00');
    await office.comeBack('chen', 'li', 'wang', 'wu');
    await office.api('POST', '/commands', { command: 'WriteTemplate', section: 5, text: '问题与改进。' });
    await house.settle();
    const first = await signed(office);
    expect([first.status, first.location]).toEqual([303, expect.stringContaining('/reports/2026')]);
    const correction = { command: 'CorrectOutcome', case: 'E2', on: '2027-01-11', outcome: 'disclosed', reason: '误录' };
    expect((await office.api('POST', '/commands', correction)).status).toBe(201);
    await house.settle();
    expect((await signed(office, '?restate=1', '更正')).status).toBe(303);
    for (const format of ['json', 'html', 'csv', 'docx', 'xlsx'])
      expect((await office.bytes('chen', `/reports/2026/download/${format}`)).length).toBeGreaterThan(1000);
    expect((await office.bytes('chen', '/reports/2026/package')).length).toBeGreaterThan(1000);
    await house.settle();
  },
};

export const evidence: Chapter = {
  title: 'an auditor takes evidence away',
  happens: async (office) => {
    await office.house.clock('EachHour');
    const wu = office.as('wu');
    const path = '/audit-desk/evidence';
    const form = hiddenFields((await wu.get(path)).text, path);
    const made = await wu.post(path, { ...form, cases: 'SQ2026-0000001', kind: 'application', year: '', figure: '', ground: '', full: 'no' });
    expect([made.status, made.text.slice(0, 2)]).toEqual([200, 'PK']);
  },
};

export const erasure: Chapter = {
  title: "a person's data is found, handed out, and destroyed on the word of two",
  happens: async (office) => {
    const li = office.as('li');
    const found = (await li.fillIn('/persons', { q: '440307199001011234' })).location ?? '';
    expect((await li.get(found)).text).toContain('application SQ2026-0000001');
    const asked = { on: '2027-01-12', name: '欧阳锋', cases: 'application SQ2026-0000001', asks: 'erasure', ground: 'unlawful' };
    const { location } = await li.fillIn(found, asked, '/persons/requests');
    const at = location?.split('?')[0] ?? '';
    expect((await office.as('wang').fillIn(at, { do: 'ApproveErasure' })).location).toContain('done=ApproveErasure');
    await office.house.settle();
    expect((await li.get('/applications/SQ2026-0000001')).text).toContain('已按规定销毁');
    expect((await office.bytes('li', `${at}/certificate.docx`)).length).toBeGreaterThan(1000);
  },
};
