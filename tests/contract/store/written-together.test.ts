/** What callers who come together may rely on, whoever else is in the same durable commit. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Seeded, seeded } from '#functions/demo/seeded.ts';
import { dateOf, instantOf } from '#shared/kernel/plain-date.ts';
import type { CommitDraft, LogWriter, OrderedLog, Taken } from '#shared/store/ports.ts';
import { sqliteEventLog } from '#shared/store/sqlite/event-log.ts';
import { openLedger } from '#shared/store/sqlite/schema.ts';
import { countCommits } from '../../support/durable-commits.ts';
import { seedOf } from '../../support/seed.ts';

let folder: string;
let log: OrderedLog;
const masterKey = randomBytes(32);
const opened = (): OrderedLog =>
  sqliteEventLog(openLedger(join(folder, 'ledger.db')), {
    clock: { now: () => instantOf(Date.UTC(2026, 8, 18)) },
    masterKey,
  });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-together-'));
  log = opened();
});
afterEach(() => {
  log.close();
  rmSync(folder, { recursive: true, force: true });
});

type Asked = { readonly stream: string; readonly version: number; readonly key?: string };

const draftOf = ({ stream, version, key }: Asked, text = ''): CommitDraft => ({
  ...{ at: { office: 'o1', kind: 'application', stream }, number: stream, version, key },
  actor: { user: 'li', role: 'intake', via: 'form' },
  events: [
    {
      ...{ type: 'ApplicationRegistered', v: 1, on: dateOf('2026-09-18'), data: {} },
      ...(text !== '' && { texts: { subject: text } }),
    },
  ],
});
const alone = async <T>(job: (writer: LogWriter) => Promise<T>) => (await log.write([job]))[0];
const caller = (asked: Asked) => alone((writer) => writer.append(draftOf(asked)));

describe('posts that arrive together', () => {
  it('share one durable commit, also where each comes in a turn of its own', async () => {
    const commits = countCommits(folder);
    await Promise.all(
      Array.from({ length: 40 }, async (_, n) => {
        for (let turn = 0; turn < Math.floor(n / 10); turn += 1) await setImmediate();
        await caller({ stream: `s${n}`, version: 1 });
      }),
    );
    expect(commits()).toBeLessThanOrEqual(4);
    expect(await log.head()).toMatchObject({ position: 40 });
  });

  it('and one that comes alone is written at once', async () => {
    const commits = countCommits(folder);
    for (let n = 0; n < 5; n += 1) await caller({ stream: `s${n}`, version: 1 });
    expect(commits()).toBe(5);
  });
});

/** What one caller does: some appends, and perhaps a fault after them. */
type Course = { readonly appends: readonly Asked[]; readonly fails: boolean; readonly turns: number };

function courseBy(chance: Seeded): Course {
  const appends = Array.from({ length: chance.int(1, 3) }, () => ({
    ...{ stream: `s${chance.int(1, 4)}`, version: chance.int(1, 6) },
    ...(chance.chance(0.4) && { key: `k${chance.int(1, 12)}` }),
  }));
  return { appends, fails: chance.chance(0.2), turns: chance.int(0, 3) };
}

/** The ledger as lists: one after another, in the order in which they came. */
class Plain {
  versions = new Map<string, number>();
  keys = new Set<string>();

  carryOut({ appends, fails }: Course): (Taken | 'recorded')[] | 'failed' {
    const [versions, keys] = [new Map(this.versions), new Set(this.keys)];
    const outcomes = appends.map((asked) => this.#append(asked));
    if (!fails) return outcomes;
    [this.versions, this.keys] = [versions, keys];
    return 'failed';
  }

  #append({ stream, version, key }: Asked): Taken | 'recorded' {
    if (key !== undefined && this.keys.has(key)) return 'key';
    if ((this.versions.get(stream) ?? 0) !== version - 1) return 'version';
    this.versions.set(stream, version);
    if (key !== undefined) this.keys.add(key);
    return 'recorded';
  }
}

