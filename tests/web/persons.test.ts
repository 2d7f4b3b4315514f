/** What an office does with a person's own data, by page: found, handed out, and destroyed when two have agreed. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { eraseWhenDue } from '#functions/cli/keep-periods.ts';
import { createToken } from '#shared/accounts/tokens.ts';
import { executeCommand } from '#shared/desk/execute.ts';
import { decoded, PARAGRAPH, textOf } from '#shared/documents/docx-text.ts';
import { readZip } from '#shared/documents/zip.ts';
import { verifyAudit } from '#shared/proof/verify-audit.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let li: Visitor;
const record = async (fields: Record<string, unknown>): Promise<void> => {
  const actor = { user: 'wang', role: 'officer', via: 'form' } as const;
  expect(await executeCommand(office.web.house, { office: 'default', actor, fields })).toMatchObject({
    ok: true,
  });
};
beforeEach(async () => {
  office = await openWebOffice();
  li = await office.visitor('li', 'officer');
  await record({
    ...{
      command: 'RegisterApplication',
      case: 'A1',
      channel: 'inPerson',
      submittedOn: '2020-03-02',
      subject: '规划图',
    },
    applicant: {
      type: 'naturalPerson',
      name: '欧阳锋',
      identity: '440301199001011234',
      contact: '13800001111',
    },
  });
  await record({ command: 'Reply', case: 'A1', on: '2020-03-10', outcome: 'disclosed' });
  await record({
    ...{
      command: 'RegisterHotlineCase',
      case: 'T1',
      at: '2026-11-02T09:00:00.000+08:00',
      source: '12345热线',
    },
    ...{ type: 'complaint', caller: '欧阳锋 13800001111', description: '漏水' },
  });
  await record({
    ...{
      command: 'RequestAmendment',
      case: 'U1',
      on: '2026-11-02',
      subject: '社保',
      description: '有误',
      evidence: '单',
    },
    applicant: { type: 'naturalPerson', name: '欧阳锋' },
  });
});
afterEach(() => office.close());

const look = async (q: string) => (await li.get((await li.fillIn('/persons', { q })).location ?? '')).text;
const boxes = (page: string): string[] =>
  [...page.matchAll(/name="cases" value="([^"]+)"/g)].map(([, one = '']) => one);
const words = async (path: string): Promise<string> => {
  const answer = await office.app.request(path, { headers: { host: 'localhost', cookie: li.cookie() } });
  const xml = readZip(Buffer.from(await answer.arrayBuffer())).find(
    ({ name }) => name === 'word/document.xml',
  );
  return [...(xml?.bytes.toString('utf8') ?? '').matchAll(PARAGRAPH)]
    .map(([one]) => decoded(textOf(one)))
    .join('\n');
};
const ask = async (fields: Record<string, string | string[]>) => {
  const address = (await li.fillIn('/persons', { q: '13800001111' })).location ?? '';
  return li.fillIn(address, { on: '2026-11-23', ...fields }, '/persons/requests');
};

async function approvedByToken(number: string): Promise<unknown> {
  const token = await createToken(office.web.accounts, { role: 'admin', office: 'default', name: 'program' });
  const answer = await office.app.request('/api/v1/commands', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': 'own',
    },
    body: JSON.stringify({ command: 'ApproveErasure', case: number }),
  });
  return [answer.status, (await answer.json()).code];
}

it('finds all records of a person across kinds, by name, telephone or identity, and no name in the address', async () => {
  expect(boxes(await look('欧阳锋'))).toEqual(['application A1', 'hotline T1', 'amendment U1']);
  expect(boxes(await look('13800001111'))).toEqual(['application A1', 'hotline T1']);
  expect(boxes(await look('440301199001011234'))).toEqual(['application A1']);
  expect(await look('欧阳')).toContain('没有这个人的记录');
  const { location } = await li.fillIn('/persons', { q: '欧阳锋' });
  expect(decodeURIComponent(location ?? '')).not.toContain('欧阳锋');
  expect(await look('欧阳锋')).toContain('欧阳*');
});

it('answers who asks for access with all that is held, within fifteen working days', async () => {
  const { location } = await ask({ asks: 'access', name: '欧阳锋', cases: ['application A1', 'hotline T1'] });
  expect(location).toBe('/persons/requests/GR2026-0000001?done=received');
  const { text } = await li.get('/persons/requests/GR2026-0000001');
  expect(text).toContain('2026-12-14');
  const held = await words('/persons/requests/GR2026-0000001/held.docx');
  for (const said of ['440301199001011234', '漏水', '规划图']) expect(held).toContain(said);
  const answered = await li.fillIn('/persons/requests/GR2026-0000001', {
    ...{ do: 'AnswerPersonRequest', on: '2026-11-24', outcome: 'given' },
  });
  expect(answered.status).toBe(303);
  expect((await li.get('/persons/requests')).text).toContain('已提供');
});

it('destroys on the word of two, with a certificate; of one, of an open case, or without a period, never', async () => {
  const erasure = { asks: 'erasure', ground: 'purposeEnded', name: '欧阳锋', cases: ['application A1'] };
  expect((await ask({ ...erasure, cases: ['hotline T1'] })).text).toContain('还没有办结');
  expect((await ask(erasure)).text).toContain('没有为这一类设定保管期限');
  const admin = await office.visitor('chen', 'admin');
  await admin.fillIn('/persons/retention', { kind: 'application', grade: '5', source: '保管期限表' });
  const { location } = await ask(erasure);
  const at = location?.split('?')[0] ?? '';
  expect((await li.get(at)).text).not.toContain('批准，销毁密钥');
  expect((await li.post(at, { csrf: '', do: 'ApproveErasure' })).status).toBe(403);
  // a token may be that of whoever asked
  expect(await approvedByToken(at.split('/').at(-1) ?? '')).toEqual([422, 'personNeeded']);
  const shen = await office.visitor('shen', 'approver');
  // waits for an approver, and not for whoever took it down
  expect((await shen.get('/')).text).toContain('待我批准的删除');
  expect((await li.get('/')).text).not.toContain('待我批准的删除');
  const listed = await shen.get('/persons/requests');
  expect(listed.text).toMatch(/<a href="\/persons\/requests"[^>]*>个人信息/);
  expect(listed.text).not.toContain('href="/persons"');
  expect((await shen.get(at)).text).toContain('批准，销毁密钥');
  expect((await shen.fillIn(at, { do: 'ApproveErasure' })).location).toContain('done=ApproveErasure');
  expect((await li.get('/applications/A1')).text).toContain('已按规定销毁');
  expect(await words(`${at}/certificate.docx`)).toMatch(/A1[\s\S]*[0-9a-f]{64}/);
  const auditor = await office.visitor('wu', 'auditor');
  expect((await auditor.get('/audit-desk/erasures')).text).toMatch(/li（2026-11-23）[\s\S]*shen[\s\S]*A1/);
  expect(boxes(await look('13800001111'))).toEqual(['hotline T1']);
  const done = await office.audited({ what: 'erasureDone' });
  expect(done.at(-1)).toMatchObject({ on: { kind: 'application', number: 'A1' } });
  const { audit } = office.web.house;
  expect(await verifyAudit(audit, office.web.accounts)).toMatchObject({ audit: [] });
  expect(
    (await verifyAudit(audit, office.web.accounts)).rights.filter(({ what }) => what === 'removed'),
  ).toEqual([]);
  await li.fillIn(at, { do: 'AnswerPersonRequest', on: '2026-11-24', outcome: 'done' });
  expect((await li.get(at)).text).not.toContain('欧阳锋');
});

it('proposes each month what is due, for one to ask and another to agree', async () => {
  await record({ command: 'SetRetention', kind: 'application', grade: '5', source: '保管期限表' });
  await eraseWhenDue(office.web.house);
  expect((await office.audited({ what: 'retentionProposed' })).map(({ details }) => details)).toEqual([
    { cases: 1 },
  ]);
  const { text } = await li.get('/persons/retention');
  expect(text).toMatch(/A1[\s\S]*2025-12-31/);
  const { location } = await li.fillIn('/persons/retention', {}, '/persons/retention/propose');
  const shen = await office.visitor('shen', 'approver');
  await shen.fillIn(location ?? '', { do: 'ApproveErasure' });
  expect((await li.get('/persons/retention')).text).toContain('没有期满的记录');
});
