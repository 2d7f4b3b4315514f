/** A text is as long as its field is for: by page, by a program, by a file, and where it is put right afterwards. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openWebOffice, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
beforeEach(async () => {
  office = await openWebOffice();
});
afterEach(() => office.close());

const LONG = '字'.repeat(20_001);
const APPLICANT = { type: 'naturalPerson', name: '张三', contact: '13800000000' };
const ENTRY = {
  ...{ command: 'RegisterApplication', channel: 'inPerson', submittedOn: '2026-11-20' },
  ...{ applicant: APPLICANT, subject: '规划许可证' },
};

async function sent(path: string, body: string, type = 'application/json') {
  const token = await office.token('officer');
  const answer = await office.app.request(path, {
    method: 'POST',
    headers: {
      ...{ host: 'localhost', authorization: `Bearer ${token}` },
      ...{ 'idempotency-key': `k${Math.random()}`, 'content-type': type },
    },
    body,
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

it.each([
  ['subject', { subject: '字'.repeat(2001) }, 2000],
  ['description', { description: LONG }, 20_000],
  ['applicant.contact', { applicant: { ...APPLICANT, contact: '1'.repeat(501) } }, 500],
])('of a program is refused at its field with the most there may be: %s', async (field, more, most) => {
  const { status, body } = await sent('/api/v1/commands', JSON.stringify({ ...ENTRY, ...more }));
  expect(status).toBe(422);
  expect(body).toMatchObject({ code: 'tooLong', field, title: expect.stringContaining(`最多 ${most} 个字`) });
});

it('that just fits is taken, and put right to no more', async () => {
  const entry = { ...ENTRY, subject: '字'.repeat(2000), description: '字'.repeat(20_000) };
  const { status, body } = await sent('/api/v1/commands', JSON.stringify(entry));
  expect(status).toBe(201);
  const change = { command: 'CorrectText', case: body.case, field: 'subject', reason: '写错' };
  const value = '字'.repeat(2001);
  const answer = await sent('/api/v1/commands', JSON.stringify({ ...change, value }));
  expect(answer.status).toBe(422);
  expect(answer.body).toMatchObject({ code: 'tooLong', facts: { most: 2000 } });
});

it('of a file is refused in its row, and the others are recorded', async () => {
  const rows = [
    '申请编号,收到日期,申请人类型,申请内容',
    `A1,2026-03-02,自然人,${'字'.repeat(2001)}`,
    'A2,2026-03-02,自然人,规划许可证',
  ];
  const { body } = await sent('/api/v1/imports/applications?format=csv', rows.join('\n'), 'text/csv');
  expect(body).toMatchObject({ recorded: 1 });
  expect(body.rejected).toMatchObject([{ line: 2, code: 'tooLong' }]);
});

it('of a form comes back as it was typed, with the field named', async () => {
  const officer = await office.visitor('张三', 'officer');
  const fields = { channel: 'inPerson', submittedOn: '2026-11-20', type: 'naturalPerson', name: '李四' };
  const typed = { ...fields, subject: '字'.repeat(2001) };
  const { status, text } = await officer.fillIn('/applications/new', typed, '/applications');
  expect(status).toBe(422);
  expect(text).toContain('最多 2000 个字');
  expect(text).toContain('字'.repeat(2001));
});