describe('callers at random, some refused and some failing', () => {
  it('are each answered as if they had come one after another, and nobody before it is durable', async () => {
    const chance = seeded(seedOf('callers who come together'));
    const model = new Plain();
    const expected: unknown[] = [];
    const told: unknown[] = [];
    const others = new DatabaseSync(join(folder, 'ledger.db'), { readOnly: true });
    const standing = others.prepare('SELECT 1 FROM commits WHERE stream = ? AND version = ?');
    const carriedOut = async (course: Course, place: number): Promise<void> => {
      for (let turn = 0; turn < course.turns; turn += 1) await setImmediate();
      // from here on its place in the queue is taken
      expected[place] = model.carryOut(course);
      const outcome = await alone(async (writer) => {
        const results: (Taken | 'recorded')[] = [];
        for (const asked of course.appends) {
          const result = await writer.append(draftOf(asked));
          // what somebody reads in between is nobody's truth afterwards
          await writer.history(draftOf(asked).at);
          results.push(result.ok ? 'recorded' : result.taken);
        }
        if (course.fails) throw new Error('somebody changed their mind');
        return results;
      });
      told[place] = outcome?.ok ? outcome.value : 'failed';
      for (const [at, { stream, version }] of course.appends.entries())
        if (outcome?.ok && outcome.value[at] === 'recorded')
          expect(standing.get(stream, version)).toBeDefined();
    };
    for (let round = 0; round < 40; round += 1) {
      const courses = Array.from({ length: chance.int(1, 20) }, () => courseBy(chance));
      const before = told.length;
      await Promise.all(courses.map((course, n) => carriedOut(course, before + n)));
      expect(told).toEqual(expected);
    }
    for (const [stream, versions] of model.versions) {
      const found = await log.history(draftOf({ stream, version: 1 }).at);
      expect(found.map(({ version }) => version)).toEqual(Array.from({ length: versions }, (_, n) => n + 1));
      expect(found.map(({ prev }) => prev)).toEqual(['', ...found.slice(0, -1).map(({ hash }) => hash)]);
    }
    others.close();
  });

  it('and from two processes that write by turns, each knowing of the other', async () => {
    const chance = seeded(seedOf('two processes that write by turns'));
    const model = new Plain();
    const other = opened();
    for (let turn = 0; turn < 60; turn += 1) {
      const course = { ...courseBy(chance), turns: 0 };
      const expected = model.carryOut(course);
      const [outcome] = await chance.pick([log, other]).write([
        async (writer) => {
          const results: (Taken | 'recorded')[] = [];
          for (const asked of course.appends) {
            const { at } = draftOf(asked);
            const known = await writer.history(at);
            const result = await writer.append(draftOf(asked));
            results.push(result.ok ? 'recorded' : result.taken);
            if (result.ok) expect((await writer.history(at)).length).toBe(known.length + 1);
          }
          if (course.fails) throw new Error('somebody changed their mind');
          return results;
        },
      ]);
      expect(outcome?.ok ? outcome.value : 'failed').toEqual(expected);
    }
    for (const [stream, version] of model.versions)
      for (const one of [log, other])
        expect(await one.history(draftOf({ stream, version: 1 }).at)).toHaveLength(version);
    other.close();
  });

  it('are refused the first commit of a stream that stands under another number, and make no key for it', async () => {
    await caller({ stream: 's1', version: 1 });
    const other = (text: string) => ({ ...draftOf({ stream: 's1', version: 1 }, text), number: 's2' });
    const open = await alone((writer) => writer.append(other('')));
    expect(open).toEqual({ ok: true, value: { ok: false, taken: 'version' } });
    expect(await alone((writer) => writer.append(other('张三')))).toMatchObject({ ok: false });
    expect(await log.keyFingerprint(other('').at)).toBeNull();
    expect(await log.isWithoutHoles()).toBe(true);
    await caller({ stream: 's3', version: 1 });
    expect(await log.head()).toMatchObject({ position: 2 });
  });

  it('leave neither a history nor a key behind that was taken back', async () => {
    const first = { stream: 's1', version: 1 };
    const failing = alone(async (writer) => {
      await writer.append(draftOf(first, '张三'));
      await writer.history(draftOf(first).at);
      throw new Error('somebody changed their mind');
    });
    const other = alone(async (writer) => {
      await writer.append(draftOf(first, '李四'));
      return writer.history(draftOf(first).at);
    });
    const [, second] = await Promise.all([failing, other]);
    const [commit] = second?.ok ? second.value : [];
    expect(await log.history(draftOf(first).at)).toEqual([commit]);
    log.close();
    log = opened();
    expect(commit && (await log.openSeal(commit))).toEqual({ 0: { subject: '李四' } });
  });
});
