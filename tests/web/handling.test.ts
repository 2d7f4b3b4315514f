/** Who has a case and what is noted of it, on the pages and by programs. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { importReceived } from '#shared/intake/received-file.ts';
import { runOf } from '#shared/intake/run-of.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let li: Visitor;
beforeEach(async () => {
  office = await openWebOffice();
  li = await office.visitor('li', 'officer');
  await office.addPerson('wang', 'officer');
  await register('A1');
});
afterEach(() => office.close());

const actor = { user: 'li', role: 'officer', via: 'form' } as const;
const execute = (fields: Fields, expectedVersion?: number) =>
  executeCommand(
    { ...office.web.house, people: office.web.accounts },
    { office: 'default', actor, fields, ...(expectedVersion && { expectedVersion }) },
  );
async function register(number: string): Promise<void> {
  const applicant = { type: 'naturalPerson', name: '赵一', identity: '身份证', contact: '电话' };
  const given = { channel: 'inPerson', submittedOn: '2026-11-20', subject: '规划图', applicant };
  expect(await execute({ command: 'RegisterApplication', case: number, ...given })).toMatchObject({
    ok: true,
  });
}

describe('on the page of a case', () => {
  it('it is handed to a colleague with a note, and taken back', async () => {
    const at = '/applications/A1/steps/AssignCase';
    expect((await li.get(at)).text).toContain('<option value="wang"');
    const given = { department: '办公室', person: 'wang', note: '材料在二号柜' };
    expect(await li.fillIn(at, given)).toMatchObject({ status: 303 });
    const { text } = await li.get('/applications/A1');
    expect(text).toMatch(/承办人.*wang/s);
    expect(text).toContain('材料在二号柜');
    await li.fillIn(at, { department: '办公室', person: '' });
    const [, panel = ''] = (await li.get('/applications/A1')).text.split('id="handling"');
    expect(panel.split('</section>')[0]).not.toContain('wang');
  });

  it('a colleague notes something there, and everybody sees who and what', async () => {
    await li.fillIn('/applications/A1', { text: '<b>已电话沟通</b>' }, '/applications/A1/steps/AddNote');
    const { text } = await li.get('/applications/A1');
    expect(text).toContain('&lt;b&gt;已电话沟通&lt;/b&gt;');
    expect(text).toMatch(/li 2026-11-23 09:30/);
    const auditor = await office.visitor('zhou', 'auditor');
    expect((await auditor.get('/applications/A1')).text).not.toContain('/steps/AddNote');
  });

  it('a note while somebody fills in a form does not make that form stale, a step does', async () => {
    await execute({ command: 'AddNote', case: 'A1', text: '一' });
    const reply = { command: 'ConsultThirdParty', case: 'A1', on: '2026-11-21', party: '某公司' };
    expect(await execute(reply, 1)).toMatchObject({ ok: true });
    const late = { command: 'ConsultThirdParty', case: 'A1', on: '2026-11-21', party: '另一公司' };
    expect(await execute(late, 2)).toMatchObject({ ok: false, code: 'staleVersion' });
  });
});

describe('by a program', () => {
  it('only an account of the office is given a case, by command and by file', async () => {
    const stranger = { command: 'AssignCase', case: 'A1', person: 'nobody' };
    expect(await execute(stranger)).toMatchObject({ field: 'person', code: 'unknownAccount' });
    await office.addPerson('far', 'officer', 'another');
    expect(await execute({ ...stranger, person: 'far' })).toMatchObject({ code: 'unknownAccount' });
    await office.web.accounts.change('wang', { disabled: true });
    expect(await execute({ ...stranger, person: 'wang' })).toMatchObject({ code: 'unknownAccount' });
    const lines = ['nobody', 'li'].map((person) => JSON.stringify({ ...stranger, person })).join('\n');
    const ledger = { ...office.web.house, people: office.web.accounts };
    for (const dryRun of [true, false])
      expect(
        await importReceived(
          ledger,
          {
            ...{ kind: 'commands', format: 'ndjson', dryRun, office: 'default', role: 'officer', actor },
            ...{ bytes: new TextEncoder().encode(lines), options: {} },
          },
          runOf('commands'),
        ),
      ).toMatchObject({ recorded: 1, rejected: [{ line: 1, field: 'person', code: 'unknownAccount' }] });
  });
});

describe('in the work list', () => {
  beforeEach(async () => {
    for (const number of ['A2', 'A3']) await register(number);
    await execute({ command: 'AssignCase', case: 'A2', person: 'li', department: '办公室' });
  });

  it('"mine" and a department are there by address, for programs too', async () => {
    const mine = (await li.get('/worklist?person=li')).text;
    expect(mine).toContain('>A2<');
    expect(mine).not.toContain('>A1<');
    expect((await li.get('/worklist')).text).toContain('href="/worklist?person=li"');
    const ofOffice = (await li.get('/worklist?department=%E5%8A%9E%E5%85%AC%E5%AE%A4')).text;
    expect(ofOffice).toContain('>A2<');
    expect(ofOffice).not.toContain('>A3<');
    const headers = { authorization: `Bearer ${await office.token('auditor')}` };
    const told = await office.app.request('/api/v1/worklist?person=li', { headers });
    expect(await told.json()).toMatchObject({ items: [{ case: 'A2', person: 'li', department: '办公室' }] });
  });

  it('several are ticked and given to a colleague at once, one that cannot be does not keep the others', async () => {
    const chosen = ['application A1', 'application A3', 'application NONE'];
    const answer = await li.fillIn(
      '/worklist',
      { case: chosen, person: 'wang', note: '休假代办' },
      '/worklist/handover',
    );
    expect(answer.text).toContain('已把 2 件交给 wang');
    expect(answer.text).toContain('依申请公开 NONE');
    const wangs = (await li.get('/worklist?person=wang')).text;
    for (const number of ['A1', 'A3']) expect(wangs).toContain(`>${number}<`);
    const none = await li.fillIn('/worklist', { person: 'wang' }, '/worklist/handover');
    expect(none.text).toContain('请先选中要交办的事项');
    const auditor = await office.visitor('zhou', 'auditor');
    expect((await auditor.get('/worklist')).text).not.toContain('批量交办');
  });
});
