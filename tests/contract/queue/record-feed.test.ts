import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BatchDesk, progressOf, recordsIn, takeBatch } from '#shared/feeds/batches.ts';
import { feedHandler } from '#shared/feeds/record-feed.ts';
import { openLocalDesk } from '#shared/house/open-desk.ts';
import { dateOf, type Instant } from '#shared/kernel/plain-date.ts';
import { drain } from '#shared/store/consume.ts';
import { sqliteEventLog } from '#shared/store/sqlite/event-log.ts';
import { openLedger } from '#shared/store/sqlite/schema.ts';
import { figuresOf } from '#shared/year/figures.ts';
import { tally } from '#shared/year/tally.ts';

let folder: string;
let desk: BatchDesk & { close(): void };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-'));
  const options = {
    clock: { now: () => '2026-09-18T09:00:00.000+08:00' as Instant },
    masterKey: randomBytes(32),
  };
  const log = sqliteEventLog(openLedger(join(folder, 'ledger.db')), options);
  const local = openLocalDesk(folder, options);
  desk = {
    ...local,
    log,
    clock: options.clock,
    close: () => {
      log.close();
      local.close();
    },
  };
});
afterEach(() => {
  desk.close();
  rmSync(folder, { recursive: true });
});

const call = { number: 'A1', receivedAt: '2026-09-01 09:00', type: '投诉', topic: '道路' };
const closed = { ...call, department: '城管局', dueAt: '2026-09-22', closedAt: '2026-09-05 16:00' };
const from = (records: object[], feed = 'platform') => ({ office: 'o', feed, records: records as never[] });
const record = () => drain(desk, 'feed', { handler: feedHandler(desk) });
const letters = async () => (await desk.deadLetters.list({ limit: 100 })).items;

async function figure(cell: string): Promise<number> {
  const counted = await tally(desk.log, { office: 'o', asOf: null });
  return figuresOf(counted).weightOfDays(cell, dateOf('2026-01-01'), dateOf('2026-12-31'));
}

describe('records of a feed', () => {
  test('are one case, whatever the order and however often they come', async () => {
    await takeBatch(desk, from([closed, call, call]));
    await record();
    await takeBatch(desk, from([call, closed], 'another'));
    await record();
    expect(await figure('hotline.received')).toBe(1);
    expect(await figure('hotline.closedOnTime')).toBe(1);
    expect(await letters()).toEqual([]);
  });

  test('that contradict are dead letters with their reason, and hold up nobody', async () => {
    await takeBatch(desk, from([call, { ...call, topic: '噪音' }, { ...call, number: 'A2' }]));
    await record();
    expect(await figure('events.received')).toBe(2);
    expect((await letters()).map(({ reason }) => reason)).toEqual([
      'topic（conflict）：与已登记的内容不一致',
    ]);
  });

  test('that are badly formed are dead letters with their field', async () => {
    const { receipt } = {
      receipt: await takeBatch(desk, from([{ number: 'A3' }, { ...call, type: '闲聊' }])),
    };
    await record();
    const progress = await progressOf(desk, 'o', receipt.id);
    expect(progress).toMatchObject({ records: 2, done: 0, pending: 0 });
    expect(progress?.failed.map(({ index, reason }) => [index, reason.split('：')[0]])).toEqual([
      [0, 'receivedAt（required）'],
      [1, 'type（badChoice）'],
    ]);
  });

  test('keep a receipt that tells how far they have come', async () => {
    const receipt = await takeBatch(desk, from([call, { ...call, number: 'A2' }]));
    expect(await progressOf(desk, 'o', receipt.id)).toMatchObject({ done: 0, pending: 2, failed: [] });
    await record();
    expect(await progressOf(desk, 'o', receipt.id)).toMatchObject({ done: 2, pending: 0, failed: [] });
    expect(await progressOf(desk, 'another office', receipt.id)).toBeNull();
    expect(await takeBatch(desk, from([call, { ...call, number: 'A2' }]))).toEqual(receipt);
  });

  test('are kept without what no column of the ledger takes', async () => {
    await takeBatch(desk, from([{ ...call, 来电人: '王某', phone: '13800001234' }]));
    const [message] = await desk.queue.receive('feed', { limit: 10, leaseSeconds: 1 });
    expect(message?.body).not.toMatch(/王某|1380/);
  });

  test('are read as an object, an array or lines', () => {
    expect(recordsIn('{"records":[{"number":"1"}]}')).toEqual([{ number: '1' }]);
    expect(recordsIn('[{"number":"1"}]')).toEqual([{ number: '1' }]);
    expect(recordsIn('{"number":"1"}\n{"number":"2"}\n')).toHaveLength(2);
    expect(recordsIn('[1]')).toBeNull();
    expect(recordsIn('nonsense')).toBeNull();
  });
});
