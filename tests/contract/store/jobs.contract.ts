/** Long work: asked for once, gone on with from what was noted, ended once, and found again where nobody goes on with it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '#shared/kernel/plain-date.ts';
import type { Job, Jobs } from '#shared/store/jobs.ts';

export type JobsDesk = {
  readonly jobs: Jobs;
  readonly now: () => number;
  pass(seconds: number): Promise<void>;
  close(): Promise<void>;
};

const ASKED = {
  id: 'a1',
  office: 'default',
  what: 'command',
  askedBy: '张三',
  request: { year: 2026 },
} as const;

export function jobsContract(name: string, open: () => Promise<JobsDesk>): void {
  describe(`jobs, ${name}`, () => {
    let desk: JobsDesk;
    beforeEach(async () => {
      desk = await open();
    });
    afterEach(() => desk.close());
    const found = async (): Promise<Job> => {
      const job = await desk.jobs.find(ASKED.id);
      if (job === null) throw new Error('no job');
      return job;
    };

    it('waits, goes on from what was noted, and says what came of it', async () => {
      const { jobs } = desk;
      const asked = await jobs.ask(ASKED);
      expect(asked).toMatchObject({ state: 'waiting', done: 0, of: null, askedBy: '张三' });
      expect(await jobs.kept(asked, asked.request)).toEqual({ year: 2026 });
      const going = await jobs.note(asked, { place: { after: 'k' }, done: 3, of: 9 });
      expect(await found()).toMatchObject({ state: 'running', done: 3, of: 9 });
      expect(going && (await jobs.kept(going, going.place))).toEqual({ after: 'k' });
      const ended = going && (await jobs.end(going, { signed: true }));
      expect(await found()).toMatchObject({ state: 'done' });
      expect(ended && (await jobs.kept(ended, ended.result))).toEqual({ signed: true });
    });

    it('of two carriers of one slice one is believed', async () => {
      const { jobs } = desk;
      const asked = await jobs.ask(ASKED);
      const [one, other] = await Promise.all(
        ['one', 'other'].map((who) => jobs.note(asked, { place: { who }, done: 1, of: null })),
      );
      expect([one, other].filter((noted) => noted !== null)).toHaveLength(1);
      const job = await found();
      expect(await jobs.kept(job, job.place)).toEqual({ who: one === null ? 'other' : 'one' });
      expect(await jobs.end(asked, 'late')).toBeNull();
      expect(await found()).toMatchObject({ state: 'running' });
    });

    it('asked for twice it is one; asked for again when it has ended it begins anew', async () => {
      const { jobs } = desk;
      const asked = await jobs.ask(ASKED);
      expect(await jobs.ask({ ...ASKED, request: { year: 2025 } })).toEqual(asked);
      const both = await Promise.all([jobs.ask({ ...ASKED, id: 'b1' }), jobs.ask({ ...ASKED, id: 'b1' })]);
      expect(both[0]).toEqual(both[1]);
      await jobs.fail(asked, { code: 'tooManyTries', reason: 'the store' });
      expect(await found()).toMatchObject({ state: 'failed', fault: { code: 'tooManyTries' } });
      const anew = await jobs.ask({ ...ASKED, request: { year: 2025 } });
      expect(anew).toMatchObject({ state: 'waiting', fault: null });
      expect(await jobs.kept(anew, anew.request)).toEqual({ year: 2025 });
      // whoever still carries the first one is not believed
      expect(await jobs.note(asked, { place: {}, done: 1, of: 1 })).toBeNull();
    });

    it('one that nobody goes on with is found, one that has ended is not', async () => {
      const { jobs } = desk;
      await jobs.ask(ASKED);
      const since = instantOf(desk.now());
      await desk.pass(600);
      const other = await jobs.ask({ ...ASKED, id: 'c1' });
      expect((await jobs.left(since)).map(({ id }) => id)).toEqual(['a1']);
      await desk.pass(1);
      expect((await jobs.left(instantOf(desk.now()))).map(({ id }) => id)).toEqual(['a1', 'c1']);
      await jobs.end(other, null);
      await jobs.end(await found(), null);
      expect(await jobs.left(instantOf(desk.now()))).toEqual([]);
    });
  });
}
