import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hiddenFields, openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let li: Visitor;
beforeEach(async () => {
  office = await openWebOffice();
  li = await office.visitor('li', 'officer');
});
afterEach(() => office.close());

const FORM = {
  channel: 'inPerson',
  submittedOn: '2026-11-20',
  applicantType: 'naturalPerson',
  applicantName: '张三',
  identity: '440307199001011234',
  contact: '13812345678',
  subject: '某路段改造工程的规划许可证',
  do: 'save',
};
/** What is perhaps there already is meant: sent once more, as it says. */
async function register(visitor: Visitor, change: Record<string, string> = {}) {
  const fields = { ...FORM, ...change };
  const sent = await visitor.fillIn('/applications/new', fields, '/applications');
  if (!sent.text.includes('仍要登记的，再提交一次')) return sent;
  return visitor.post('/applications', { ...hiddenFields(sent.text, '/applications'), ...fields });
}

async function cell(name: string, year = 2026): Promise<number> {
  await office.web.house.catchUp();
  return (await office.web.house.views.figures({ office: 'default', year })).weight(name, year);
}

describe('logging an application', () => {
  it('raises its cell by one and stands in the history with the name of the clerk', async () => {
    expect(await cell('table3.newlyReceived.naturalPerson')).toBe(0);
    const saved = await register(li);
    expect(saved.status).toBe(303);
    expect(saved.location).toBe('/applications/SQ2026-0000001?done=RegisterApplication');
    expect(await cell('table3.newlyReceived.naturalPerson')).toBe(1);
    const page = await li.get(saved.location ?? '');
    expect(page.text).toContain('li（承办，页面）');
    expect(page.text).toContain('某路段改造工程的规划许可证');
    expect(page.text).toContain('2026-12-18');
  });

  it('shows the day of receipt and the reply date before anything is saved', async () => {
    const shown = await register(li, { do: 'preview', channel: 'post', signedForOn: '2026-11-23' });
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('尚未登记');
    expect(shown.text).toContain('收到日期 2026-11-23');
    expect(shown.text).toContain('答复期限 2026-12-21');
    expect(shown.text).toContain('value="张三"');
    expect(await cell('table3.newlyReceived.total')).toBe(0);
  });

  it('asks only for the dates of the channel: those of another are not sent on', async () => {
    const saved = await register(li, { confirmedOn: '2026-11-22', signedForOn: '2026-11-21' });
    const page = await li.get(saved.location ?? '');
    expect(page.text).toContain('2026-12-18');
    expect(page.text).not.toMatch(/双方确认日期|签收日期/);
  });

  it('an online submission that is not confirmed is in no table until it is', async () => {
    const saved = await register(li, { channel: 'online' });
    const [path] = (saved.location ?? '').split('?');
    expect((await li.get(path ?? '')).text).toContain('待确认收到');
    expect(await cell('table3.newlyReceived.total')).toBe(0);
    await li.fillIn(`${path}/steps/ConfirmReceipt`, { on: '2026-11-23' });
    expect(await cell('table3.newlyReceived.total')).toBe(1);
  });

  it('every fault is told at its field with its code, and what was typed is kept', async () => {
    const turned = await register(li, {
      applicantName: '',
      subject: ' ',
      submittedOn: '2026-02-31',
      contact: '电话<b>',
    });
    expect(turned.status).toBe(422);
    expect(turned.text).toContain('<title>有误：');
    for (const field of ['applicantName', 'subject', 'submittedOn'])
      expect(turned.text).toContain(`href="#f-${field}"`);
    expect(turned.text).toContain('data-code="badDate"');
    expect(turned.text).toContain('value="电话&lt;b&gt;"');
    expect(await cell('table3.newlyReceived.total')).toBe(0);
  });

  it('what somebody typed never becomes part of the page', async () => {
    const subject = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>`;
    const saved = await register(li, { subject, applicantName: '</dd><b>' });
    const page = await li.get(saved.location ?? '');
    expect(page.text).not.toContain('<script>alert');
    expect(page.text).not.toContain('<img src=x');
    expect(page.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect((await li.get('/applications')).text).not.toContain('<script>alert');
  });

  it('1,000 clicks on one form at the same time make one case; two people with the same words make two', async () => {
    const wang = await office.visitor('wang', 'intake');
    const { text } = await li.get('/applications/new');
    const form = { ...hiddenFields(text, '/applications'), ...FORM };
    const answers = await Promise.all(Array.from({ length: 1000 }, () => li.post('/applications', form)));
    expect(new Set(answers.map(({ location }) => location)).size).toBe(1);
    expect(await cell('table3.newlyReceived.total')).toBe(1);
    await register(wang);
    expect(await cell('table3.newlyReceived.total')).toBe(2);
  });

  it('the next one of the pile begins with the same channel, after a line about the one just logged', async () => {
    const saved = await register(li, { do: 'next', channel: 'post', signedForOn: '2026-11-23' });
    expect(saved.location).toBe('/applications/new?after=SQ2026-0000001');
    const { text } = await li.get(saved.location ?? '');
    expect(text).toContain('已登记');
    expect(text).toMatch(/value="post" checked/);
    expect(text).toContain('答复期限 2026-12-21');
    expect(text).not.toContain('张三');
  });

  it('is not for an auditor', async () => {
    const auditor = await office.visitor('zhao', 'auditor');
    expect((await auditor.get('/applications/new')).status).toBe(403);
    expect((await auditor.post('/applications', FORM)).status).toBe(403);
  });
});

describe('the case', () => {
  const replied = { on: '2026-11-23', outcome: 'disclosed', documentNumber: '深龙政数〔2026〕1号' };
  let path: string;
  beforeEach(async () => {
    path = ((await register(li)).location ?? '').split('?')[0] ?? '';
  });

  it('offers the steps that are lawful now and no others', async () => {
    const open = await li.get(path);
    expect(open.text).toContain(`${path}/steps/Reply`);
    expect(open.text).toContain(`${path}/steps/RequestCorrection`);
    expect(open.text).not.toContain(`${path}/steps/RecordCorrection`);
    expect(open.text).not.toContain(`${path}/steps/ConfirmReceipt`);
    expect(open.text).not.toContain(`${path}/steps/RecordThirdPartyReply`);
    await li.fillIn(`${path}/steps/Reply`, replied);
    const done = await li.get(path);
    expect(done.text).toContain('已办结');
    expect(done.text).not.toContain(`"${path}/steps/Withdraw"`);
    expect(done.text).toContain(`${path}/steps/CorrectOutcome`);
    expect(done.text).toContain(`${path}/steps/Archive`);
  });

  it('a reply moves the case in table 三 and a correction moves it again, with its reason', async () => {
    await li.fillIn(`${path}/steps/Reply`, replied);
    expect(await cell('table3.disclosed.naturalPerson')).toBe(1);
    await li.fillIn(`${path}/steps/CorrectOutcome`, {
      on: '2026-11-23',
      outcome: 'partiallyDisclosed',
      reason: '录入时选错',
    });
    expect(await cell('table3.disclosed.naturalPerson')).toBe(0);
    expect(await cell('table3.partiallyDisclosed.naturalPerson')).toBe(1);
    const { text } = await li.get(path);
    expect(text).toContain('录入时选错');
    expect(text).toContain('部分公开');
  });

  it('a refusal says why, with the article, and keeps what was typed', async () => {
    await li
      .fillIn(`${path}/steps/ExtendReply`, {
        on: '2026-11-23',
        workingDays: '25',
        approvedBy: '局长',
        reason: '需要检索',
      })
      .then((answer) => {
        expect(answer.status).toBe(422);
        expect(answer.text).toContain('第三十三条');
        expect(answer.text).toContain('value="局长"');
        expect(answer.text).toContain('需要检索');
      });
  });

  it('a clerk who was overtaken is told what changed and loses nothing', async () => {
    const wang = await office.visitor('wang', 'officer');
    const formOfLi = hiddenFields((await li.get(`${path}/steps/Reply`)).text, `${path}/steps/Reply`);
    await wang.fillIn(`${path}/steps/RequestCorrection`, {
      on: '2026-11-23',
      items: '文号',
      respondBy: '2026-12-08',
    });
    const turned = await li.post(`${path}/steps/Reply`, { ...formOfLi, ...replied });
    expect(turned.status).toBe(409);
    expect(turned.text).toContain('wang（承办，页面）');
    expect(turned.text).toContain('告知补正');
    expect(turned.text).toContain('深龙政数〔2026〕1号');
    expect(await cell('table3.disclosed.naturalPerson')).toBe(0);
    const again = { ...hiddenFields(turned.text, `${path}/steps/Reply`), ...replied };
    expect((await li.post(`${path}/steps/Reply`, again)).status).toBe(303);
  });

  it('of two clerks who send at the same moment one wins', async () => {
    const wang = await office.visitor('wang', 'officer');
    const [one, other] = await Promise.all([
      li.get(`${path}/steps/Reply`),
      wang.get(`${path}/steps/Withdraw`),
    ]);
    const answers = await Promise.all([
      li.post(`${path}/steps/Reply`, { ...hiddenFields(one.text, `${path}/steps/Reply`), ...replied }),
      wang.post(`${path}/steps/Withdraw`, {
        ...hiddenFields(other.text, `${path}/steps/Withdraw`),
        on: '2026-11-23',
      }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  });

  it('hides identity and contact until they are asked for, and notes who asked', async () => {
    const { text } = await li.get(path);
    expect(text).not.toContain('13812345678');
    expect(text).toContain('138****5678');
    expect(text).not.toContain('440307199001011234');
    expect(await office.audited({ what: 'revealed' })).toEqual([]);
    expect((await li.get(await li.revealed(path))).text).toContain('13812345678');
    expect((await office.audited({ what: 'revealed' })).at(-1)).toMatchObject({
      ...{ who: 'li', details: { ground: 'handling' } },
    });
  });

  it('what the counter may not do is neither offered nor carried out', async () => {
    const wang = await office.visitor('wang', 'intake');
    expect((await wang.get(path)).text).not.toContain('/steps/Reply');
    expect((await wang.get(`${path}/steps/Reply`)).status).toBe(403);
    const csrf = hiddenFields((await wang.get(path)).text, '/sign-out').csrf ?? '';
    expect((await wang.post(`${path}/steps/Reply`, { csrf, ...replied })).status).toBe(403);
  });

  it('an unknown number is not found', async () => {
    expect((await li.get('/applications/nothing')).status).toBe(404);
  });
});

describe('the list', () => {
  it('finds by the start of the number, the state and the day', async () => {
    await register(li);
    await register(li, { submittedOn: '2026-11-10', applicantType: 'commercialEnterprise' });
    expect((await li.get('/applications')).text.match(/SQ2026-\d+<\/a>/g)).toHaveLength(2);
    expect((await li.get('/applications?number=SQ2026-0000002')).text.match(/SQ2026-\d+<\/a>/g)).toHaveLength(
      1,
    );
    expect((await li.get('/applications?from=2026-11-15')).text.match(/SQ2026-\d+<\/a>/g)).toHaveLength(1);
    expect((await li.get('/applications?status=concluded')).text).toContain('没有符合条件的记录');
  });

  it('is paged', async () => {
    for (let n = 0; n < 51; n += 1) await register(li);
    const first = await li.get('/applications');
    const next = /href="([^"]+)" rel="next"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await li.get(next);
    expect(second.text.match(/SQ2026-\d+<\/a>/g)).toHaveLength(1);
    expect(second.text).toContain('上一页');
  });
});
