import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let chen: Visitor;
beforeEach(async () => {
  office = await openWebOffice();
  chen = await office.visitor('chen', 'officer');
  await log({ ending: 'dispatched', department: '水务局', description: '门口积水' });
});
afterEach(() => office.close());

const CALL = {
  type: 'complaint',
  source: '12345热线',
  at: '2026-11-23T09:20',
  topic: '道路积水',
  subdistrict: '龙城街道',
  contact: '138-0000-1111',
  caller: '王女士',
  do: 'next',
};
const log = (more: Record<string, string> = {}) =>
  chen.fillIn('/hotline/new', { ...CALL, ...more }, '/hotline');
/** As the script of the page does. */
async function looking(who: Visitor, typed: Record<string, string>) {
  const csrf = /name="csrf" value="([^"]+)"/.exec((await who.get('/hotline')).text)?.[1] ?? '';
  return who.post('/cases/earlier', { csrf, kind: 'hotline', form: 'call', ...typed });
}
const FIRST = 'RX2026-0000001';
const told = (text: string) => text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('who calls again', () => {
  it('is known by the telephone that the telephone system brings', async () => {
    const { text } = await chen.get('/hotline/new?phone=13800001111');
    expect(text).toMatch(/name="contact"[^>]*value="13800001111"/);
    const page = told(text);
    expect(page).toContain('这个电话以前有 1 件');
    expect(page).toContain(`${FIRST} 2026-11-23 办理中`);
    expect(page).toContain('门口积水');
    expect(page).toContain('王女士 · 水务局 · 期限 2026-12-14');
    expect(text).toMatch(/type="radio"[^>]*name="type"[^>]*autofocus|autofocus[^>]*name="type"/);
  });

  it('is looked up while the rest is typed, as a part of a page', async () => {
    const look = async (typed: Record<string, string>) => (await looking(chen, typed)).text;
    const found = await look({ phone: '13800001111' });
    expect(found).not.toContain('<html');
    expect(found).toContain(`href="/hotline/${FIRST}"`);
    expect(await look({ phone: '1380000' })).toContain('以前没有记录');
    expect(await look({ phone: '138' })).toBe('');
    expect(await look({ name: '王女士' })).toContain(FIRST);
  });

  it('is looked up without script by a button of the form, which keeps what was typed', async () => {
    const { status, text } = await log({ do: 'look', description: '又淹了', type: 'report' });
    expect(status).toBe(200);
    expect(text).toContain(FIRST);
    expect(text).toContain('>又淹了</textarea>');
    expect(text).toMatch(/value="report"[^>]*checked/);
    expect((await chen.get('/hotline')).text).not.toContain('RX2026-0000002');
  });

  it('is registered with one click as calling again, and merged into the earlier case', async () => {
    const again = { contact: '13800001111', type: '', topic: '', subdistrict: '', do: `again:${FIRST}` };
    const { location } = await log({ ...again, description: '三天了还没人来' });
    const banner = told((await chen.get(location ?? '')).text);
    expect(banner).toContain(`已登记 RX2026-0000002 ，并入 ${FIRST}`);
    const second = told((await chen.get('/hotline/RX2026-0000002')).text);
    for (const words of ['已并案', '道路积水', '龙城街道', '三天了还没人来']) expect(second).toContain(words);
    const first = told((await chen.get(`/hotline/${FIRST}`)).text);
    expect(first).toContain('重复来电 1 次');
    expect(first).toContain('RX2026-0000002 2026-11-23 三天了还没人来');
  });

  it('about a case that is there no more is told so, and nothing is lost', async () => {
    const { status, text } = await log({ do: 'again:RX2026-0000099', description: '又淹了' });
    expect(status).toBe(422);
    expect(text).toContain('没有这个编号');
    expect(text).toContain('>又淹了</textarea>');
    expect((await chen.get('/hotline')).text).not.toContain('RX2026-0000002');
  });

  it('is nobody whom those who register nothing may look up', async () => {
    const auditor = await office.visitor('shen', 'auditor');
    expect((await looking(auditor, { phone: '13800001111' })).status).toBe(403);
  });
});

describe('a call answered at once', () => {
  beforeEach(() =>
    chen.fillIn('/hotline/answers', { name: '社保', text: '{编号}：请拨{电话}。{日期}', do: 'set' }),
  );

  it('keeps what was told, with its own number in the template', async () => {
    await log({ type: 'consultation', ending: 'answered', template: '社保', text: '', contact: '' });
    const { text } = await chen.get('/hotline/RX2026-0000002');
    expect(text).toContain('RX2026-0000002：请拨{电话}。2026-11-23');
  });

  it('has no answer where it was not answered, whatever was chosen before', async () => {
    await log({ ending: 'accepted', template: '社保', text: '', contact: '' });
    expect((await chen.get('/hotline/RX2026-0000002')).text).not.toContain('请拨');
  });
});

describe('who calls without a number', () => {
  const seek = async (typed: Record<string, string>, form = 'call') => {
    const csrf = /name="csrf" value="([^"]+)"/.exec((await chen.get('/hotline')).text)?.[1] ?? '';
    return (await chen.post('/hotline/seek', { csrf, form, ...typed })).text;
  };
  beforeEach(async () => {
    await log({
      contact: '',
      caller: '赵先生',
      description: '路灯不亮',
      address: '人民路12号',
      subdistrict: '布吉街道',
    });
  });
  const SECOND = 'RX2026-0000002';

  it('is found by name, address, words, sub-district and day, whatever is indexed', async () => {
    for (const words of ['赵先生', '人民路', '路灯 人民路', '路灯 布吉街道']) {
      const found = await seek({ words });
      expect([words, found.includes(SECOND), found.includes(FIRST)]).toEqual([words, true, false]);
    }
    expect(await seek({ place: '龙城街道' })).toContain(FIRST);
    expect(await seek({ place: '龙城街道', words: '路灯' })).toContain('没有这样的来电');
    expect(await seek({ day: '今天' })).toMatch(new RegExp(`${SECOND}.*${FIRST}`, 's'));
    expect(await seek({ day: '昨天' })).toContain('没有这样的来电');
    expect(await seek({ day: '某日' })).toContain('日期写成');
    expect(await seek({})).toBe('');
  });

  it('is told where the case stands, masked, and may be registered as calling again', async () => {
    const found = await seek({ words: '路灯' });
    expect(told(found)).toContain(`${SECOND} 2026-11-23 办理中`);
    expect(found).toContain(`value="again:${SECOND}"`);
    expect(await seek({ words: '路灯', day: '11.23' })).toContain(SECOND);
  });

  it('is a page of its own without script, and never in an address', async () => {
    const page = await seek({ words: '路灯' }, '');
    expect(page).toContain('<h1>找以前的来电</h1>');
    expect(page).not.toContain('again:');
    expect((await chen.get('/hotline/new')).text).toContain('action="/hotline/seek"');
  });

  it('is no business of an auditor, and what was looked for is kept sealed', async () => {
    const auditor = await office.visitor('sun', 'auditor');
    expect((await auditor.post('/hotline/seek', { words: '路灯' })).status).toBe(403);
  });
});
