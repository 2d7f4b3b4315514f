/** What every queue must do, whatever the engine. `pass` lets time go by: a clock set forward, or real seconds. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Queue, Received } from '#shared/store/queue.ts';

export type QueueUnderTest = {
  readonly queue: Queue;
  pass(seconds: number): Promise<void>;
  close(): Promise<void>;
};

const lease = { limit: 10, leaseSeconds: 1 };
const bodies = (received: readonly Received[]) => received.map(({ body }) => body).sort();

export function queueContract(engine: string, open: () => Promise<QueueUnderTest>): void {
  describe(`the queue on ${engine}`, () => {
    let under: QueueUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    it('gives every message once while nobody lets its lease run out', async () => {
      const { queue } = under;
      const sent = Array.from({ length: 23 }, (_, index) => ({ id: `r${index}`, body: `来电 ${index}` }));
      await queue.send('feed', sent);
      expect(await queue.depth('feed')).toBe(23);
      const taken: Received[] = [];
      for (let round = 0; round < 40 && taken.length < 23; round += 1) {
        const batch = await queue.receive('feed', { limit: 10, leaseSeconds: 30 });
        expect(batch.length).toBeLessThanOrEqual(10);
        taken.push(...batch);
        await queue.acknowledge(batch);
      }
      expect(bodies(taken)).toEqual(sent.map(({ body }) => body).sort());
      expect(taken.every(({ tries, topic }) => tries === 1 && topic === 'feed')).toBe(true);
      expect(await queue.receive('feed', lease)).toEqual([]);
      expect(await queue.depth('feed')).toBe(0);
    });

    it('keeps its topics apart', async () => {
      await under.queue.send('reminder', [{ id: 'a', body: '催办' }]);
      expect(await under.queue.receive('feed', lease)).toEqual([]);
      expect(bodies(await under.queue.receive('reminder', lease))).toEqual(['催办']);
    });

    it('gives a message again, under its id and with the tries counted, when its lease ran out', async () => {
      await under.queue.send('feed', [{ id: 'a', body: '来电' }]);
      const [first] = await under.queue.receive('feed', lease);
      expect(await under.queue.receive('feed', lease)).toEqual([]);
      await under.pass(1.5);
      const [second] = await under.queue.receive('feed', lease);
      expect([first?.tries, second?.tries]).toEqual([1, 2]);
      expect(second?.id).toBe('a');
    });

    it('gives a postponed message again after its pause, not before', async () => {
      await under.queue.send('feed', [{ id: 'a', body: '来电' }]);
      const [first] = await under.queue.receive('feed', { limit: 1, leaseSeconds: 30 });
      if (first !== undefined) await under.queue.postpone(first, 2);
      await under.pass(0.5);
      expect(await under.queue.receive('feed', lease)).toEqual([]);
      await under.pass(2);
      expect(bodies(await under.queue.receive('feed', lease))).toEqual(['来电']);
    });

    it('carries 250 kilobytes of text in one message', async () => {
      const body = '字'.repeat(83_000);
      await under.queue.send('feed', [{ id: 'a', body }]);
      const [first] = await under.queue.receive('feed', lease);
      expect(first?.body).toBe(body);
    });
  });
}
