import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let chen: Visitor;
beforeEach(async () => {
  office = await openWebOffice();
  chen = await office.visitor('chen', 'officer');
});
afterEach(() => office.close());

const CALL = { type: 'complaint', source: '12345热线', at: '2026-11-23T09:20', do: 'next' };
const log = (more: Record<string, string> = {}) =>
  chen.fillIn('/hotline/new', { ...CALL, ...more }, '/hotline');
const NUMBER = 'RX2026-0000001';
const take = (command: string, fields: Record<string, string>) =>
  chen.fillIn(`/hotline/${NUMBER}/steps/${command}`, fields);
const told = async (path = `/hotline/${NUMBER}`) =>
  (await chen.get(path)).text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('the time of day', () => {
  it('stands beside each step of the history, and now is offered for the next', async () => {
    await log({ ending: 'dispatched', department: '水务局' });
    await take('ReplyToCaller', { at: '2026-11-23T09:28', text: '已疏通' });
    const page = await told();
    expect(page).toContain('登记工单 2026-11-23 09:20');
    expect(page).toContain('派发承办单位 2026-11-23 09:20');
    expect(page).toContain('答复诉求人 2026-11-23 09:28');
    const form = (await chen.get(`/hotline/${NUMBER}/steps/CloseHotlineCase`)).text;
    expect(form).toMatch(/name="at"[^>]*value="2026-11-23[T ]09:30"/);
  });

  it('runs against a limit in hours, to the minute, until the case is closed', async () => {
    await chen.fillIn('/hotline/lists', {
      ...{ list: 'types', label: '投诉', hours: '24', on: '2026-11-23', do: 'set' },
    });
    await log({ ending: 'dispatched', department: '水务局' });
    expect(await told()).toContain(
      '自 2026-11-23 09:20 起算 24 小时，至 2026-11-24 09:20 止，已用 10 分，还有 23 小时 50 分',
    );
    office.setNow('2026-11-24T07:00:00.000+08:00');
    chen = await office.visitor('chen2', 'officer');
    expect(await told('/hotline/queues?department=水务局')).toContain('还有 2 小时');
    office.setNow('2026-11-24T11:25:00.000+08:00');
    chen = await office.visitor('chen3', 'officer');
    expect(await told()).toContain('已用 26 小时 5 分，已超过 2 小时 5 分');
    expect(await told('/hotline/queues?department=水务局')).toContain('已超期 3 小时');
    await take('ReplyToCaller', { at: '2026-11-24T11:00' });
    await take('CloseHotlineCase', { at: '2026-11-24T11:20' });
    const closed = await told();
    expect(closed).toContain('共用 26 小时');
    expect(closed).not.toContain('还有');
  });
});

describe('what was said', () => {
  it('is asked for at each step and shown in the history', async () => {
    await log({ ending: 'dispatched', department: '水务局', subdistrict: '龙城街道', address: '云天路8号' });
    await take('RecordDepartmentReply', { at: '2026-11-23T09:25', text: '管网已疏通' });
    expect(await told()).toContain('承办单位已答复，待答复诉求人');
    await take('ReplyToCaller', { at: '2026-11-23T09:27', text: '积水已排除' });
    await take('CloseHotlineCase', { at: '2026-11-23T09:28', text: '疏通管网三十米' });
    await take('RecordFollowUp', { at: '2026-11-23T09:29', satisfaction: 'satisfied', text: '很快' });
    const page = await told();
    for (const words of ['管网已疏通', '积水已排除', '疏通管网三十米', '很快', '龙城街道', '云天路8号'])
      expect(page).toContain(words);
  });

  it('of a telephone in an address is half hidden like any other', async () => {
    await log({ ending: 'accepted', address: '云天路8号，到了打13800001111' });
    expect(await told()).toContain('到了打138****1111');
    expect(await told(await chen.revealed(`/hotline/${NUMBER}`))).toContain('到了打13800001111');
  });
});
