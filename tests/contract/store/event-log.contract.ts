/** What every event log must do, whatever the engine. Each adapter's test file calls this with its own opener. */
import { describe, expect, it } from 'vitest';
import type { Actor, DomainEvent, StreamKey } from '../../../shared/kernel/event.ts';
import { dateOf } from '../../../shared/kernel/plain-date.ts';
import { hashOf } from '../../../shared/store/commit-bytes.ts';
import type { CommitDraft, EventLog } from '../../../shared/store/ports.ts';

const actor: Actor = { user: 'li', role: 'intake', via: 'form' };
const at: StreamKey = { office: 'o1', kind: 'application', stream: 's1' };
const registered: DomainEvent = {
  type: 'ApplicationRegistered',
  v: 1,
  on: dateOf('2026-09-18'),
  data: { channel: 'post' },
  texts: { subject: '规划图' },
};

export const draft = (change: Partial<CommitDraft> = {}): CommitDraft => ({
  at,
  number: '2026-1',
  version: 1,
  actor,
  events: [registered],
  ...change,
});
const append = async (log: EventLog, one: CommitDraft) =>
  (await log.write([(writer) => writer.append(one)]))[0];

export function eventLogContract(engine: string, open: () => Promise<EventLog>): void {
  describe(`the event log on ${engine}`, () => {
    it('gives back what was recorded, chained, with the texts apart from the log', async () => {
      const log = await open();
      await append(log, draft());
      await append(log, draft({ version: 2 }));
      const [first, second] = await log.history(at);
      expect(second?.prev).toBe(first?.hash);
      expect(hashOf(first?.bytes ?? '')).toBe(first?.hash);
      expect(first?.bytes).not.toContain('规划图');
      expect(first && (await log.openSeal(first))).toEqual({ 0: { subject: '规划图' } });
      log.close();
    });

    it('lets one of two writers have a version', async () => {
      const log = await open();
      const results = await log.write([
        (w) => w.append(draft()),
        (w) => w.append(draft({ number: '2026-2' })),
      ]);
      expect(results.map((result) => result.ok && result.value.ok)).toEqual([true, false]);
      expect(await log.history(at)).toHaveLength(1);
      log.close();
    });

    it('gives a number to one stream and a key to one commit', async () => {
      const log = await open();
      await append(log, draft({ key: 'k1' }));
      const sameNumber = await append(log, draft({ at: { ...at, stream: 's2' } }));
      const sameKey = await append(log, draft({ at: { ...at, stream: 's3' }, number: '3', key: 'k1' }));
      expect(sameNumber).toEqual({ ok: true, value: { ok: false, taken: 'number' } });
      expect(sameKey).toEqual({ ok: true, value: { ok: false, taken: 'key' } });
      expect(await log.streamOf('o1', 'application', '2026-1')).toBe('s1');
      expect(await log.commitOfKey('o1', 'k1')).toEqual({ ...at, number: '2026-1', version: 1 });
      log.close();
    });

    it('keeps nothing of a job that fails and everything of its neighbours', async () => {
      const log = await open();
      const results = await log.write([
        (w) => w.append(draft()),
        async (w) => {
          await w.append(draft({ version: 2 }));
          throw new Error('the disk sighs');
        },
        (w) => w.append(draft({ version: 2 })),
      ]);
      expect(results.map((result) => result.ok)).toEqual([true, false, true]);
      expect(await log.history(at)).toHaveLength(2);
      log.close();
    });

    it('answers callers who come at the same time each with their own outcome', async () => {
      const log = await open();
      const writes = Array.from({ length: 600 }, async (_, n) => {
        const own = draft({ at: { ...at, stream: `s${n % 300}` }, number: `${n % 300}` });
        const [outcome] = await log.write([(writer) => writer.append(own)]);
        return outcome?.ok && outcome.value.ok ? 1 : 0;
      });
      const recorded = await Promise.all(writes);
      expect(recorded.reduce((sum: number, one) => sum + one, 0)).toBe(300);
      expect(recorded.slice(0, 300)).not.toContain(0);
      log.close();
    });

    it('never records an instant earlier than the one before', async () => {
      const log = await open();
      for (let version = 1; version <= 3; version += 1) await append(log, draft({ version }));
      const times = (await log.history(at)).map((commit) => commit.recordedAt);
      expect(times).toEqual([...times].sort());
      log.close();
    });
  });
}
