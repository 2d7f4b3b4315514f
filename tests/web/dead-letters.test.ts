import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deadLetters } from '../../functions/cli/dead-letters.ts';
import { readArguments } from '../../functions/cli/options.ts';
import { drain } from '../../functions/record-feed/consume.ts';
import { feedMessage } from '../../functions/record-feed/feed-record.ts';
import { feedHandler } from '../../functions/record-feed/record-feed.ts';
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
    expect(text).toContain('badChoice');
    expect(text).toContain('平台推送的工单');
    expect(await received()).toBe(1);
  });

  it('is mended on its page, sent again, and counts once however often', async () => {
    const path = `/dead-letters/${encodeURIComponent(await arrive())}`;
    const body = poisoned.body.replace('没有这一类', '投诉');
    const fields = { ...hiddenFields((await officer.get(path)).text, path), body };
    // two clicks: the second finds it on its way
    for (const status of [303, 200]) expect((await officer.post(path, fields)).status).toBe(status);
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
  });
});
