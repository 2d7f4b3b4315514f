import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deadLetters } from '#functions/cli/dead-letters.ts';
import { readArguments } from '#functions/cli/options.ts';
import { executeCommand } from '#shared/desk/execute.ts';
import { feedMessage } from '#shared/feeds/feed-record.ts';
import { feedHandler } from '#shared/feeds/record-feed.ts';
import { drain } from '#shared/store/consume.ts';
import { hiddenFields, openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let officer: Visitor;
beforeEach(async () => {
  office = await openWebOffice();
  officer = await office.visitor('li', 'officer');
});
afterEach(() => office.close());

const record = { number: 'H1', receivedAt: '2026-11-20 09:00', type: '没有这一类' };
const poisoned = feedMessage({ office: 'default', feed: '平台', record });
const sound = feedMessage({
  office: 'default',
  feed: '平台',
  record: { ...record, number: 'H2', type: '投诉' },
});

async function arrive(): Promise<string> {
  const { house } = office.web;
  await house.queue.send('feed', [poisoned, sound]);
  await drain(house, 'feed', { handler: feedHandler(house) });
  const [letter] = (await house.deadLetters.list({ limit: 10 })).items;
  return letter?.id ?? '';
}

const received = async (): Promise<number> => {
  await office.web.house.catchUp();
  const figures = await office.web.house.views.figures({ office: 'default', year: 2026 });
  return figures.weight('hotline.received', 2026);
};

describe('what could not be carried out', () => {
  it('is listed with its reason, and held up nothing else', async () => {
    await arrive();
    const { text, status } = await officer.get('/dead-letters');
    expect(status).toBe(200);
    expect(text).toContain('诉求类型不在可选范围内');
    expect(text).toContain('（收到“没有这一类”）');
    expect(text).toContain('平台推送的工单（平台）');
    expect(text).toMatch(/排队等待处理<\/dt><dd>0 条/);
    expect(text).toContain('H1');
    expect(await received()).toBe(1);
  });

  it('is mended on its page, sent again, and counts once however often', async () => {
    const path = `/dead-letters/${encodeURIComponent(await arrive())}`;
    const body = poisoned.body.replace('没有这一类', '投诉');
    const fields = { ...hiddenFields((await officer.get(path)).text, path), body };
    // two clicks: the second is shown that it is on its way
    for (const location of ['/dead-letters?sent=1', path])
      expect(await officer.post(path, fields)).toMatchObject({ status: 303, location });
    expect((await officer.get(path)).text).toContain('已重新发送，正在处理');
    const { house } = office.web;
    await drain(house, 'feed', { handler: feedHandler(house) });
    expect(await received()).toBe(2);
    expect((await officer.get('/dead-letters')).text).toContain('没有未能处理的记录');
  });

  it('may be mended by giving the record alone', async () => {
    const path = `/dead-letters/${encodeURIComponent(await arrive())}`;
    const body = JSON.stringify({ ...record, type: '投诉' });
    await officer.post(path, { ...hiddenFields((await officer.get(path)).text, path), body });
    const { house } = office.web;
    await drain(house, 'feed', { handler: feedHandler(house) });
    expect(await received()).toBe(2);
  });

  it('that was mended into nonsense stays, with what was typed', async () => {
    const path = `/dead-letters/${encodeURIComponent(await arrive())}`;
    const { text } = await officer.fillIn(path, { body: '{"office":' }, path);
    expect(text).toContain('data-code="notJson"');
    expect(text).toContain('{&quot;office&quot;:');
    expect(await received()).toBe(1);
  });

  it('of another office is nobody else’s to see, nor to be mended into', async () => {
    const path = `/dead-letters/${encodeURIComponent(await arrive())}`;
    const { house } = office.web;
    const other = feedMessage({ office: 'other', feed: '平台', record });
    await house.deadLetters.put({
      topic: 'feed',
      message: other.id,
      body: other.body,
      reason: '别家',
      tries: 1,
    });
    expect((await officer.get('/dead-letters')).text).not.toContain('别家');
    expect((await officer.get(`/dead-letters/${encodeURIComponent(`feed:${other.id}`)}`)).status).toBe(404);
    const { text } = await officer.fillIn(path, { body: other.body }, path);
    expect(text).toContain('data-code="otherOffice"');
  });

  it('is shown by its columns, with the fault at its field, and mended there', async () => {
    const path = `/dead-letters/${encodeURIComponent(await arrive())}`;
    const { text } = await officer.get(path);
    expect(text).toMatch(/id="f-type"[^>]+value="没有这一类"[^>]+aria-invalid="true"/);
    expect(text).toContain('<option value="投诉">');
    const wrong = await officer.fillIn(path, { ...record, type: '投诉', closedAt: '昨天' }, path);
    expect(wrong.text).toContain('<li data-code="badDate"><a href="#f-closedAt">');
    expect(wrong.text).toMatch(/id="f-closedAt"[^>]+value="昨天"/);
    expect(wrong.text).toMatch(/id="f-type"[^>]+value="投诉"/);
    await officer.fillIn(path, { ...record, type: '投诉', closedAt: '' }, path);
    const { house } = office.web;
    await drain(house, 'feed', { handler: feedHandler(house) });
    expect(await received()).toBe(2);
    const after = (await officer.get(path)).text;
    expect(after).toContain('已重新发送，并已登记');
    expect(after).toContain('href="/hotline/H1"');
    expect(after).toContain('诉求类型：没有这一类 → 投诉');
    expect(after).toMatch(/li 20\d\d-/);
    expect((await officer.get('/dead-letters?state=sent')).text).toContain('已登记');
  });

  it('that contradicts shows what is recorded, and does not go while it still contradicts', async () => {
    const { house } = office.web;
    const known = { number: 'H3', receivedAt: '2026-11-20 09:00', type: '投诉', topic: '道路' };
    const sent = [known, { ...known, topic: '噪音' }].map((one) =>
      feedMessage({ office: 'default', feed: '平台', record: one }),
    );
    for (const message of sent) {
      await house.queue.send('feed', [message]);
      await drain(house, 'feed', { handler: feedHandler(house) });
    }
    const [letter] = (await house.deadLetters.list({ limit: 10 })).items;
    const path = `/dead-letters/${encodeURIComponent(letter?.id ?? '')}`;
    const { text } = await officer.get(path);
    expect(text).toContain('事项与已登记的内容不一致（收到“噪音”）');
    expect(text).toContain('已登记：道路');
    expect(text).not.toContain('已登记：12345热线');
    expect(text).toContain('href="/hotline/H3"');
    const again = await officer.fillIn(path, { ...known, topic: '噪音' }, path);
    expect(again.text).toContain('<li data-code="conflict"><a href="#f-topic">');
    expect((await officer.fillIn(path, { ...known, topic: '' }, path)).location).toBe('/dead-letters?sent=1');
  });

  it('is sent again many at once, as it came, when the office has settled what was missing', async () => {
    const { house } = office.web;
    const sent = ['H1', 'H2', 'H3'].map((number) =>
      feedMessage({ office: 'default', feed: '平台', record: { ...record, number, type: '占道' } }),
    );
    await house.queue.send('feed', sent);
    await drain(house, 'feed', { handler: feedHandler(house) });
    const actor = { user: 'admin', role: 'admin', via: 'form' } as const;
    const fields = { command: 'SetListEntry', on: '2026-01-01', list: 'types', label: '占道' };
    expect(await executeCommand(house, { office: 'default', actor, fields })).toMatchObject({ ok: true });
    const answer = await officer.fillIn('/dead-letters', { do: 'shown' });
    expect(answer.location).toBe('/dead-letters?sent=1');
    const ids = (await house.deadLetters.list({ limit: 10 })).items.map(({ id }) => id);
    expect(ids).toHaveLength(2);
    const page = (await officer.get('/dead-letters?sent=1')).text;
    expect(page).toContain('已重新发送 1 条');
    for (const id of ids) {
      const chosen = { do: 'chosen', id };
      expect((await officer.fillIn('/dead-letters', chosen)).location).toBe('/dead-letters?sent=1');
    }
    await drain(house, 'feed', { handler: feedHandler(house) });
    expect(await received()).toBe(3);
  });

  it('may be laid aside with a reason, and stays to be looked at', async () => {
    const path = `/dead-letters/${encodeURIComponent(await arrive())}`;
    const without = await officer.fillIn(path, { do: 'aside', why: ' ' }, path);
    expect(without.text).toContain('<li data-code="required"><a href="#f-why">');
    const answer = await officer.fillIn(path, { do: 'aside', why: '平台的测试数据' }, path);
    expect(answer.location).toBe('/dead-letters?aside=1');
    expect((await officer.get('/dead-letters')).text).toContain('没有未能处理的记录');
    expect((await officer.get('/dead-letters?state=dropped')).text).toContain('平台的测试数据');
    expect((await officer.get(path)).text).toContain('不再处理：平台的测试数据');
  });

  it('is looked at by an auditor, who changes nothing', async () => {
    const path = `/dead-letters/${encodeURIComponent(await arrive())}`;
    const auditor = await office.visitor('wu', 'auditor');
    const list = await auditor.get('/dead-letters');
    expect(list.text).toContain('诉求类型不在可选范围内');
    expect(list.text).not.toContain('type="checkbox"');
    const page = await auditor.get(path);
    expect(page.text).toContain('没有这一类');
    expect(page.text).not.toContain('<form class="form"');
    expect((await auditor.post(path, {})).status).toBe(403);
  });

  it('is found behind the letters of other offices', async () => {
    const { house } = office.web;
    for (let index = 0; index < 60; index += 1) {
      const { id: message, body } = feedMessage({
        ...{ office: 'other', feed: '平台' },
        record: { ...record, number: `O${index}` },
      });
      await house.deadLetters.put({ topic: 'feed', message, body, reason: '别家', tries: 1 });
    }
    await arrive();
    expect((await officer.get('/dead-letters')).text).toContain('诉求类型不在可选范围内');
  });

  it.each([
    ['TAIZHANG_SMTP_URL is not set', '发送邮件的服务器还没有设置'],
    ['connect ECONNREFUSED 10.0.0.1:25', '请系统管理员查看运行日志'],
    ['接收提醒的地址没有收下（回答 503）', '接收提醒的地址没有收下（回答 503）'],
  ])('of the program’s own making is told in words, and sent again as it was: %s', async (reason, words) => {
    const { house } = office.web;
    const body = JSON.stringify({ office: 'default', on: '2026-11-23' });
    await house.deadLetters.put({ topic: 'reminder', message: 'm', body, reason, tries: 6 });
    const [letter] = (await house.deadLetters.list({ limit: 10 })).items;
    const path = `/dead-letters/${encodeURIComponent(letter?.id ?? '')}`;
    for (const page of [path, '/dead-letters']) {
      const { text } = await officer.get(page);
      expect(text).toContain(words);
      expect(text).not.toMatch(/SMTP|ECONN|<textarea|&quot;office/);
    }
    expect(await officer.fillIn(path, { do: 'again' })).toMatchObject({ location: '/dead-letters?sent=1' });
    const [again] = await house.queue.receive('reminder', { limit: 1, leaseSeconds: 1 });
    expect(again?.body).toBe(body);
  });

  it('is not for the counter', async () => {
    const counter = await office.visitor('wang', 'intake');
    expect((await counter.get('/dead-letters')).status).toBe(403);
  });

  it('is listed, shown and sent again from the command line, which says what became of it', async () => {
    const id = await arrive();
    const { house } = office.web;
    const run = (...argv: string[]) => deadLetters(house, readArguments(['dead-letters', ...argv]));
    expect(JSON.parse((await run('list')).stdout)).toMatchObject({ id, topic: 'feed', sentBefore: 0 });
    expect(JSON.parse((await run('show', id)).stdout)).toMatchObject({ body: poisoned.body });
    const failed = await run('resend', id);
    expect(failed.exit).toBe(1);
    expect(JSON.parse(failed.stdout)).toMatchObject({
      state: 'open',
      reason: expect.stringContaining('badChoice'),
    });
    expect(JSON.parse((await run('show', id)).stdout).rounds).toHaveLength(1);
    await expect(run('drop', id)).rejects.toThrow('drop ID REASON');
    expect(await run('drop', id, '平台的测试数据')).toMatchObject({ exit: 0 });
    expect(await run('drop', id, '平台的测试数据')).toMatchObject({ exit: 1 });
    expect((await run('list')).stdout).toBe('');
  });
});
