import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { typedText } from '#functions/web/calendar/change-routes.tsx';
import { executeCommand } from '#shared/desk/execute.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let admin: Visitor;
beforeEach(async () => {
  office = await openWebOffice();
  admin = await office.visitor('chen', 'admin');
});
afterEach(() => office.close());

const NOTICE = `国务院办公厅关于2027年部分节假日安排的通知（样例）
一、元旦：2026年12月31日至2027年1月3日放假调休，共4天。
二、春节：2月5日至11日放假调休，共7天。1月30日（周六）、2月14日（周日）上班。`;

const EXTENSION = { workingDays: 20, approvedBy: '负责人', reason: '量大' };

async function record(fields: Record<string, unknown>): Promise<void> {
  const actor = { user: 'li', role: 'officer', via: 'form' } as const;
  const done = await executeCommand(office.web.house, { office: 'default', actor, fields });
  if (!done.ok) throw new Error(done.code);
}

function receive(number: string, submittedOn: string): Promise<void> {
  const applicant = { type: 'naturalPerson', name: '赵一', identity: '证', contact: '话' };
  const fields = { command: 'RegisterApplication', case: number, channel: 'inPerson', submittedOn };
  return record({ ...fields, subject: '规划图', applicant });
}

/** The sign in the cell of a day. */
function signOf(page: string, day: string): string {
  const cell = new RegExp(`<td class="([^"]*)"><time datetime="${day}">.*?</td>`).exec(page);
  return `${cell?.[1]} ${/<abbr[^>]*>(.*?)<\/abbr>/.exec(cell?.[0] ?? '')?.[1] ?? ''}`.trim();
}

describe('the calendar page', () => {
  it('shows a year with its holidays, make-up days and where they come from', async () => {
    const { text } = await admin.get('/calendar?year=2026');
    expect(text.match(/<table class="month"/g)).toHaveLength(12);
    expect(signOf(text, '2026-10-01')).toBe('off 休');
    expect(signOf(text, '2026-10-10')).toBe('on 班');
    expect(signOf(text, '2026-10-17')).toBe('off');
    expect(signOf(text, '2026-12-29')).toBe('on unsettled');
    expect(text).toContain('国务院办公厅关于2026年部分节假日安排的通知');
    expect(text).toContain('248 天');
    expect((await admin.get('/calendar?year=2020')).text).toContain('取自数据包，未与通知核对');
  });

  it('says that a year is not loaded, whose dates are provisional', async () => {
    const { text } = await admin.get('/calendar?year=2027');
    expect(text).toContain('2027 年的放假安排还没有载入');
    expect(text).toContain('暂定');
    expect(signOf(text, '2027-03-01')).toBe('on unsettled');
  });

  it('is read by everyone and changed by the admin alone', async () => {
    for (const role of ['intake', 'officer', 'auditor'] as const) {
      const visitor = await office.visitor(`a-${role}`, role);
      const page = await visitor.get('/calendar');
      expect(page.status).toBe(200);
      expect(page.text).not.toContain('/calendar/load');
      for (const path of ['/calendar/load', '/calendar/days/new', '/calendar/days/2026-12-01/remove'])
        expect((await visitor.get(path)).status).toBe(403);
    }
  });
});

describe('the first page', () => {
  it('asks for the next year from 1 December on until it is loaded, with the way there', async () => {
    office.setNow('2026-11-30T23:50:00.000+08:00');
    const boss = await office.visitor('boss', 'admin');
    const li = await office.visitor('li', 'officer');
    expect((await boss.get('/')).text).not.toContain('年的放假安排还没有载入');
    office.setNow('2026-12-01T00:10:00.000+08:00');
    expect((await boss.get('/')).text).toContain('2027 年的放假安排还没有载入');
    expect((await boss.get('/')).text).toContain('href="/calendar/load?year=2027"');
    expect((await li.get('/')).text).toContain('由管理员载入');
    await boss.fillIn('/calendar/load', { year: '2027', notice: NOTICE, do: 'confirm' }, '/calendar/load');
    expect((await boss.get('/')).text).not.toContain('年的放假安排还没有载入');
  });
});

