/** The year is over: signed, corrected, restated, handed to others; and a person's data destroyed by two. */
import { expect } from 'vitest';
import { hiddenFields } from '../../support/web-office.ts';
import type { Chapter, Office } from '../chapter.ts';
import { oncePut } from '../front.ts';

const YEAR = 2025;

async function signed(office: Office, reason?: string) {
  const chen = office.as('chen');
  const address = `/reports/${YEAR}/sign`;
  const { text } = await chen.get(address);
  const fields = { ...hiddenFields(text, address), approvedBy: '王局长', ...(reason && { reason }) };
  return chen.post(address, fields);
}

const LAST_YEAR = [
  ...[1, 2].map((one) => ({
    ...{
      command: 'RegisterApplication',
      case: `L${one}`,
      channel: 'inPerson',
      submittedOn: '2025-06-01',
      subject: '规划图',
    },
    applicant: { type: 'naturalPerson', name: '赵一' },
  })),
  { command: 'Reply', case: 'L1', on: '2025-06-10', outcome: 'disclosed' },
  { command: 'Reply', case: 'L2', on: '2025-06-10', outcome: 'disclosed' },
];

export const yearEnds: Chapter = {
  title: 'a year is signed, corrected and restated; the report goes out in every format',
  happens: async (office) => {
    const { house } = office;
    await house.travel('2027-01-01T09:00:00+08:00');
    await office.comeBack('chen', 'li', 'wang', 'wu');
    const lines = LAST_YEAR.map((one) => `${JSON.stringify(one)}\n`).join('');
    expect(await office.imports('commands', lines)).toMatchObject({ recorded: 4, rejected: [] });
    await house.settle();
    const first = await signed(office);
    expect([first.status, obstacles(first.text)]).toEqual([303, []]);
    const correction = {
      command: 'CorrectOutcome',
      case: 'L2',
      on: '2027-01-01',
      outcome: 'partiallyDisclosed',
      reason: '误录',
    };
    expect((await office.api('POST', '/commands', correction)).status).toBe(201);
    await house.settle();
    const again = await signed(office, '更正');
    expect([again.status, obstacles(again.text)]).toEqual([303, []]);
    for (const format of ['json', 'html', 'csv', 'docx', 'xlsx', 'pdf'])
      expect((await office.bytes('chen', `/reports/${YEAR}/download/${format}`)).length).toBeGreaterThan(
        1000,
      );
    expect((await office.bytes('chen', `/reports/${YEAR}/package`)).length).toBeGreaterThan(1000);
    const disclosed = await office.cell(YEAR, ({ table3 }) =>
      (table3 as { rows: Record<string, number[]> }).rows.disclosed?.at(-1),
    );
    expect(disclosed).toBe(1);
    await house.settle();
  },
};

const obstacles = (page: string): readonly string[] =>
  [...page.matchAll(/data-code="([^"]+)"/g)].map(([, one = '']) => one);

export const evidence: Chapter = {
  title: 'an auditor takes evidence away',
  happens: async (office) => {
    await office.house.clock('EachHour');
    const wu = office.as('wu');
    const path = '/audit-desk/evidence';
    const form = hiddenFields((await wu.get(path)).text, path);
    const made = await wu.post(path, {
      ...form,
      cases: 'SQ2026-0000001',
      kind: 'application',
      year: '',
      figure: '',
      ground: '',
      full: 'no',
    });
    expect([made.status, made.text.slice(0, 2)]).toEqual([200, 'PK']);
  },
};

export const erasure: Chapter = {
  title: "a person's data is found, handed out, and destroyed on the word of two",
  happens: async (office) => {
    const li = office.as('li');
    const found = (await li.fillIn('/persons', { q: '440307199001011234' })).location ?? '';
    expect((await li.get(found)).text).toContain('application SQ2026-0000001');
    const asked = {
      on: '2027-01-01',
      name: '欧阳锋',
      // of the call a failed record was kept beside the ledger
      cases: ['application SQ2026-0000001', 'hotline P3'],
      asks: 'erasure',
      ground: 'unlawful',
    };
    const { location } = await li.fillIn(found, asked, '/persons/requests');
    const at = location?.split('?')[0] ?? '';
    office.house.front.faults = oncePut('/erasures/', 'lost');
    expect((await office.as('wang').fillIn(at, { do: 'ApproveErasure' })).location).toContain(
      'done=ApproveErasure',
    );
    await office.house.settle();
    expect((await li.get('/applications/SQ2026-0000001')).text).toContain('已按规定销毁');
    expect((await office.bytes('li', `${at}/certificate.docx`)).length).toBeGreaterThan(1000);
    expect((await office.as('wu').get('/audit-desk/erasures')).text).toContain('SQ2026-0000001');
  },
};
