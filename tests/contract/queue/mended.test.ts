import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BatchDesk, progressOf, takeBatch } from '#shared/feeds/batches.ts';
import { feedHandler } from '#shared/feeds/record-feed.ts';
import { layAside, sendAgain } from '#shared/feeds/send-again.ts';
import { openLocalDesk } from '#shared/house/open-desk.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { drain } from '#shared/store/consume.ts';
import type { DeadLetter } from '#shared/store/dead-letters.ts';
import { sqliteEventLog } from '#shared/store/sqlite/event-log.ts';
import { openLedger } from '#shared/store/sqlite/schema.ts';

let folder: string;
let desk: BatchDesk & { close(): void };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-'));
  const clock = { now: () => '2026-09-18T09:00:00.000+08:00' as Instant };
  const options = { clock, masterKey: randomBytes(32) };
  const log = sqliteEventLog(openLedger(join(folder, 'ledger.db')), options);
  const local = openLocalDesk(folder, options);
  const close = () => {
    log.close();
    local.close();
  };
  desk = { ...local, log, clock, close };
});
afterEach(() => {
  desk.close();
  rmSync(folder, { recursive: true });
});

const wrong = { number: 'A1', receivedAt: '2026-09-01 09:00', type: '闲聊' };
const right = { ...wrong, type: '投诉' };
const batch = { office: 'o', feed: 'platform', records: [wrong] };
const record = () => drain(desk, 'feed', { handler: feedHandler(desk) });
const letters = async () => (await desk.deadLetters.list({ limit: 10 })).items;
const firstLetter = async () => (await letters())[0] as DeadLetter;
const li = { by: 'li', office: 'o' };
const mend = async (to: object) =>
  sendAgain(desk as never, { id: (await firstLetter()).id, ...li, body: JSON.stringify(to) });

async function failedBatch(): Promise<() => Promise<unknown>> {
  const { id } = await takeBatch(desk, batch);
  await record();
  return () => progressOf(desk, 'o', id);
}

describe('a record that a person has mended', () => {
  it('is done on the receipt of its batch, once it is recorded', async () => {
    const progress = await failedBatch();
    expect(await progress()).toMatchObject({ done: 0, pending: 0, failed: [{ number: 'A1' }] });
    await mend(right);
    expect(await progress()).toMatchObject({ done: 0, pending: 1, failed: [] });
    await record();
    expect(await progress()).toMatchObject({ done: 1, pending: 0, failed: [] });
  });

  it('comes back under its letter with the new reason when it is still wrong', async () => {
    const progress = await failedBatch();
    await mend({ ...right, receivedAt: '2026-09-31' });
    await record();
    const [letter, ...others] = await letters();
    expect(others).toEqual([]);
    expect(letter?.reason).toContain('receivedAt（badDate）');
    expect(letter?.rounds).toMatchObject([{ sentBy: 'li', reason: expect.stringContaining('badChoice') }]);
    expect(await progress()).toMatchObject({ failed: [{ reason: expect.stringContaining('badDate') }] });
  });

  it('is not lost where the platform sends the wrong one once more in the same moment', async () => {
    await failedBatch();
    await takeBatch(desk, batch);
    await mend(right);
    await record();
    expect(await desk.log.streamOf('o', 'hotline', 'A1')).not.toBeNull();
    const letter = await firstLetter();
    expect(letter.reason).toContain('badChoice');
    expect(letter.rounds).toMatchObject([{ sent: expect.stringContaining('投诉') }]);
  });

  it('that has failed again before it was noted stays open', async () => {
    await failedBatch();
    const { queue } = desk;
    const atOnce = {
      ...queue,
      send: async (...sending: Parameters<typeof queue.send>) => {
        await queue.send(...sending);
        await record();
      },
    };
    const { id } = await firstLetter();
    await sendAgain({ ...desk, queue: atOnce } as never, { id, ...li });
    expect(await letters()).toMatchObject([{ id, state: 'open', rounds: [{ sentBy: 'li' }] }]);
  });

  it('keeps who sent it, whatever was typed', async () => {
    await failedBatch();
    await mend({ office: 'o', feed: 'another', record: right });
    const [message] = await desk.queue.receive('feed', { limit: 1, leaseSeconds: 1 });
    expect(JSON.parse(message?.body ?? '')).toEqual({ office: 'o', feed: 'platform', record: right });
  });

  it('that is laid aside stays failed on its receipt, with the reason it failed for', async () => {
    const progress = await failedBatch();
    const { id } = await firstLetter();
    expect(await layAside(desk as never, { id, ...li, reason: '平台的测试数据' })).toBe(true);
    expect(await layAside(desk as never, { id, ...li, reason: '平台的测试数据' })).toBe(false);
    expect(await letters()).toEqual([]);
    expect(await progress()).toMatchObject({ failed: [{ reason: expect.stringContaining('badChoice') }] });
  });
});
