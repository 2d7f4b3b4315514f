/**
 * What rules read as data and may name people or open something (form of delivery, 文号, where to pay, address of the webhook)
 * is sealed from now on, shown as before to who may see it, and read as it was entered where it was recorded before.
 */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { letterSettings } from '#shared/correspondence/letter-settings.ts';
import { executeCommand } from '#shared/desk/execute.ts';
import { eventsOf } from '#shared/ledger/case-history.ts';
import { setTargets, targetsOf } from '#shared/reminders/targets.ts';
import { hiddenFields, openWebOffice, type WebOffice } from '../support/web-office.ts';

const SECRETS = {
  form: '寄王五转交',
  paper: '某公开密字7号',
  pay: '收款人赵六6222020000001234',
  url: 'https://hook.example/k-e-y',
};
const actor = { user: 'wang', role: 'admin', via: 'form' } as const;
let office: WebOffice;
const record = async (fields: Record<string, unknown>): Promise<void> => {
  expect(await executeCommand(office.web.house, { office: 'default', actor, fields })).toMatchObject({
    ok: true,
  });
};

beforeEach(async () => {
  office = await openWebOffice();
  const at = {
    channel: 'inPerson',
    submittedOn: '2026-11-02',
    subject: '规划图',
    deliveryForm: SECRETS.form,
  };
  const applicant = {
    type: 'naturalPerson',
    name: '张三',
    identity: '440301199001011234',
    contact: '13800001111',
  };
  await record({ command: 'RegisterApplication', case: 'A1', ...at, applicant });
  const reply = { on: '2026-11-05', outcome: 'disclosed', documentNumber: SECRETS.paper };
  await record({ command: 'Reply', case: 'A1', ...reply });
  await record({ command: 'SetLetterSettings', payment: SECRETS.pay });
  await setTargets(office.web.house, {
    ...{ office: 'default', actor, on: true, webhook: SECRETS.url },
    recipients: [{ email: 'a@b.cn', selection: { kind: null, from: 'within10' } }],
  });
});
afterEach(() => office.close());

async function storedBytes(): Promise<string> {
  let bytes = '';
  for await (const page of office.web.house.log.stored()) bytes += page.map((one) => one.bytes).join('\n');
  return bytes;
}

it('none of it stands in the log', async () => {
  const bytes = await storedBytes();
  for (const secret of Object.values(SECRETS)) expect(bytes).not.toContain(secret);
  expect(bytes).toContain('"deliveryForm":null');
});

it('all of it is shown, found, printed and given to programs as before', async () => {
  const { house } = office.web;
  const li = await office.visitor('li', 'officer');
  const { text } = await li.get('/applications/A1');
  expect(text).toContain(SECRETS.form);
  expect(text).toContain(SECRETS.paper);
  const hidden = hiddenFields((await li.get('/')).text, '/search');
  const found = await li.post('/search', { ...hidden, q: SECRETS.paper });
  expect((await li.get(found.location ?? '')).text).toContain('A1');
  const token = await office.token('officer');
  const headers = { host: 'localhost', authorization: `Bearer ${token}` };
  const answer = await office.app.request('/api/v1/cases/application/A1/history', { headers });
  const whole = await answer.text();
  expect(whole).toContain(`"documentNumber":"${SECRETS.paper}"`);
  expect(whole).toContain(`"deliveryForm":"${SECRETS.form}"`);
  expect((await targetsOf(house, 'default')).webhook).toBe(SECRETS.url);
  expect((await letterSettings(house.log, 'default')).payment).toBe(SECRETS.pay);
  const admin = await office.visitor('chief', 'admin');
  expect((await admin.get('/letters')).text).toContain(SECRETS.pay);
  expect((await admin.get('/reminders')).text).toContain(SECRETS.url);
});

it('what was recorded before stands as it was entered', async () => {
  const { log } = office.web.house;
  const at = { office: 'default', kind: 'application', stream: 'old' } as const;
  const data = { outcome: 'disclosed', documentNumber: '旧字1号', migrated: false };
  const [written] = await log.write([
    (writer) =>
      writer.append({
        ...{ at, number: 'OLD', version: 1, actor },
        events: [{ type: 'ApplicationReplied', v: 1, on: '2026-11-05' as never, data }],
      }),
  ]);
  expect(written).toMatchObject({ ok: true, value: { ok: true } });
  const [commit] = await log.history(at);
  if (commit === undefined) throw new Error('nothing there');
  expect(commit.events[0]?.data.documentNumber).toBe('旧字1号');
  expect(eventsOf(commit, await log.openSeal(commit))[0]?.data.documentNumber).toBe('旧字1号');
});

it('closed with the texts, it is no longer there', async () => {
  const { log } = office.web.house;
  const stream = (await log.streamOf('default', 'application', 'A1')) ?? '';
  const [first] = await log.history({ office: 'default', kind: 'application', stream });
  if (first === undefined) throw new Error('nothing there');
  expect(eventsOf(first, 'erased')[0]?.data.deliveryForm).toBeNull();
});
