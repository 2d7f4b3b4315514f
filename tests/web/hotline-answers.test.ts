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
const template = (fields: Record<string, string>) =>
  chen.fillIn('/hotline/answers', { do: 'set', ...fields });
const change = (fields: Record<string, string>) =>
  chen.fillIn('/hotline/lists', { list: 'topics', on: '2026-11-23', do: 'set', ...fields });

describe('an answer template', () => {
  beforeEach(() =>
    template({ name: '积水', text: '您反映的{编号}，{承办单位}已于{日期}排除积水。', topic: '道路积水' }),
  );

  it('fills the answer that was left empty, with the case in its places', async () => {
    await log({ ending: 'dispatched', department: '水务局', topic: '道路积水' });
    const form = (await chen.get(`/hotline/${NUMBER}/steps/ReplyToCaller`)).text;
    const filled = `您反映的${NUMBER}，水务局已于2026-11-23排除积水。`;
    expect(form).toContain(`data-inserts="${filled}"`);
    await take('ReplyToCaller', { template: '积水', text: '', at: '2026-11-23T09:25' });
    expect((await chen.get(`/hotline/${NUMBER}`)).text).toContain(filled);
  });

  it('leaves what was typed, and is not offered where it does not belong', async () => {
    await log({ ending: 'dispatched', department: '水务局', topic: '道路积水' });
    await take('ReplyToCaller', { template: '积水', text: '自己写的', at: '2026-11-23T09:25' });
    const { text } = await chen.get(`/hotline/${NUMBER}`);
    expect(text).toContain('自己写的');
    expect(text).not.toContain('排除积水');
    await log({ ending: 'dispatched', department: '水务局', topic: '噪声' });
    const other = (await chen.get('/hotline/RX2026-0000002/steps/ReplyToCaller')).text;
    expect(other).not.toContain('积水');
    expect(other).not.toContain('答复模板');
  });

  it('is changed, renamed and deleted on its page, and by officers alone', async () => {
    expect((await chen.get('/hotline/answers?name=积水')).text).toContain('修改“积水”');
    await template({ was: '积水', name: '排涝', text: '已排涝', type: '', topic: '' });
    const list = (await chen.get('/hotline/answers')).text;
    expect(list).toContain('已排涝');
    expect(list).not.toContain('积水');
    expect((await template({ name: '空', text: ' ' })).text).toContain('答复内容：此项必填');
    await template({ was: '排涝', name: '排涝', text: '已排涝', do: 'end' });
    expect((await chen.get('/hotline/answers')).text).toContain('还没有模板');
    const wu = await office.visitor('wu', 'intake');
    expect((await wu.get('/hotline/answers')).text).not.toContain('增加模板');
  });
});

describe('the lists', () => {
  it('open a form with the entry in it, which is changed under another name', async () => {
    await change({ label: '道路积水' });
    const row = (await chen.get('/hotline/lists')).text;
    const href = /href="(\/hotline\/lists\?list=topics&amp;label=[^"#]+)#topics"/.exec(row)?.[1] ?? '';
    const form = (await chen.get(href.replaceAll('&amp;', '&'))).text;
    expect(form).toMatch(/name="was" value="道路积水"/);
    expect(form).toContain('保存修改');
    expect((await change({ was: '道路积水', label: '内涝', do: 'change' })).status).toBe(303);
    const offered = (await chen.get('/hotline/new')).text;
    expect(offered).toContain('<option value="内涝"');
    expect(offered).not.toContain('<option value="道路积水"');
  });

  it('change a limit without the name being typed again', async () => {
    const form = (await chen.get('/hotline/lists?list=types&label=投诉')).text;
    expect(form).toMatch(/name="workingDays"[^>]*value="15"/);
    await change({ list: 'types', was: '投诉', label: '投诉', workingDays: '7', do: 'change' });
    expect((await chen.get('/hotline/lists')).text).toContain('7 个工作日');
  });

  it('end nothing without a name', async () => {
    const page = (await chen.get('/hotline/lists')).text;
    expect(page).not.toContain('value="end"');
    const { status, text } = await change({ label: '', do: 'end' });
    expect(status).toBe(422);
    expect(text).toContain('名称：此项必填');
  });

  it('take many names at once, each line one, and the same again changes nothing', async () => {
    const labels = '龙城街道\r\n 龙岗街道 \r\n\r\n坂田街道\r\n龙城街道';
    expect((await change({ list: 'subdistricts', labels, do: 'many' })).status).toBe(303);
    expect((await change({ list: 'subdistricts', labels, do: 'many' })).status).toBe(303);
    const { text } = await chen.get('/hotline/new');
    // those of the call; the panel beside it looks for earlier ones by the same list
    const [, form = ''] = /<datalist id="list-subdistrict"[^>]*>(.*?)<\/datalist>/s.exec(text) ?? [];
    for (const name of ['龙城街道', '龙岗街道', '坂田街道'])
      expect(form.match(new RegExp(`<option value="${name}"`, 'g'))).toHaveLength(1);
  });

  it('say which of many names cannot stand, and keep all that was pasted', async () => {
    const labels = `龙城街道\n${'长'.repeat(101)}`;
    const { status, text } = await change({ list: 'subdistricts', labels, do: 'many' });
    expect(status).toBe(422);
    expect(text).toContain('文字过长');
    expect(text).toContain('龙城街道\n长长');
  });
});
