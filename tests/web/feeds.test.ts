import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { throttle } from '#functions/web/api/signed-by.ts';
import { feedHandler } from '#shared/feeds/record-feed.ts';
import { drain } from '#shared/store/consume.ts';
import { addFeed, signatureHeaders } from '../support/feed-platform.ts';
import { NOW, openWebOffice, type WebOffice } from '../support/web-office.ts';

const BATCHES = '/api/v1/hotline/batches';
let office: WebOffice;
let secret: string;
beforeEach(async () => {
  office = await openWebOffice();
  secret = await addFeed(office.web, 'platform');
});
afterEach(() => office.close());

type Call = { readonly timestamp?: string; readonly secret?: string; readonly feed?: string };

async function answerTo(path: string, body: string | null, call: Call = {}) {
  const sending = { secret: call.secret ?? secret, timestamp: call.timestamp ?? NOW, body: body ?? '' };
  const response = await office.app.request(path, {
    method: body === null ? 'GET' : 'POST',
    headers: {
      host: 'localhost',
      ...signatureHeaders(sending),
      ...(call.feed && { 'x-feed': encodeURIComponent(call.feed) }),
    },
    ...(body !== null && { body }),
  });
  const json = (await response.json()) as Record<string, unknown>;
  return { status: response.status, headers: response.headers, json };
}
const send = (records: readonly object[], call?: Call) =>
  answerTo(BATCHES, JSON.stringify({ records }), call);
const record = () => drain(office.web.house, 'feed', { handler: feedHandler(office.web.house) });

const one = { number: 'A1', receivedAt: '2026-11-20 09:00', type: '投诉', topic: '道路' };

describe('a batch of a feed', () => {
  it('is answered at once with a receipt, and its progress can be asked', async () => {
    const sent = await send([one, { ...one, number: 'A2' }, { number: 'A3' }]);
    expect(sent).toMatchObject({ status: 202, json: { records: 3 } });
    const href = String(sent.headers.get('location'));
    expect(href).toBe(sent.json.href);
    expect((await answerTo(href, null)).json).toMatchObject({ done: 0, pending: 3, failed: [] });
    await record();
    const { json } = await answerTo(href, null);
    expect(json).toMatchObject({ feed: 'platform', done: 2, pending: 0 });
    expect(json.failed).toMatchObject([{ index: 2, number: 'A3', reason: /receivedAt/ }].map(matching));
  });

  it('sent again within five minutes has the same receipt and adds nothing', async () => {
    const first = await send([one]);
    await record();
    const again = await send([one]);
    expect(again.json.id).toBe(first.json.id);
    await record();
    await office.web.house.catchUp();
    const figures = await office.web.house.views.figures({ office: 'default', year: 2026 });
    expect(figures.weightOfDays('hotline.received', '2026-01-01' as never, '2026-12-31' as never)).toBe(1);
  });

  it('may be one object a line, with Chinese headings', async () => {
    const lines = `${JSON.stringify({ 工单编号: 'B1', 受理时间: '2026-11-20 08:00' })}\n`;
    expect(await answerTo(BATCHES, lines)).toMatchObject({ status: 202, json: { records: 1 } });
    await record();
    expect(await office.web.house.log.streamOf('default', 'hotline', 'B1')).not.toBeNull();
  });

  it('of a feed with a Chinese name is found by its name or by its signature', async () => {
    const own = await addFeed(office.web, '社区网格');
    expect((await send([one], { secret: own, feed: '社区网格' })).status).toBe(202);
    expect((await send([one], { secret: own })).status).toBe(202);
    expect((await send([one], { secret: own, feed: 'platform' })).status).toBe(401);
  });

  it('with more than 1,000 records, or 256 KB, or nothing, is turned back', async () => {
    const many = Array.from({ length: 1001 }, (_, index) => ({ number: `N${index}` }));
    expect(await send(many)).toMatchObject({ status: 413, json: { code: 'tooLarge' } });
    expect(await send([{ ...one, topic: '路'.repeat(90_000) }])).toMatchObject({ status: 413 });
    expect(await answerTo(BATCHES, '[]')).toMatchObject({ status: 400, json: { code: 'badJson' } });
    expect(await answerTo(BATCHES, '{"records":7}')).toMatchObject({ status: 400 });
    expect(await office.web.house.queue.depth('feed')).toBe(0);
  });
});

describe('a call that is not what it says', () => {
  it('is turned away alike, whatever does not fit', async () => {
    for (const call of [{ secret: 'another' }, { feed: 'nobody' }])
      expect(await send([one], call)).toMatchObject({ status: 401, json: { code: 'badSignature' } });
    const unsigned = await office.app.request(BATCHES, { method: 'POST', body: '[{"number":"A1"}]' });
    expect(unsigned.status).toBe(401);
    expect(unsigned.headers.get('content-type')).toContain('application/problem+json');
    const token = await office.token('officer');
    const byToken = { method: 'POST', body: '[]', headers: { authorization: `Bearer ${token}` } };
    expect((await office.app.request(BATCHES, byToken)).status).toBe(401);
  });

  it('is turned away five minutes before or after its time', async () => {
    for (const timestamp of ['2026-11-23T09:24:59+08:00', '2026-11-23T09:35:01+08:00', '', 'soon'])
      expect(await send([one], { timestamp })).toMatchObject({ json: { code: 'staleTimestamp' } });
    for (const timestamp of ['2026-11-23T09:25:00+08:00', '2026-11-23T01:35:00Z', '1795397400'])
      expect((await send([one], { timestamp })).status).toBe(202);
  });

  it('has a secret that was replaced', async () => {
    const old = secret;
    const fresh = await addFeed(office.web, 'platform');
    expect((await send([one], { secret: old })).status).toBe(401);
    expect((await send([one], { secret: fresh })).status).toBe(202);
  });

  it('is made to wait after many wrong signatures', async () => {
    let last = await send([one], { secret: 'another' });
    for (let tries = 0; tries < 30; tries += 1) last = await send([one], { secret: 'another' });
    expect(last).toMatchObject({ status: 429, json: { code: 'tooManyRequests' } });
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await send([one])).status).toBe(202);
  });
});

describe('a receipt', () => {
  it('is for its own office, by a token too, and a made-up one is not found', async () => {
    const { json } = await send([one]);
    const token = await office.token('auditor');
    const headers = { host: 'localhost', authorization: `Bearer ${token}` };
    expect((await office.app.request(String(json.href), { headers })).status).toBe(200);
    expect((await office.app.request(`${BATCHES}/${'0'.repeat(24)}`, { headers })).status).toBe(404);
    expect((await office.app.request(String(json.href))).status).toBe(401);
    const elsewhere = await addFeed(office.web, 'platform', 'other');
    const signed = signatureHeaders({ secret: elsewhere, timestamp: NOW, body: '' });
    const asked = { headers: { host: 'localhost', ...signed, 'x-office': 'other' } };
    expect((await office.app.request(String(json.href), asked)).status).toBe(404);
  });
});

describe('how often one may come', () => {
  it('a bucket is emptied, then fills as time passes', () => {
    const wait = throttle({ perSecond: 2, burst: 3 });
    expect([wait('a', 0), wait('a', 0), wait('a', 0), wait('a', 0)]).toEqual([0, 0, 0, 1]);
    expect(wait('b', 0)).toBe(0);
    expect(wait('a', 500)).toBe(0);
    expect(wait('a', 500)).toBe(1);
  });
});

function matching<T extends { readonly reason: RegExp }>({ reason, ...rest }: T) {
  return { ...rest, reason: expect.stringMatching(reason) as string };
}
