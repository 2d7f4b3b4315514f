import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LocalDesk, openLocalDesk } from '#shared/house/open-desk.ts';
import { instantOf } from '#shared/kernel/plain-date.ts';
import { carryOut, consume, drain, type Handler, PACE } from '#shared/store/consume.ts';
import { within } from '#shared/telling/say.ts';

let folder: string;
let desk: LocalDesk;
let time: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-'));
  time = Date.UTC(2026, 8, 18);
  desk = openLocalDesk(folder, { clock: { now: () => instantOf(time) }, masterKey: randomBytes(32) });
});
afterEach(() => {
  desk.close();
  rmSync(folder, { recursive: true });
});

const messages = (...bodies: string[]) => bodies.map((body) => ({ id: body, body }));
const open = async () => (await desk.deadLetters.list({ limit: 100 })).items;

describe('a consumer of the queue', () => {
  it('lets no bad message hold up its neighbours', async () => {
    const done: string[] = [];
    const handler: Handler = async (batch) => {
      if (batch.some(({ body }) => body === 'poison')) throw new Error('unreadable');
      done.push(...batch.map(({ body }) => body));
      return batch.map(() => 'done');
    };
    await desk.queue.send('feed', messages('a', 'poison', 'b', 'c'));
    await drain(desk, 'feed', { handler });
    expect(done.sort()).toEqual(['a', 'b', 'c']);
    expect(await desk.queue.depth('feed')).toBe(1);
    expect(await open()).toEqual([]);
  });

  it('buries at once what no later try can help, with the reason', async () => {
    const handler: Handler = async (batch) =>
      batch.map(({ body }) => (body === 'b' ? { reject: 'conflict: closedAt' } : 'done'));
    await desk.queue.send('feed', messages('a', 'b', 'c'));
    await drain(desk, 'feed', { handler });
    expect(await open()).toMatchObject([{ message: 'b', body: 'b', reason: 'conflict: closedAt', tries: 1 }]);
    expect(await desk.queue.depth('feed')).toBe(0);
  });

  it('tries again with growing pauses, and buries after the last try', async () => {
    const triedAt: number[] = [];
    const handler: Handler = async () => {
      triedAt.push(time);
      throw new Error('the store is away');
    };
    await desk.queue.send('feed', messages('a'));
    for (let second = 0; second < 200; second += 1, time += 1000) await drain(desk, 'feed', { handler });
    const pauses = triedAt.slice(1).map((at, index) => (at - (triedAt[index] ?? 0)) / 1000);
    expect(pauses).toEqual([2, 4, 8, 16, 32]);
    expect(await open()).toMatchObject([{ message: 'a', reason: 'the store is away', tries: 6 }]);
  });

  it('makes no dead letter of what fails for want of the store, however long that is away', async () => {
    const away = Object.assign(new Error('throttled'), { name: 'ThrottlingException', $metadata: {} });
    let [tried, isAway] = [0, true];
    const handler: Handler = async (batch) => {
      tried += 1;
      if (isAway) throw away;
      return batch.map(() => 'done');
    };
    await desk.queue.send('feed', messages('a'));
    for (let second = 0; second < 1500; second += 1, time += 1000) await drain(desk, 'feed', { handler });
    expect(tried).toBeGreaterThan(PACE.maxTries);
    expect([await open(), await desk.queue.depth('feed')]).toEqual([[], 1]);
    isAway = false;
    time += 300_000;
    await drain(desk, 'feed', { handler });
    expect([await open(), await desk.queue.depth('feed')]).toEqual([[], 0]);
  });

  it('says for which requests it carried out what, and of a dead letter for which', async () => {
    const told: string[] = [];
    const spy = vi.spyOn(process.stderr, 'write').mockImplementation((line) => told.push(String(line)) > 0);
    const handler: Handler = async (batch) =>
      batch.map(({ body }) => (body === 'b' ? { reject: 'unreadable' } : 'done'));
    await within({ request: 'r-1' }, () => desk.queue.send('feed', messages('a')));
    await within({ request: 'r-2' }, () => desk.queue.send('feed', messages('b')));
    await desk.queue.send('feed', messages('c'));
    await drain(desk, 'feed', { handler });
    spy.mockRestore();
    const lines = told.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
    expect(lines).toContainEqual(
      expect.objectContaining({ event: 'deadLetter', topic: 'feed', request: 'r-2' }),
    );
    const carried = lines.find(({ event }) => event === 'carriedOut');
    expect(carried).toMatchObject({ topic: 'feed', done: 3, again: 0 });
    expect(carried.requests.toSorted()).toEqual(['r-1', 'r-2']);
    expect(told.join('')).not.toContain('unreadable');
  });

  it('has done with the others what it has done, although one cannot be postponed', async () => {
    const handler: Handler = async (batch) =>
      batch.map(({ body }) => (body === 'later' ? { retry: 'not yet' } : 'done'));
    const queue = {
      ...desk.queue,
      postpone: async (): Promise<void> => {
        throw new Error('ChangeMessageVisibility');
      },
    };
    await desk.queue.send('feed', messages('later', 'a', 'b'));
    const batch = await desk.queue.receive('feed', { limit: 10, leaseSeconds: 60 });
    const again = await carryOut({ ...desk, queue }, batch, { handler });
    expect(again.map(({ body }) => body)).toEqual(['later']);
    expect(await desk.queue.depth('feed')).toBe(1);
  });

  it('lets come again what it could neither carry out nor lay down', async () => {
    const handler: Handler = async (batch) =>
      batch.map(({ body }) => (body === 'bad' ? { reject: 'unreadable' } : 'done'));
    let isAway = true;
    const deadLetters: typeof desk.deadLetters = {
      ...desk.deadLetters,
      put: async (failure) => {
        if (isAway) throw new Error('away');
        await desk.deadLetters.put(failure);
      },
    };
    await desk.queue.send('feed', messages('bad', 'a'));
    await drain({ ...desk, deadLetters }, 'feed', { handler });
    expect([await open(), await desk.queue.depth('feed')]).toEqual([[], 1]);
    isAway = false;
    time += 300_000;
    await drain({ ...desk, deadLetters }, 'feed', { handler });
    expect(await open()).toMatchObject([{ message: 'bad', reason: 'unreadable' }]);
    expect(await desk.queue.depth('feed')).toBe(0);
  });

  it('runs beside the rest until it is stopped', async () => {
    const done: string[] = [];
    const handler: Handler = async (batch) => {
      done.push(...batch.map(({ body }) => body));
      return batch.map(() => 'done');
    };
    const running = consume(desk, 'feed', { handler, pace: { ...PACE, idleMilliseconds: 5 } });
    await desk.queue.send('feed', messages('a'));
    await expect.poll(() => done).toEqual(['a']);
    await running.stop();
    await desk.queue.send('feed', messages('b'));
    expect(await desk.queue.depth('feed')).toBe(1);
  });
});
