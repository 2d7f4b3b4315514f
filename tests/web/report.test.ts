import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readZip } from '#shared/documents/zip.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import type { Row } from '#shared/kernel/kind.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import { addOffice } from '#shared/ledger/office-tree.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import { readyToSign } from '../support/ready-to-sign.ts';
import { hiddenFields, openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

/** An office on 23 November 2026, its year 2025 over: one application answered, one carried forward. */
let office: WebOffice;
let li: Visitor;
let wang: Visitor;
const LI = { user: 'li', role: 'officer', via: 'cli' } as const;

async function record(kind: CaseKind, row: Row, into = 'default'): Promise<void> {
  const room = KINDS.get(kind);
  if (room === undefined) throw new Error(`no room ${kind}`);
  const job = rowJob(room, { office: into, number: String(row.number), actor: LI }, row);
  const [outcome] = await office.web.house.log.write([job]);
  if (!outcome?.ok || outcome.value.outcome !== 'recorded') throw new Error(JSON.stringify(outcome));
}
const application = (number: string, rest: object = {}): Row => ({
  number,
  receivedOn: '2025-03-03',
  applicantType: 'naturalPerson',
  subject: '材料',
  ...rest,
});
const answered = { outcome: 'disclosed', decidedOn: '2025-03-20' };
async function close(visitor: Visitor, query = '', reason?: string) {
  const address = `/reports/2025/sign${query}`;
  const hidden = hiddenFields((await visitor.get(address)).text, address);
  return visitor.post(address, { ...hidden, approvedBy: '王局长', ...(reason && { reason }) });
}
/** A minute later: what is recorded now is recorded after what was signed. */
const later = () => office.setNow('2026-11-23T09:31:00.000+08:00');

beforeEach(async () => {
  office = await openWebOffice();
  await readyToSign(office.web.house);
  li = await office.visitor('li', 'officer');
  wang = await office.visitor('wang', 'admin');
  await record('application', application('A-1', answered));
  await record('application', application('A-2', { receivedOn: '2025-12-30' }));
});
afterEach(() => office.close());

describe('the report of a year on its pages', () => {
  it('says how it stands, and leads from every figure to its cases', async () => {
    const { text } = await li.get('/reports/2025');
    expect(text).toContain('未定稿');
    expect(text).toContain('检查能否定稿');
    const sheet = (await li.get('/reports/2025/sheet')).text;
    expect(sheet).toContain('data-cell="table3.newlyReceived.total"');
    const link = /data-cell="table3.newlyReceived.total"><a href="([^"]+)"/.exec(sheet)?.[1] ?? '';
    const behind = (await li.get(link.replaceAll('&amp;', '&'))).text;
    for (const number of ['A-1', 'A-2']) expect(behind).toContain(`/applications/${number}`);
  });

  it('is downloaded in every format', async () => {
    for (const format of ['json', 'html', 'csv', 'docx', 'xlsx']) {
      const answer = await office.app.request(`/reports/2025/download/${format}`, await asBrowser(li));
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-disposition')).toContain(`.${format}`);
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(1000);
    }
    expect((await li.get('/reports/2025/download/exe')).status).toBe(404);
  });

  it('is shown as it was known at an instant', async () => {
    office.setNow('2026-11-24T09:30:00.000+08:00');
    await record('application', application('A-3', answered));
    const fresh = await office.visitor('zhang', 'auditor');
    const then = (await fresh.get('/reports/2025/sheet?at=2026-11-23T20:00')).text;
    expect(then).toContain('按 2026-11-23 20:00 以前已经录入的内容');
    expect(then).toMatch(/data-cell="table3.newlyReceived.total">(?:<a[^>]*>)?2</);
    const now = (await fresh.get('/reports/2025/sheet')).text;
    expect(now).toMatch(/data-cell="table3.newlyReceived.total">(?:<a[^>]*>)?3</);
  });

  it.each(['/reports/0025', '/reports/x/sheet', '/reports/2025/sections/7', '/reports/2025/sheet?version=9'])(
    '%s is nowhere',
    async (path) => {
      expect((await li.get(path)).status).toBe(404);
    },
  );
});

