/** What a platform may send as the body of a batch, to the byte, and what it is told when it sends anything else. */
import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { feedHandler } from '#shared/feeds/record-feed.ts';
import { drain } from '#shared/store/consume.ts';
import { addFeed } from '../support/feed-platform.ts';
import { NOW, openWebOffice, type WebOffice } from '../support/web-office.ts';

const BATCHES = '/api/v1/hotline/batches';
let office: WebOffice;
let secret: string;
beforeEach(async () => {
  office = await openWebOffice();
  secret = await addFeed(office.web, 'platform');
});
afterEach(() => office.close());

type Call = { readonly timestamp?: string; readonly signed?: string; readonly headers?: object };

/** Signed over the very bytes that are sent. */
async function send(bytes: Uint8Array | string, { timestamp = NOW, signed, headers }: Call = {}) {
  const body = Buffer.from(bytes as string);
  const said = signed === undefined ? Buffer.concat([Buffer.from(`${timestamp}.`), body]) : signed;
  const digest = createHmac('sha256', secret).update(said).digest('hex');
  const response = await office.app.request(BATCHES, {
    method: 'POST',
    body,
    headers: {
      ...{ host: 'localhost', 'x-timestamp': timestamp, 'x-signature': `sha256=${digest}` },
      ...headers,
    },
  });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

const record = { number: 'A1', receivedAt: '2026-11-20 09:00', type: '投诉', topic: '道路' };
const body = JSON.stringify({ records: [record] });
const recorded = async (number: string) => {
  await drain(office.web.house, 'feed', { handler: feedHandler(office.web.house) });
  return (await office.web.house.log.streamOf('default', 'hotline', number)) !== null;
};

describe('what stands in a record', () => {
  it('a key that stands twice turns the batch back; the same key in two records is none', async () => {
    const twice = body.replace('"type":', '"type":"咨询","type":');
    expect(await send(twice)).toMatchObject({ status: 400, json: { code: 'badJson', field: 'type' } });
    const lines = [record, { ...record, number: 'A2' }].map((one) => JSON.stringify(one)).join('\n');
    expect(await send(lines)).toMatchObject({ status: 202 });
    expect([await recorded('A1'), await recorded('A2')]).toEqual([true, true]);
  });

  it('a long number is read to its last digit', async () => {
    const [one, other] = ['1234567890123456789', '1234567890123456788'];
    const records = [one, other].map((number) => JSON.stringify(record).replace('"A1"', number)).join(',');
    expect(await send(`{"records":[${records}]}`)).toMatchObject({ status: 202 });
    expect([await recorded(one), await recorded(other)]).toEqual([true, true]);
  });
});

describe('the bytes of a batch', () => {
  it('may begin with a mark of their order: they are signed as they are sent', async () => {
    expect(await send(`\ufeff${body}`)).toMatchObject({ status: 202 });
    expect(await recorded('A1')).toBe(true);
  });

  it('that are no UTF-8 are turned back, rightly signed or not: nothing is guessed', async () => {
    const gbk = Buffer.concat([
      Buffer.from('{"records":[{"number":"'),
      Buffer.from([0xb5, 0xc0]),
      Buffer.from('"}]}'),
    ]);
    expect(await send(gbk)).toMatchObject({ status: 400, json: { code: 'encoding' } });
  });

  it('may be 256 KB to the byte, and not one more', async () => {
    const filled = (size: number) => body.replace('"number"', `"other":"${'x'.repeat(size)}","number"`);
    const room = 256 * 1024 - Buffer.byteLength(filled(0));
    expect(await send(filled(room))).toMatchObject({ status: 202 });
    expect(await send(filled(room + 1))).toMatchObject({ status: 413, json: { code: 'tooLarge' } });
  });

  it('hold up to 1,000 records, to the record', async () => {
    const many = (count: number) =>
      JSON.stringify(Array.from({ length: count }, (_, index) => ({ ...record, number: `N${index}` })));
    expect(await send(many(1000))).toMatchObject({ status: 202, json: { records: 1000 } });
    expect(await send(many(1001))).toMatchObject({ status: 413, json: { code: 'tooLarge' } });
  });

  it('are not compressed, and told so', async () => {
    const headers = { 'content-encoding': 'gzip' };
    expect(await send(gzipSync(body), { headers })).toMatchObject({
      status: 415,
      json: { code: 'badEncoding' },
    });
  });

  it('are JSON whatever they are called, and nothing else is', async () => {
    for (const type of ['text/plain', 'application/octet-stream', 'application/x-www-form-urlencoded'])
      expect(await send(body, { headers: { 'content-type': type } })).toMatchObject({ status: 202 });
    for (const text of [
      '',
      ' ',
      'null',
      '7',
      '"A1"',
      '[7]',
      '[[]]',
      '{"records":{}}',
      `${body.slice(0, -1)}`,
    ])
      expect(await send(text), text).toMatchObject({ status: 400, json: { code: 'badJson' } });
  });

  it('are signed with the full stop where it stands: no part of the body passes for the timestamp', async () => {
    const signed = `${NOW}.${body}`;
    for (const timestamp of [`${NOW}.`, '2026-11-23', 'Mon, 23 Nov 2026 01:30:00 GMT'])
      expect(await send(body, { timestamp, signed })).toMatchObject({ status: 401 });
  });
});

describe('a record that is not what a record should be', () => {
  it('nested without end is no list of records', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const sent = await send(`{"records":[${JSON.stringify(record)},{"number":"A2","topic":${deep}}]}`);
    expect(sent).toMatchObject({ status: 400, json: { code: 'badJson' } });
  });

  it('that grows past what a message can carry is turned back by its place', async () => {
    const quotes = JSON.stringify(Array.from({ length: 60_000 }, () => ''));
    const sent = await send(`{"records":[{"number":"A2","topic":${quotes}}]}`);
    expect(sent).toMatchObject({ status: 413, json: { code: 'tooLarge', field: 'records.0' } });
  });

  it('holds up nobody, whatever its cells are', async () => {
    const odd = [
      { ...record, number: 'A2', receivedAt: {} },
      { ...record, number: 'A3', type: ['投诉'] },
      { ...record, number: 'A9', department: ['城管局'] },
      { ...record, number: '' },
      { ...record, number: null },
      { ...record, number: 'A\u0000B' },
      { ...record, number: 'A4', topic: 'x\u0000y' },
      { ...record, number: 'A5', topic: '\ud800' },
      { ...record, number: 'A6', topic: '\uffff\ufffe' },
      { ...record, number: 'A'.repeat(5000) },
      { ...record, number: 'A7', topic: '路'.repeat(60_000) },
      JSON.parse('{"__proto__":{"number":"X"},"constructor":"Y","number":"A8","receivedAt":"2026-11-20"}'),
      { ...record, number: true, receivedAt: 20261120 },
      {},
    ];
    const sent = await send(JSON.stringify([...odd, record]));
    expect(sent).toMatchObject({ status: 202, json: { records: odd.length + 1 } });
    expect(await recorded('A1')).toBe(true);
    expect(await office.web.house.queue.depth('feed')).toBe(0);
    const letters = (await office.web.house.deadLetters.list({ limit: 50 })).items;
    expect(letters.map(({ reason }) => reason.split('：')[0]).sort()).toEqual([
      'department（unreadable）',
      'number（encoding）',
      'number（required）',
      'number（required）',
      'number（tooLong）',
      'number（unreadable）',
      'receivedAt（unreadable）',
      'topic（encoding）',
      'topic（encoding）',
      'topic（encoding）',
      'topic（tooLong）',
      'type（unreadable）',
    ]);
    await office.web.house.catchUp();
  });
});