describe('a day of the office', () => {
  const day = { date: '2026-12-01', kind: 'holiday', cause: 'typhoon', reason: '台风停工' };

  it('is entered with its reason after the cases it moves were shown', async () => {
    await receive('开1', '2026-11-20');
    const shown = await admin.fillIn('/calendar/days/new', { ...day, do: 'preview' }, '/calendar/days');
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('1 件未结案件将改变期限');
    expect(shown.text).toContain('开1');
    expect(shown.text).toContain('2026-12-18');
    expect(shown.text).toContain('2026-12-21');
    expect((await admin.get('/calendar?year=2026')).text).toContain('2026 年没有特殊日');
    const saved = await admin.fillIn('/calendar/days/new', { ...day, do: 'confirm' }, '/calendar/days');
    expect(saved.location).toBe('/calendar?year=2026&redated=1');
    const page = (await admin.get(saved.location ?? '')).text;
    expect(page).toContain('1 件未结案件的期限已重算');
    expect(page).toContain('台风停工');
    expect(signOf(page, '2026-12-01')).toBe('off own 停');
    const history = (await admin.get('/applications/%E5%BC%801')).text;
    expect(history).toContain('因日历变动重算期限');
    expect(history).toContain('本机关工作日有变动');
  });

  it('is taken back with a reason', async () => {
    await admin.fillIn('/calendar/days/new', { ...day, do: 'confirm' }, '/calendar/days');
    const path = '/calendar/days/2026-12-01/remove';
    const without = await admin.fillIn(path, { do: 'confirm' });
    expect(without.status).toBe(422);
    expect(without.text).toContain('说明：此项必填');
    expect((await admin.fillIn(path, { reason: '误录', do: 'preview' })).status).toBe(200);
    expect((await admin.fillIn(path, { reason: '误录', do: 'confirm' })).status).toBe(303);
    expect((await admin.get('/calendar?year=2026')).text).toContain('2026 年没有特殊日');
    expect((await admin.get('/calendar/days/never/remove')).status).toBe(404);
  });

  it('that cannot be is turned back at its field, and what was typed is kept', async () => {
    const wrong = { ...day, date: '2026-10-01', reason: '我填的说明' };
    const back = await admin.fillIn('/calendar/days/new', { ...wrong, do: 'preview' }, '/calendar/days');
    expect(back.status).toBe(422);
    expect(back.text).toContain('href="#f-date"');
    expect(back.text).toContain('这一天本来就是这样，不必登记');
    expect(back.text).toContain('我填的说明');
  });

  it('is escaped wherever it is shown', async () => {
    await admin.fillIn(
      '/calendar/days/new',
      { ...day, reason: '<script>alert(1)</script>', do: 'confirm' },
      '/calendar/days',
    );
    expect((await admin.get('/calendar?year=2026')).text).not.toContain('<script>alert');
  });
});

describe('the arrangement of a year', () => {
  it('is pasted as published, shown as it was read, and dates the open cases anew', async () => {
    await receive('开1', '2026-11-20');
    await receive('开2', '2026-11-20');
    await record({ command: 'ExtendReply', case: '开2', on: '2026-11-23', ...EXTENSION });
    expect((await admin.get('/applications/%E5%BC%802')).text).toContain('2027-01-18（暂定）');
    const typed = { year: '2027', notice: NOTICE };
    const shown = await admin.fillIn('/calendar/load', { ...typed, do: 'preview' });
    expect(shown.text).toContain('1 件未结案件将改变期限');
    expect(shown.text).toContain('11 天：12月31日至1月3日、2月5日至11日');
    expect(shown.text).toContain('2 天：1月30日、2月14日');
    expect(shown.text).toContain('请核对是否读全');
    const saved = await admin.fillIn('/calendar/load', { ...typed, do: 'confirm' });
    expect(saved.location).toBe('/calendar?year=2027&redated=1');
    expect((await admin.get('/calendar?year=2027')).text).toContain('由本机关载入');
    expect((await admin.get('/applications/%E5%BC%802')).text).toContain('2027-01-19，还有');
    const again = await admin.fillIn('/calendar/load', { ...typed, do: 'preview' });
    expect(again.text).toContain('日历里已经是这样');
  });

  it('comes back to be edited with everything that was pasted', async () => {
    const back = await admin.fillIn('/calendar/load', { year: '2027', notice: NOTICE, do: 'edit' });
    expect(back.text).toContain('2月5日至11日放假调休');
  });

  it('that cannot be read is turned back with the words that are wrong', async () => {
    const wrong = (notice: string, year = '2027') =>
      admin.fillIn('/calendar/load', { year, notice, do: 'preview' });
    expect((await wrong('2月30日放假')).text).toContain('“2月30日”不是日期');
    expect((await wrong('另行通知')).text).toContain('没有读到放假的日期');
    expect((await wrong('2028年1月1日放假')).text).toContain('不属于这一年');
    expect((await wrong(NOTICE, '二七')).text).toContain('年度：应填数字');
  });

  it('may be a file in either encoding of the country', async () => {
    const utf8 = new File([NOTICE], 'a.txt');
    const gb = new File([new Uint8Array([0xb7, 0xc5, 0xbc, 0xd9])], 'b.txt');
    const readOf = (file: File, notice = '') => typedText({ notice, file }, 'notice', 'file');
    expect(await readOf(utf8)).toEqual({ text: NOTICE, fault: null });
    expect(await readOf(gb)).toEqual({ text: '放假', fault: null });
    expect(await readOf(new File([], ''), '放假')).toEqual({ text: '放假', fault: null });
    const picture = new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0xff])], 'c.png');
    expect(await readOf(picture, '放假')).toEqual({ text: '放假', fault: 'encoding' });
    const large = new File([new Uint8Array(1024 * 1024 + 1)], 'd.txt');
    expect(await readOf(large, '放假')).toEqual({ text: '放假', fault: 'tooLong' });
  });
});

describe('a dating that was interrupted', () => {
  it('is said on the page and taken up again from there', async () => {
    await receive('开1', '2026-11-20');
    office.setNow('2026-11-23T09:40:00.000+08:00');
    const { log, clock } = office.web.house;
    const fields = { command: 'AddExtraDay', date: '2026-12-01', kind: 'holiday', reason: '台风' };
    const actor = { user: 'chen', role: 'admin', via: 'form' } as const;
    await executeCommand({ log, clock }, { office: 'default', actor, fields });
    expect((await admin.get('/calendar')).text).toContain('还没有全部重算');
    const done = await admin.fillIn('/calendar', {}, '/calendar/redate');
    expect(done.location).toBe('/calendar?redated=1');
    expect((await admin.get('/calendar')).text).not.toContain('还没有全部重算');
  });
});