describe('writing the paragraphs of a year', () => {
  const path = '/reports/2025/sections/5';

  it('puts the figures in; what was typed is kept with the year', async () => {
    const saved = await li.fillIn(path, { text: '全年新收{{新收申请}}件。\r\n下一步改进。', do: 'save' });
    expect(saved.status).toBe(303);
    expect((await li.get('/reports/2025/sheet')).text).toContain('<p>全年新收2件。</p><p>下一步改进。</p>');
    await record('application', application('A-3', answered));
    expect((await li.get('/reports/2025/sheet')).text).toContain('全年新收3件。');
    expect((await li.get(path)).text).toContain('全年新收{{新收申请}}件。');
  });

  it('shows before saving how it will read, and what is a figure', async () => {
    const shown = await li.fillIn(path, { text: '新收{{新收申请}}件', do: 'preview' });
    expect(shown.status).toBe(200);
    expect(shown.text).toMatch(/新收<mark title="新收申请">2<\/mark>件/);
    expect((await li.get('/reports/2025/sheet')).text).not.toContain('新收2件</p>');
  });

  it('refuses a name that no figure has, at the field, and keeps what was typed', async () => {
    const turned = await li.fillIn(path, { text: '新收{{申请新收}}件<b>', do: 'save' });
    expect(turned.status).toBe(422);
    expect(turned.text).toContain('没有“申请新收”这个数据');
    expect(turned.text).toContain('新收{{申请新收}}件&lt;b&gt;</textarea>');
  });

  it('a number typed by hand that the tables do not hold stops the signing', async () => {
    await li.fillIn('/reports/2025/sections/1', { text: '本年新收政府信息公开申请5件。', do: 'save' });
    expect((await li.get('/reports/2025')).text).toContain('文字中的数字应与表格一致');
    const turned = await close(wang);
    expect(turned.status).toBe(422);
    expect(turned.text).toContain('勾稽关系不符');
    expect(turned.text).toContain('K7');
  });

  it('goes back to the template, and a template holds for the next year', async () => {
    await li.fillIn(path, { text: '本年文字。', do: 'save' });
    await li.fillIn(path, { text: '本机关的模板。', do: 'template' });
    expect((await li.get('/reports/2025/sheet')).text).toContain('本年文字。');
    expect((await li.get('/reports/2026/sheet')).text).toContain('本机关的模板。');
    await li.fillIn(path, { text: '', do: 'reset' });
    expect((await li.get('/reports/2025/sheet')).text).toContain('本机关的模板。');
  });

  it('tells who wrote at the same time, and loses neither text', async () => {
    const { text } = await li.get(path);
    const hidden = Object.fromEntries(
      [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
        name,
        value,
      ]),
    ) as Record<string, string>;
    await wang.fillIn(path, { text: '王的文字。', do: 'save' });
    const late = await li.post(path, { ...hidden, text: '李的文字。', do: 'save' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('李的文字。</textarea>');
    expect((await li.get('/reports/2025/sheet')).text).toContain('王的文字。');
  });

  it('shows last year beside it once that was signed', async () => {
    await li.fillIn(path, { text: '二〇二五年的问题。', do: 'save' });
    await close(wang);
    expect((await li.get('/reports/2026/sections/5')).text).toContain('二〇二五年的问题。');
  });
});

describe('signing on the pages', () => {
  it('is the administrator’s: an officer neither sees nor sends the form', async () => {
    expect((await li.get('/reports/2025')).text).not.toContain('/reports/2025/sign');
    expect((await li.get('/reports/2025/sign')).status).toBe(403);
    expect((await li.post('/reports/2025/sign', { restating: 'no', approvedBy: 'x' })).status).toBe(403);
  });

  it('freezes the report and hands over the package', async () => {
    expect((await close(wang)).location).toBe('/reports/2025?done=CloseYear');
    const { text } = await li.get('/reports/2025');
    expect(text).toContain('已定稿 第1版');
    // sealed before the signing was answered
    expect(text).toMatch(/检查点 \d{4}-\d\d-\d\d \d\d:\d\d，第 \d+ 笔/);
    expect(text).toContain('王局长（未经系统确认），2026-11-23');
    const answer = await office.app.request('/reports/2025/package', await asBrowser(li));
    const files = readZip(Buffer.from(await answer.arrayBuffer())).map(({ name }) => name);
    expect(files).toContain('default-2025-v1.docx');
    expect(files).toContain('digest.json');
  });

  it('lists what is in the way, each with the way to it', async () => {
    const applicant = { type: 'naturalPerson', name: '某' };
    const { executeCommand } = await import('#shared/desk/execute.ts');
    await executeCommand(office.web.house, {
      office: 'default',
      actor: LI,
      fields: {
        command: 'RegisterApplication',
        case: 'A-9',
        channel: 'online',
        submittedOn: '2025-11-03',
        applicant,
        subject: '材料',
      },
    });
    const ready = (await li.get('/reports/2025/ready')).text;
    expect(ready).toContain('还有1处要处理');
    expect(ready).toContain('href="/applications/A-9"');
    const turned = await close(wang);
    expect(turned.status).toBe(422);
    expect(turned.text).toContain('还有记录妨碍定稿');
    expect(turned.text).toContain('href="/applications/A-9"');
    expect(turned.text).toContain('value="王局长"');
  });

  it('asks for each number of the prose that nothing stands behind, and keeps what was ticked', async () => {
    const text = '全年开展培训3次，走访二十家。';
    expect((await li.fillIn('/reports/2025/sections/5', { text, do: 'save' })).status).toBe(303);
    const ready = (await li.get('/reports/2025/ready')).text;
    expect(ready).toContain('可以定稿');
    expect(ready).toContain('未核对的数字（2个）');
    const page = (await wang.get('/reports/2025/sign')).text;
    const tokens = [...page.matchAll(/name="confirmed" value="([0-9a-f]+)"/g)].map((match) => match[1] ?? '');
    expect(tokens).toHaveLength(2);
    const hidden = hiddenFields(page, '/reports/2025/sign');
    const one = await wang.post('/reports/2025/sign', {
      ...hidden,
      approvedBy: '王局长',
      confirmed: tokens[0] ?? '',
    });
    expect(one.text).toContain('文字中有数字还没有核对确认');
    expect(one.text).toMatch(new RegExp(`value="${tokens[0]}" checked`));
    expect(one.text).not.toMatch(new RegExp(`value="${tokens[1]}" checked`));
    const again = hiddenFields(one.text, '/reports/2025/sign');
    const all = { ...again, approvedBy: '王局长', confirmed: tokens };
    expect((await wang.post('/reports/2025/sign', all)).location).toBe('/reports/2025?done=CloseYear');
    expect((await li.get('/reports/2025')).text).toContain('定稿时逐个确认过的数字（2个）');
  });

  it('wants a name and, for a correction, a reason', async () => {
    const blank = await wang.fillIn('/reports/2025/sign', { approvedBy: ' ' });
    expect(blank.status).toBe(422);
    expect(blank.text).toContain('href="#f-approvedBy"');
    await close(wang);
    await record('application', application('A-3', answered));
    const turned = await close(wang);
    expect(turned.text).toContain('href="#f-reason"');
  });

  it('is not offered before the year has ended', async () => {
    expect((await wang.get('/reports/2026')).text).not.toContain('/reports/2026/sign');
    expect((await wang.fillIn('/reports/2026/sign', { approvedBy: 'x' })).text).toContain('这一年还没有结束');
  });

  it('a late entry shows on the closed year; the new version stands beside the old with the case that caused it', async () => {
    await close(wang);
    later();
    await record('application', application('A-3', answered));
    expect((await li.get('/reports/2025')).text).toContain('待更正');
    expect((await li.get('/reports/2025/amendments')).text).toContain('href="/applications/A-3"');
    await close(wang, '', '漏登');
    const { text } = await li.get('/reports/2025');
    expect(text).toContain('已定稿 第2版');
    expect(text).toContain('更正：漏登');
    const difference = (await li.get('/reports/2025/versions/2')).text;
    expect(difference).toContain('第1版');
    expect(difference).toContain('href="/applications/A-3"');
    // the words that changed stand below, the old ones struck out
    expect(difference).toContain('href="#text-1"');
    expect(difference).toMatch(/id="text-1"[\s\S]*<del>[^<]*申请2件[^<]*<\/del>[\s\S]*<ins>[^<]*申请3件/);
    const first = (await li.get('/reports/2025/sheet?version=1')).text;
    expect(first).toMatch(/data-cell="table3.newlyReceived.total">(?:<a[^>]*>)?2</);
  });
});

describe('a district and its bureaus', () => {
  let hu: Visitor;
  beforeEach(async () => {
    await addOffice(office.web.house, { id: 'b', name: '乙局', parent: 'default', actor: LI });
    await readyToSign(office.web.house, 'b', '乙局');
    await record('application', application('B-1', answered), 'b');
    hu = await office.visitor('hu', 'officer', 'b');
  });

  it('the district sees the sum, who has not signed, and the cases of each', async () => {
    const offices = (await li.get('/reports/2025/offices?scope=tree')).text;
    expect(offices).toContain('还有2个单位没有定稿');
    expect(offices).toContain('乙局');
    const sheet = (await li.get('/reports/2025/sheet?scope=tree')).text;
    expect(sheet).toMatch(/data-cell="table3.newlyReceived.total">(?:<a[^>]*>)?3</);
    const behind = (await li.get('/reports/2025/tree-cell?name=table3.newlyReceived.total&scope=tree')).text;
    for (const words of ['A-1', 'A-2', 'B-1', '乙局']) expect(behind).toContain(words);
  });

  it('signs once all have signed', async () => {
    expect((await close(wang, '?scope=tree')).text).toContain('乙局还没有定稿');
    const zhao = await office.visitor('zhao', 'admin', 'b');
    await close(zhao);
    await close(wang);
    expect((await close(wang, '?scope=tree')).location).toBe('/reports/2025?scope=tree&done=CloseYear');
    const whole = (await li.get('/reports/2025?scope=tree')).text;
    expect(whole).toContain('已定稿 第1版');
    expect(whole).toContain('已定稿的单位截至其定稿时');
  });

  it('a bureau sees only its own, whatever it asks for', async () => {
    for (const path of [
      '/reports',
      '/reports/2025',
      '/reports/2025/sheet',
      '/reports/2025/sheet?scope=tree',
      '/reports/2025/offices?scope=tree',
      '/reports/2025/tree-cell?name=table3.newlyReceived.total&scope=tree&office=default',
      '/reports/2025/ready?office=default',
    ]) {
      const { text } = await hu.get(path);
      expect(text).not.toMatch(/A-1|A-2|default|某市数据局/);
    }
    expect((await hu.get('/reports/2025/sheet?scope=tree')).text).toMatch(
      /data-cell="table3.newlyReceived.total">(?:<a[^>]*>)?1</,
    );
    expect((await hu.get('/applications/A-1')).status).toBe(404);
  });
});

async function asBrowser(visitor: Visitor): Promise<RequestInit> {
  return { headers: { host: 'localhost', cookie: visitor.cookie() } };
}
