/** Papers that arrive later, as an officer sees and enters them. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { queueReminders } from '#shared/reminders/queue-reminders.ts';
import { slicePage } from '#shared/worklist/slices.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let li: Visitor;
beforeEach(async () => {
  office = await openWebOffice(); // Monday 2026-11-23
  li = await office.visitor('li', 'officer');
});
afterEach(() => office.close());

async function carryOut(command: string, number: string, fields: Fields): Promise<void> {
  const actor = { user: 'li', role: 'officer', via: 'form' } as const;
  const done = await executeCommand(office.web.house, {
    office: 'default',
    actor,
    fields: { command, case: number, ...fields },
  });
  if (!done.ok) throw new Error(`${command} ${done.code} ${done.field}`);
}

const register = (number: string, submittedOn: string): Promise<void> =>
  carryOut('RegisterApplication', number, {
    ...{ channel: 'inPerson', submittedOn, subject: '规划图' },
    applicant: { type: 'naturalPerson', name: '赵一', identity: '身份证', contact: '电话' },
  });

/** Sent on 12 May, answered on 8 June: due on 24 June at the earliest. */
async function asked(number: string): Promise<void> {
  await register(number, '2026-05-06');
  await carryOut('ConsultThirdParty', number, { on: '2026-05-12', party: '某公司' });
  await carryOut('RecordThirdPartyReply', number, { on: '2026-06-08', party: '某公司', consents: false });
}

const overdue = async (): Promise<string[]> => {
  await office.web.house.catchUp();
  const asked = { office: 'default', on: '2026-11-23' as never, slice: 'overdue' } as const;
  return (await slicePage(office.web.house, asked, { limit: 2 })).items.map((one) => one.case);
};

describe('a letter whose arrival nobody has noted', () => {
  beforeEach(() => asked('A1'));

  it('is named on the page of the case, and nobody is called late', async () => {
    const { text } = await li.get('/applications/A1');
    expect(text).toContain('送达未登记：2026-05-12 向某公司发出的征求意见函');
    expect(text).toContain('最早 2026-06-24');
    expect(text).not.toContain('已超期');
    expect((await li.get('/worklist')).text).toMatch(/最早 2026-06-24.*送达未登记/s);
    expect((await li.get('/applications')).text).toContain('最早 2026-06-24');
  });

  it('is not among the overdue, however many are before it, and in no reminder', async () => {
    for (const number of ['B1', 'B2', 'B3']) await register(number, '2026-10-16');
    expect(await overdue()).toEqual(['B1', 'B2']);
    expect((await li.get('/worklist?slice=overdue')).text).not.toContain('>A1<');
    await carryOut('VoidEntry', 'B1', { on: '2026-11-20', reason: '误录' });
    await office.web.house.catchUp();
    expect(await queueReminders(office.web.house)).toEqual([{ office: 'default', queued: 2 }]); // B2, B3
  });

  it('arrives by the form, with its number; then the date is certain and passed', async () => {
    const page = await li.get('/applications/A1/steps/RecordService');
    const step = /<option value="([\d.]+)"[^>]*>征求第三方意见（某公司，2026-05-12）/.exec(page.text)?.[1];
    const done = await li.fillIn(
      '/applications/A1/steps/RecordService',
      { step: step ?? '', way: 'post', on: '2026-05-18', postNumber: 'EX1' },
      '/applications/A1/steps/RecordService',
    );
    expect([done.status, done.location]).toEqual([303, '/applications/A1?done=RecordService']);
    const { text } = await li.get('/applications/A1');
    expect(text).not.toContain('送达未登记');
    expect(text).not.toContain('最早 ');
    expect(text).toContain('2026-06-30');
    expect(text).toContain('已超期');
    expect(text).toMatch(/送达的文书.*征求第三方意见（2026-05-12）.*邮寄送达.*EX1/s);
    expect(await overdue()).toEqual(['A1']);
  });

  it('says at the field what is wrong with it, and keeps what was typed', async () => {
    const path = '/applications/A1/steps/RecordService';
    const wrong = { step: '2.1', way: 'electronic', on: '2026-05-18', receiver: '某公司收发室' };
    const { status, text } = await li.fillIn(path, wrong, path);
    expect(status).toBe(422);
    expect(text).toContain('电子送达须经受送达人同意');
    expect(text).toContain('某公司收发室');
  });
});

describe('a fee notice that is only sent', () => {
  it('is recorded without its arrival, and does not lapse', async () => {
    await register('A1', '2026-09-01');
    const path = '/applications/A1/steps/SendFeeNotice';
    const notice = { on: '2026-09-03', receivedOn: '', basis: 'perPage', quantity: '250', chargedBefore: '' };
    expect((await li.fillIn(path, notice, path)).status).toBe(303);
    const { text } = await li.get('/applications/A1');
    expect(text).toContain('送达未登记：2026-09-03 的收费通知');
    expect(text).toContain('最早 2026-10-08');
    expect(text).not.toContain('/steps/CloseUnpaid');
    await carryOut('RecordService', 'A1', { step: 'SendFeeNotice', way: 'inPerson', on: '2026-09-04' });
    expect((await li.get('/applications/A1')).text).toContain('/steps/CloseUnpaid');
  });
});

describe('what is open to the applicant after the reply', () => {
  it('has not begun until the reply is served, and is shown then', async () => {
    await register('A1', '2026-10-26');
    await carryOut('Reply', 'A1', { on: '2026-11-02', outcome: 'unavailable.notHeld' });
    expect((await li.get('/applications/A1')).text).toContain('答复的送达没有登记');
    await carryOut('RecordService', 'A1', { step: 'Reply', way: 'inPerson', on: '2026-11-03' });
    const { text } = await li.get('/applications/A1');
    expect(text).toContain('申请行政复议：2026-11-03 送达，至 2027-01-04（暂定） 止');
    expect(text).toContain('直接提起行政诉讼：2026-11-03 送达，至 2027-05-03（暂定） 止');
  });
});
