import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { openWebOffice, unescaped, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let li: Visitor;
beforeEach(async () => {
  office = await openWebOffice(); // Monday 2026-11-23
  li = await office.visitor('li', 'officer');
});
afterEach(() => office.close());

async function carryOut(fields: Fields): Promise<void> {
  const actor = { user: 'li', role: 'officer', via: 'form' } as const;
  const done = await executeCommand(office.web.house, { office: 'default', actor, fields });
  if (!done.ok) throw new Error(`${done.code} ${JSON.stringify(fields)}`);
}

type Applied = {
  readonly on?: string;
  readonly name?: string;
  readonly subject?: string;
  readonly more?: object;
};
const apply = (
  number: string,
  { on = '2026-11-02', name = '张三', subject = '规划图', more }: Applied = {},
) =>
  carryOut({
    command: 'RegisterApplication',
    ...{ case: number, channel: 'inPerson', submittedOn: on, subject, ...more },
    applicant: { type: 'naturalPerson', name },
  });
const call = (number: string, texts: object, more: object = {}) =>
  carryOut({
    command: 'RegisterHotlineCase',
    ...{ case: number, at: '2026-11-20T09:30:00.000+08:00', source: '12345热线', type: 'complaint' },
    ...texts,
    ...more,
  });

const numbersIn = (text: string): string[] =>
  [...text.matchAll(/<th scope="row"[^>]*><a [^>]*>([^<]+)<\/a>/g)].map(([, number = '']) => number);
const captionIn = (text: string): string => /<caption>([^<]*)<\/caption>/.exec(text)?.[1] ?? '';
const linkIn = (text: string, rel: string): string =>
  unescaped(new RegExp(`href="([^"]+)" rel="${rel}"`).exec(text)?.[1] ?? '');

async function sheetAt(visitor: Visitor, path: string): Promise<unknown[][]> {
  const response = await office.app.request(path, {
    headers: { cookie: visitor.cookie(), host: 'localhost' },
  });
  expect(response.headers.get('content-disposition')).toMatch(/attachment; filename\*=UTF-8''.+\.xlsx$/);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(await response.arrayBuffer());
  const rows: unknown[][] = [];
  book.worksheets[0]?.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
  return rows;
}

describe('a list', () => {
  it('shows what each case is about and whose it is, the numbers in it masked', async () => {
    await apply('A1', { name: '李四', subject: '电话 13800001111 说的规划图，身份证 440301198505056664' });
    await call('H1', { caller: '王女士 13900002222', description: '噪声扰民，请回电 13900002222' });
    const applications = (await li.get('/applications')).text;
    expect(applications).toContain('李*');
    expect(applications).not.toContain('李四');
    expect(applications).toContain('电话 138****1111 说的规划图，身份证 440***********6664');
    const calls = (await li.get('/hotline')).text;
    expect(calls).toContain('王女士');
    expect(calls).toContain('噪声扰民，请回电 139****2222');
    for (const path of ['/worklist', '/hotline/queues?department=']) {
      const { text } = await li.get(path);
      expect([path, text.includes('噪声扰民'), /139\d{8}/.test(text)]).toEqual([path, true, false]);
    }
    const cell = await li.get('/tables/2026/cell?name=table3.newlyReceived.total');
    expect(cell.text).toContain('李*');
  });

  it.skipIf(process.env.ENGINE === 'dynamodb')(
    'says why the words of a case are not there when their key is destroyed',
    async () => {
      await apply('A1');
      const db = new DatabaseSync(join(office.folder, 'ledger.db'));
      db.exec("UPDATE data_keys SET wrapped = 'erased'");
      db.close();
      expect((await li.get('/applications')).text).toContain('（已按规定销毁）');
    },
  );

  it('says how many there are, which of them it shows, and leads on and back', async () => {
    for (let at = 0; at < 120; at += 1) await apply(`A${String(at).padStart(3, '0')}`);
    const first = (await li.get('/applications')).text;
    expect(captionIn(first)).toBe('依申请公开，共 120 件，第 1–50 件');
    const second = (await li.get(linkIn(first, 'next'))).text;
    const third = (await li.get(linkIn(second, 'next'))).text;
    expect(captionIn(third)).toBe('依申请公开，共 120 件，第 101–120 件');
    expect(linkIn(third, 'next')).toBe('');
    const back = (await li.get(linkIn(third, 'prev'))).text;
    expect([captionIn(back), numbersIn(back)]).toEqual([captionIn(second), numbersIn(second)]);
    expect(linkIn(back, 'prev')).toBe('/applications');
  });

  it('is ordered by its headings, both ways, and says by which', async () => {
    await apply('A1', { on: '2026-11-03' });
    await apply('A2', { on: '2026-11-02' });
    await apply('A3', { on: '2026-11-04' });
    await carryOut({ command: 'Reply', case: 'A3', on: '2026-11-09', outcome: 'disclosed' });
    const by = async (query: string) => numbersIn((await li.get(`/applications?${query}`)).text);
    expect(await by('')).toEqual(['A3', 'A1', 'A2']);
    expect(await by('sort=opened&order=asc')).toEqual(['A2', 'A1', 'A3']);
    expect(await by('sort=number')).toEqual(['A3', 'A2', 'A1']);
    expect(await by('sort=due&order=asc')).toEqual(['A2', 'A1']);
    expect(await by('sort=concluded')).toEqual(['A3']);
    const { text } = await li.get('/applications?sort=number&order=asc&status=open');
    expect(text).toMatch(/aria-sort="ascending"><a href="\/applications\?status=open&amp;sort=number">编号/);
    expect(await by('sort=nonsense&order=up')).toEqual(['A3', 'A1', 'A2']);
  });

  it('is narrowed by facts of its cases in the address, and counted', async () => {
    await apply('A1', { more: { channel: 'post' } });
    await apply('A2');
    await carryOut({ command: 'AssignCase', kind: 'application', case: 'A2', person: 'li' });
    const given = (await li.get('/applications?person=li')).text;
    expect([numbersIn(given), /<option value="li"/.test(given)]).toEqual([['A2'], true]);
    await call('H1', { description: '甲' }, { topic: '噪声' });
    await call('H2', { description: '乙' }, { topic: '占道' });
    const posted = (await li.get('/applications?channel=post')).text;
    expect([numbersIn(posted), captionIn(posted)]).toEqual([['A1'], '依申请公开，共 1 件']);
    expect(posted).toMatch(/<details class="more-filters" open/);
    expect(numbersIn((await li.get('/applications?channel=fax')).text)).toEqual([]);
    expect(numbersIn((await li.get(`/hotline?topic=${encodeURIComponent('占道')}`)).text)).toEqual(['H2']);
  });
});

describe('a list as a file', () => {
  it('holds all that is narrowed, says at its head who took what when, and runs nothing', async () => {
    for (let at = 0; at < 60; at += 1) await apply(`A${String(at).padStart(3, '0')}`);
    await apply('B1', { name: '=HYPERLINK("http://x")', subject: '@SUM(1+1)', more: { channel: 'post' } });
    const rows = await sheetAt(li, '/applications?number=A&as=xlsx');
    expect(rows.slice(0, 5)).toEqual([
      ['依申请公开'],
      ['本机关'],
      ['范围：编号以 A 开头'],
      ['共 60 件'],
      ['2026-11-23 09:30 由 li（承办）取出'],
    ]);
    expect(rows[5]).toEqual([
      ...['编号', '申请内容', '申请人', '收到日期', '申请人类型'],
      ...['状态', '承办人', '答复期限', '办结日期', '办理结果'],
    ]);
    expect(rows.slice(6)).toHaveLength(60);
    expect(rows[6]?.slice(0, 6)).toEqual(['A059', '规划图', '张*', '2026-11-02', '自然人', '办理中']);
    const [row] = (await sheetAt(li, '/applications?channel=post&as=xlsx')).slice(-1);
    expect(row?.slice(0, 3)).toEqual(['B1', '@SUM(1+1)', '=HYPERLINK("http://x")']);
    const csv = (await li.get('/applications?channel=post&as=csv')).text;
    expect(csv).toContain(`'@SUM(1+1)`);
    expect(csv).not.toMatch(/,=HYPERLINK/);
  });

  it('leaves an entry with how much it was, and no word of what it held', async () => {
    await apply('A1', { name: '李四' });
    await sheetAt(li, '/applications?number=A&as=xlsx');
    const [entry] = await office.audited({ what: 'exported' });
    expect(entry).toMatchObject({ details: { page: '/applications', rows: 1 }, who: 'li', role: 'officer' });
    expect(JSON.stringify([office.lines, entry])).not.toMatch(/李四|number=A/);
    expect(entry && (await office.web.house.audit.textsOf(entry))).toEqual({
      0: { words: 'number=A&as=xlsx' },
    });
  });

  it.each([
    ...['/applications', '/hotline', '/appeals', '/amendments', '/register/publications'],
    ...['/register/documents', '/register/decisions', '/register/fees', '/register/figures'],
    ...['/worklist', '/hotline/queues?department=', '/tables/2026/cell?name=table3.newlyReceived.total'],
    '/hotline/cases?cell=hotline.received&from=2026-01-01&to=2026-12-31',
  ])('of %s says in each column what the page says', async (path) => {
    await apply('A1');
    await call('H1', { caller: '王女士', description: '噪声' });
    await carryOut({
      command: 'OpenAppeal',
      case: 'F1',
      kind: 'review',
      on: '2026-11-10',
      application: 'A1',
    });
    await carryOut({
      command: 'RequestAmendment',
      ...{ case: 'G1', on: '2026-11-10', subject: '地址', description: '门牌有误', evidence: '房产证' },
      applicant: { type: 'naturalPerson', name: '王五' },
    });
    await carryOut({
      command: 'Publish',
      case: 'P1',
      publishedOn: '2026-11-10',
      medium: 'website',
      title: '通知',
    });
    await carryOut({
      command: 'IssueDocument',
      case: 'D1',
      kind: 'normativeDocument',
      issuedOn: '2026-11-10',
      title: '办法',
    });
    await carryOut({
      command: 'RecordDecision',
      case: 'X1',
      kind: 'licence',
      decidedOn: '2026-11-10',
      count: 3,
      refused: 0,
    });
    await carryOut({ command: 'RecordFee', case: 'S1', receivedOn: '2026-11-10', amount: 12.5 });
    await carryOut({
      command: 'RecordFigure',
      case: 'N1',
      recordedOn: '2026-11-10',
      name: '培训',
      count: 2,
      unit: '场',
    });
    const { text } = await li.get(path);
    const table = /<tbody>(.*?)<\/tbody>/s.exec(text)?.[1] ?? '';
    const shown = [...table.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map(([, cell = '']) =>
      unescaped(cell.replaceAll(/<[^>]+>/g, '')).trim(),
    );
    const rows = await sheetAt(li, `${path}${path.includes('?') ? '&' : '?'}as=xlsx`);
    const held = rows
      .slice(6)
      .flat()
      .map((cell) => String(cell ?? ''));
    expect(shown.filter((cell) => cell !== '').sort()).toEqual(held.filter((cell) => cell !== '').sort());
    expect(shown.length).toBeGreaterThan(2);
    const paper = await li.get(`${path}${path.includes('?') ? '&' : '?'}as=print`);
    expect(paper.text).toContain('由 li（承办）取出');
    expect(/<tbody>.*<\/tbody>/s.exec(paper.text)?.[0]).not.toContain('<a ');
  });
});

describe('a saved list', () => {
  const form = { path: '/applications', query: 'status=open&channel=post' };

  it('stands above the list of who saved it until it is deleted', async () => {
    const { text } = await li.get('/applications?status=open&channel=post');
    expect(text).toContain('保存这个筛选');
    const saved = await li.fillIn(`/applications?${form.query}`, { name: '邮寄在办' }, '/saved-lists');
    expect([saved.status, saved.location]).toEqual([303, `/applications?${form.query}`]);
    const link = '<a href="/applications?status=open&amp;channel=post"';
    expect((await li.get('/applications')).text).toContain(`${link}>邮寄在办</a>`);
    expect((await li.get(`/applications?${form.query}`)).text).toContain(`${link} aria-current="page">`);
    expect((await li.get('/hotline')).text).not.toContain('邮寄在办');
    expect((await (await office.visitor('wang', 'auditor')).get('/applications')).text).not.toContain(
      '邮寄在办',
    );
    const gone = await li.fillIn(`/applications?${form.query}`, {}, '/saved-lists/delete');
    expect([gone.status, gone.location]).toEqual([303, '/applications']);
    expect((await li.get('/applications')).text).not.toContain('邮寄在办');
  });

  it('without a name, with a long one, or one too many is turned back at the field', async () => {
    const save = (name: string) => li.fillIn(`/applications?${form.query}`, { name }, '/saved-lists');
    const none = await save(' ');
    expect([none.status, none.text.includes('data-code="required"')]).toEqual([422, true]);
    const long = await save('很'.repeat(21));
    expect([
      long.status,
      long.text.includes('data-code="tooLong"'),
      long.text.includes('很'.repeat(21)),
    ]).toEqual([422, true, true]);
    for (let at = 0; at < 20; at += 1)
      await office.web.accounts.saveList('li', {
        path: '/applications',
        name: `第${at}`,
        query: `number=${at}`,
      });
    expect((await save('再一个')).text).toContain('data-code="tooMany"');
  });

  it('leads nowhere but to a list of ours', async () => {
    const hidden = { ...(await hiddenOf()), name: '外面' };
    for (const path of ['//evil.example', 'https://evil.example', '/\\evil.example', 'applications']) {
      const answer = await li.post('/saved-lists', { ...hidden, path });
      expect([path, answer.status, answer.location]).toEqual([path, 422, null]);
    }
    await li.post('/saved-lists', { ...hidden, query: 'status=open&after=x&as=xlsx' });
    expect(await office.web.accounts.savedLists('li', '/applications')).toEqual([
      { path: '/applications', name: '外面', query: 'status=open' },
    ]);
  });

  async function hiddenOf(): Promise<Record<string, string>> {
    const { text } = await li.get(`/applications?${form.query}`);
    const csrf = /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
    return { ...form, csrf };
  }
});

it('years are offered from the first case of the office on, and none that is to come', async () => {
  await carryOut({
    command: 'IssueDocument',
    ...{ case: '甲〔2019〕1号', kind: 'normativeDocument', issuedOn: '2019-05-10', title: '办法' },
  });
  await call('H1', { description: '噪声' }, { at: '2025-12-31T17:00:00.000+08:00' });
  const yearsOn = async (path: string): Promise<string[]> => [
    ...new Set((await li.get(path)).text.match(/\b20(?:1[0-9]|2[0-9])年/g)),
  ];
  expect((await yearsOn('/reports')).sort()).toEqual(['2025年', '2026年']);
  expect((await yearsOn('/tables/2026')).filter((year) => year < '2024年')).toEqual([]);
  const { text } = await li.get('/hotline/figures');
  expect([...text.matchAll(/<option value="(\d{4})"/g)].map(([, year]) => year)).toEqual(['2026', '2025']);
});
