/** The one box: what a person types on any page, what comes back, and what is left of it in addresses and logs. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { hiddenFields, openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let clerk: Visitor;
const LI = { user: 'li', role: 'officer', via: 'cli' } as const;
const AT = { channel: 'post', submittedOn: '2026-11-02', signedForOn: '2026-11-02' } as const;
const record = async (fields: Fields): Promise<void> => {
  const done = await executeCommand(office.web.house, { office: 'default', actor: LI, fields });
  expect(done.ok ? '' : JSON.stringify(done)).toBe('');
};
const register = (number: string, name: string, more: Fields) =>
  record({
    ...{ command: 'RegisterApplication', case: number, ...AT },
    applicant: { type: 'naturalPerson', name },
    ...more,
  });
/** As the form of any page sends it; the page it leads to. */
const search = async (q: string, from = '/') => {
  const hidden = hiddenFields((await clerk.get(from)).text, '/search');
  const sent = await clerk.post('/search', { ...hidden, q });
  return { ...sent, page: await clerk.get(sent.location ?? '/') };
};
const live = async (q: string) => {
  const hidden = hiddenFields((await clerk.get('/')).text, '/search');
  return JSON.parse((await clerk.post('/search/live', { ...hidden, q })).text);
};

beforeAll(async () => {
  office = await openWebOffice();
  clerk = await office.visitor('li', 'intake');
  const zhang = { identity: '11010519491231002X', contact: '13812345678' };
  await register('SQ2026-0000001', '张三丰', {
    applicant: { type: 'naturalPerson', name: '张三丰', ...zhang },
    ...{ subject: '征地批复', description: '联系 13977778888 或来电' },
  });
  for (let n = 2; n <= 12; n += 1)
    await register(`SQ2026-00000${String(n).padStart(2, '0')}`, `李四${n}`, { subject: `第${n}年预算<b>` });
  await record({
    ...{ command: 'RegisterHotlineCase', case: 'RX-1', at: '2026-11-03T09:00:00+08:00' },
    ...{ source: '12345热线', type: '投诉', caller: '王女士 13900001111', description: '夜间施工' },
  });
});
afterAll(() => office.close());

describe('the search box', () => {
  it('stands on every page, and leads to what is found by name, telephone and word', async () => {
    for (const from of ['/', '/worklist', '/help', '/search'])
      expect((await clerk.get(from)).text).toContain('action="/search"');
    for (const q of ['张三丰', '征地', '138 1234 5678', '11010519491231002X'])
      expect((await search(q)).page.text).toContain('SQ2026-0000001</a>');
    expect((await search('13900001111')).page.text).toContain('RX-1</a>');
    expect((await search('查无此人')).page.text).toContain('没有找到');
  });

  it('goes straight to the case whose number was typed', async () => {
    expect((await search(' SQ2026-0000002 ')).location).toBe('/applications/SQ2026-0000002');
    expect((await search('ＲX-１')).location).toBe('/hotline/RX-1');
  });

  it('leaves nothing of a name in addresses or in the log of requests', async () => {
    const { location, status } = await search('张三丰');
    expect([status, decodeURIComponent(location ?? '')]).toEqual([303, expect.not.stringContaining('张')]);
    const typed = await clerk.get('/search?q=%E5%BC%A0%E4%B8%89%E4%B8%B0');
    expect([typed.status, typed.location]).toEqual([303, expect.stringMatching(/^\/search\?s=/)]);
    await live('张三丰');
    expect(JSON.stringify(office.lines)).not.toMatch(/张|%E5%BC%A0/);
  });

  it('shows no telephone, not in the subject and not where the words stand', async () => {
    const { text } = (await search('来电')).page;
    expect(text).toContain('<mark>来电</mark>');
    expect(text).toContain('139****8888');
    expect(text).not.toMatch(/1397777|13812345678|11010519/);
    expect((await search('13900001111')).page.text.replace(/value="[^"]*"|<h1>.*?<\/h1>/g, '')).not.toContain(
      '13900001111',
    );
  });

  it('groups by kind, and a kind has its pages', async () => {
    const first = (await search('预算')).page.text;
    const more = /href="([^"]*)">更多依申请公开/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const all = (await clerk.get(more)).text;
    const numbers = [...all.matchAll(/>(SQ2026-\d{7})<\/a>/g)].map(([, number]) => number);
    expect(numbers).toHaveLength(11);
    expect([first.match(/>SQ2026-\d{7}<\/a>/g)?.length, first.includes('&lt;b&gt;')]).toEqual([8, true]);
    const beginning = (await clerk.get(`${more}&after=nowhere`)).location;
    expect((await clerk.get(beginning ?? '')).text).toContain('SQ2026-0000012');
  });

  it('answers while typing with what a page would show', async () => {
    const { items, said } = await live('三丰');
    expect(items).toEqual([
      {
        href: '/applications/SQ2026-0000001',
        head: 'SQ2026-0000001 张**',
        text: '征地批复',
        tag: '依申请公开 办理中',
      },
    ]);
    expect(said).toContain('找到 1 件');
    expect((await live('无')).items).toEqual([]);
  });

  it('answers programs alike, page by page of a kind, and with no telephone', async () => {
    const headers = { authorization: `Bearer ${await office.token('auditor')}` };
    const ask = async (query: string) => {
      const answer = await office.app.request(`/api/v1/search?${query}`, { headers });
      return { status: answer.status, ...(await answer.json()) };
    };
    const zhang = await ask('q=13812345678');
    expect(zhang).toMatchObject({ status: 200, next: null, behind: 0 });
    expect(zhang.items).toEqual([
      {
        ...{ case: 'SQ2026-0000001', kind: 'application', subject: '征地批复', person: '张**' },
        ...{ status: 'open', openedOn: '2026-11-02', dueOn: '2026-11-30' },
      },
    ]);
    const first = await ask('q=预算&kind=application&limit=6');
    const rest = await ask(`q=预算&kind=application&limit=6&after=${encodeURIComponent(first.next)}`);
    expect([first.items.length, rest.items.length, rest.next]).toEqual([6, 5, null]);
    expect([(await ask('q=')).status, (await ask('q=预算&kind=application&after=x')).code]).toEqual([
      422,
      'badPlace',
    ]);
    const document = await office.app.request('/api/v1/openapi.json', { headers });
    expect((await document.json()).paths['/api/v1/search'].get.parameters).toHaveLength(5);
  });

  it('is closed to whoever is not signed in, or sends a form that is not ours', async () => {
    expect((await clerk.post('/search/live', { q: '张三丰' })).status).toBe(403);
    const stranger = await office.app.request('/search', { headers: { host: 'localhost' } });
    expect(stranger.headers.get('location')).toContain('/sign-in');
    expect((await clerk.get('/search?s=made-up.by.hand')).text).toContain('在页面上方输入');
  });

  it('says how calls are found, until the office has them found by their words', async () => {
    expect((await search('夜间施工')).page.text).toMatch(/没有找到[\s\S]*政策设置/);
    await record({ command: 'SetPolicy', policy: 'hotlineSearch', value: 'texts' });
    await office.web.house.rebuild();
    const { text } = (await search('夜间施工')).page;
    expect([text.includes('RX-1</a>'), text.includes('政策设置”中开启')]).toEqual([true, false]);
  });
});
