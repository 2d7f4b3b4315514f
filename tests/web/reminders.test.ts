import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { executeCommand } from '#shared/desk/execute.ts';
import { queueReminders } from '#shared/reminders/queue-reminders.ts';
import { type Message, reminderHandler, type Senders } from '#shared/reminders/send-reminders.ts';
import { senders } from '#shared/reminders/senders.ts';
import { EVERYTHING, targetsOf } from '#shared/reminders/targets.ts';
import { drain } from '#shared/store/consume.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let admin: Visitor;
let mails: { readonly to: readonly string[]; readonly message: Message }[];
beforeEach(async () => {
  office = await openWebOffice(); // Monday 2026-11-23
  admin = await office.visitor('chen', 'admin');
  mails = [];
  const actor = { user: 'li', role: 'officer', via: 'form' } as const;
  // due on: LATE 11-13, SOON 11-26
  for (const [number, submittedOn] of [
    ['LATE', '2026-10-16'],
    ['SOON', '2026-10-29'],
  ]) {
    const applicant = { type: 'naturalPerson', name: '张三' };
    const fields = {
      command: 'RegisterApplication',
      case: number,
      channel: 'inPerson',
      submittedOn,
      applicant,
    };
    await executeCommand(office.web.house, {
      office: 'default',
      actor,
      fields: { ...fields, subject: '图' },
    });
  }
});
afterEach(() => office.close());

async function send(): Promise<void> {
  const senders: Senders = {
    email: async (to, message) => void mails.push({ to, message }),
    webhook: async () => {},
    keep: async () => {},
  };
  await drain(office.web.house, 'reminder', { handler: reminderHandler(office.web.house, senders) });
}
const save = (values: Record<string, string>) => admin.fillIn('/reminders', values, '/reminders');

describe('the settings of reminders', () => {
  it('are kept, shown again, and let each be told of what concerns them', async () => {
    await save({
      on: 'on',
      ...{ email0: 'all@example.gov.cn', email1: 'late@example.gov.cn', from1: 'overdue' },
      ...{ email2: 'calls@example.gov.cn', kind2: 'hotline' },
    });
    const { text } = await admin.get('/reminders');
    expect(text).toContain('value="late@example.gov.cn"');
    expect(text).toMatch(/<option value="overdue" selected/);
    await queueReminders(office.web.house);
    await send();
    const told = mails.map(({ to, message }) => [
      to.join(),
      message.reminder.things.map((one) => one.case).join(),
    ]);
    expect(told.sort()).toEqual([
      ['all@example.gov.cn', 'LATE,SOON'],
      ['late@example.gov.cn', 'LATE'],
    ]);
  });

  it('turn back what is no address at its field, and keep what was typed', async () => {
    const { status, text } = await save({ on: 'on', email0: '不是邮箱', webhook: 'ftp://x' });
    expect(status).toBe(422);
    expect(text).toContain('href="#f-email0"');
    expect(text).toContain('href="#f-webhook"');
    expect(text).toContain('value="不是邮箱"');
    expect(await targetsOf(office.web.house, 'default')).toEqual({ on: true, recipients: [], webhook: null });
  });

  it('may stop the reminders: nothing is said, and once they run again nothing is lost', async () => {
    await save({ on: 'off', email0: 'a@example.gov.cn' });
    expect(await queueReminders(office.web.house)).toEqual([{ office: 'default', queued: 0 }]);
    await save({ on: 'on', email0: 'a@example.gov.cn' });
    expect(await queueReminders(office.web.house)).toEqual([{ office: 'default', queued: 2 }]);
    const { recipients } = await targetsOf(office.web.house, 'default');
    expect(recipients).toEqual([{ email: 'a@example.gov.cn', selection: EVERYTHING }]);
  });

  it('are tried with a message that says nothing of cases', async () => {
    await save({ on: 'on', email0: 'a@example.gov.cn' });
    const { location } = await admin.fillIn('/reminders', {}, '/reminders/trial');
    expect((await admin.get(location ?? '')).text).toContain('测试提醒正在发送');
    await send();
    expect((await admin.get(location ?? '')).text).toContain('测试提醒已送出：邮件 1 人');
    expect(mails[0]?.message.subject).toContain('期限提醒测试');
    expect(mails[0]?.message.text).not.toContain('LATE');
  });

  it('that cannot be tried say why at once, instead of being on their way for ever', async () => {
    await save({ on: 'on', email0: 'a@example.gov.cn' });
    const { location } = await admin.fillIn('/reminders', {}, '/reminders/trial');
    const email = senders({ signingSecret: async () => '', blobs: office.web.house.blobs });
    await drain(office.web.house, 'reminder', { handler: reminderHandler(office.web.house, email) });
    const { text } = await admin.get(location ?? '');
    expect(text).toContain('测试提醒没有送出：发送邮件的服务器还没有设置');
    expect(text).not.toContain('正在发送');
  });

  it('say before anything is tried that no mail can go out, and never that it is on its way', async () => {
    await save({ on: 'on', email0: 'a@example.gov.cn' });
    expect((await admin.get('/reminders')).text).not.toContain('服务器还没有设置');
    Object.assign(office.web.config, { mailUnset: true });
    expect((await admin.get('/reminders')).text).toContain('服务器还没有设置');
    const { location } = await admin.fillIn('/reminders', {}, '/reminders/trial');
    const { text } = await admin.get(location ?? '');
    expect(text).toContain('服务器还没有设置');
    expect(text).not.toContain('正在发送');
  });

  it('ask for the calendar of next year from December on, once a month, until it is there', async () => {
    await save({
      on: 'on',
      ...{ email0: 'all@example.gov.cn', email1: 'late@example.gov.cn', from1: 'overdue' },
    });
    const texts = async (now: string): Promise<string[]> => {
      office.setNow(`${now}T09:00:00.000+08:00`);
      await queueReminders(office.web.house);
      await send();
      const asked = mails.filter(({ message }) => message.text.includes('2027 年的放假安排还没有载入'));
      mails = [];
      return asked.flatMap(({ to }) => to);
    };
    expect(await texts('2026-11-30')).toEqual([]);
    expect(await texts('2026-12-01')).toEqual(['all@example.gov.cn']);
    expect(await texts('2026-12-02')).toEqual([]);
    expect(await texts('2027-01-04')).toEqual(['all@example.gov.cn']);
    const actor = { user: 'chen', role: 'admin', via: 'form' } as const;
    const year = { year: 2027, notice: '样例', daysOff: ['2027-01-01~2027-01-03'], makeUp: [] };
    const fields = { command: 'LoadCalendarYear', ...year };
    expect(await executeCommand(office.web.house, { office: 'default', actor, fields })).toMatchObject({
      ok: true,
    });
    expect(await texts('2027-02-01')).toEqual([]);
  });

  it('show what the last run said and whether it went out', async () => {
    expect((await admin.get('/reminders')).text).toContain('还没有提醒过');
    await queueReminders(office.web.house);
    expect((await admin.get('/reminders')).text).toContain('已送出 0 / 1');
    await send();
    const { text } = await admin.get('/reminders');
    expect(text).toContain('2 件');
    expect(text).toContain('存入文件夹');
  });
});
