/** What every event log must do, whatever the engine. Each adapter's test file calls this with its own opener. */
import { describe, expect, it } from 'vitest';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import type { Actor, CaseKind, Commit, DomainEvent, StreamKey } from '#shared/kernel/event.ts';
import { dateOf, type Instant } from '#shared/kernel/plain-date.ts';
import { hashOf } from '#shared/store/commit-bytes.ts';
import { faultOf } from '#shared/store/faults.ts';
import {
  type CommitDraft,
  type EventLog,
  type LogWriter,
  type Slice,
  type Within,
  writeOne,
} from '#shared/store/ports.ts';

const actor: Actor = { user: 'li', role: 'intake', via: 'form' };
const at: StreamKey = { office: 'o1', kind: 'application', stream: 's1' };
const registered: DomainEvent = {
  type: 'ApplicationRegistered',
  v: 1,
  on: dateOf('2026-09-18'),
  data: { channel: 'post' },
  texts: { subject: '规划图' },
};

/** Later than any clock of these tests. */
const CUT_OFF = '2027-02-27T09:00:00.000+08:00' as Instant;

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

async function scanned(log: EventLog, within?: Within): Promise<Commit[]> {
  const found: Commit[] = [];
  for await (const page of log.scan(undefined, within)) found.push(...page);
  return found;
}

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

    it('seals the bytes of a file under the key of its case, and opens them for no other', async () => {
      const log = await open();
      await append(log, draft({ events: [{ ...registered, texts: {} }] }));
      const scan = new Uint8Array(Buffer.from('%PDF-1.7 身份证复印件'));
      const sealed = await log.sealBytes(at, scan); // the case has no key yet
      expect(Buffer.from(sealed).includes('身份证')).toBe(false);
      expect(Buffer.from(await log.sealBytes(at, scan)).equals(sealed)).toBe(false);
      expect(await log.openBytes(at, sealed)).toEqual(Buffer.from(scan));
      await append(log, draft({ version: 2 })); // its texts are sealed under the same key
      expect(await log.openBytes(at, sealed)).toEqual(Buffer.from(scan));
      const [, second] = await log.history(at);
      expect(second && (await log.openSeal(second))).toEqual({ 0: { subject: '规划图' } });
      await append(log, draft({ at: { ...at, stream: 's2' }, number: '2' }));
      expect(await log.openBytes({ ...at, stream: 's2' }, sealed)).toBe('altered');
      expect(await log.openBytes({ ...at, stream: 's3' }, sealed)).toBe('unopenable');
      expect(await log.openBytes(at, sealed.slice(0, -1))).toBe('altered');
      expect(await log.openBytes(at, new Uint8Array(3))).toBe('altered');
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
      const told = async (own: CommitDraft): Promise<number> => {
        const [outcome] = await log.write([(writer) => writer.append(own)]);
        // where the store is busier than anybody waits for, whoever asks once more is answered
        if (outcome?.ok === false && faultOf(outcome.error) === 'store') return told(own);
        return outcome?.ok && outcome.value.ok ? 1 : 0;
      };
      const writes = Array.from({ length: 600 }, (_, n) =>
        told(draft({ at: { ...at, stream: `s${n % 300}` }, number: `${n % 300}` })),
      );
      const recorded = await Promise.all(writes);
      // of the two that want one place, one has it, and is told so
      const pairs = recorded.slice(0, 300).map((one: number, n) => one + (recorded[n + 300] ?? 0));
      expect(new Set(pairs)).toEqual(new Set([1]));
      expect(await scanned(log)).toHaveLength(300);
      log.close();
    });

    it('never records an instant earlier than the one before', async () => {
      const log = await open();
      for (let version = 1; version <= 3; version += 1) await append(log, draft({ version }));
      const times = (await log.history(at)).map((commit) => commit.recordedAt);
      expect(times).toEqual([...times].sort());
      log.close();
    });

    it('records nothing at or before a cut-off, in cases that were there and in new ones, however clocks stand', async () => {
      const log = await open();
      const other = { ...at, stream: 's2' };
      await append(log, draft());
      await log.cutAt(['o1'], CUT_OFF);
      await log.cutAt(['o1'], CUT_OFF);
      await log.cutAt(['o1'], '2026-12-01T00:00:00.000+08:00' as Instant);
      await append(log, draft({ version: 2 }));
      await append(log, draft({ at: other, number: '2026-2' }));
      const [before, after] = await log.history(at);
      const [young] = await log.history(other);
      expect([before, after, young].map((one) => one && one.recordedAt > CUT_OFF)).toEqual([
        false,
        true,
        true,
      ]);
      expect(await log.strays()).toEqual([]);
      const changed = await scanned(log, { changedAfter: CUT_OFF });
      expect(changed.map(({ stream, version }) => [stream, version])).toEqual(
        expect.arrayContaining([
          ['s1', 1],
          ['s1', 2],
          ['s2', 1],
        ]),
      );
      log.close();
    });

    it('has everything in it that bears an earlier instant once a cut-off is through', async () => {
      const log = await open();
      const writes = Array.from({ length: 40 }, (_, n) =>
        append(log, draft({ at: { ...at, stream: `s${n}` }, number: `${n}` })),
      );
      await log.cutAt(['o1'], CUT_OFF);
      const within = async () =>
        (await scanned(log)).filter(({ recordedAt }) => recordedAt <= CUT_OFF).length;
      const then = await within();
      const results = await Promise.all(writes);
      expect(results.every((result) => result?.ok && result.value.ok)).toBe(true);
      expect(await within()).toBe(then);
      log.close();
    });

    it('lets jobs that arrive together see what those before them recorded', async () => {
      const log = await open();
      const grow = async (w: LogWriter) => {
        const version = (await w.history(at)).length + 1;
        return w.append(draft({ version, request: `r${version}` }));
      };
      const results = await log.write(Array.from({ length: 20 }, () => grow));
      expect(results.map((result) => result.ok && result.value.ok)).toEqual(Array(20).fill(true));
      expect((await log.history(at)).map(({ request }) => request)).toEqual(
        Array.from({ length: 20 }, (_, index) => `r${index + 1}`),
      );
      log.close();
    });

    it('lets a job see its own commits, and keeps those of several cases together or not at all', async () => {
      const log = await open();
      const split = (fail: boolean) => async (w: LogWriter) => {
        await w.append(draft({ key: 'k1' }));
        await w.append(draft({ at: { ...at, stream: 's2' }, number: '2026-2' }));
        expect(await w.history(at)).toHaveLength(1);
        expect(await w.streamOf('o1', 'application', '2026-2')).toBe('s2');
        expect(await w.commitOfKey('o1', 'k1')).toMatchObject({ number: '2026-1', version: 1 });
        expect(await w.lastNumber({ office: 'o1', kind: 'application', prefix: '2026-' })).toBe('2026-2');
        const again = await w.append(draft());
        if (fail) throw new Error('the third part is missing');
        return again;
      };
      const [failed] = await log.write([split(true)]);
      expect(failed?.ok).toBe(false);
      expect(await log.streamOf('o1', 'application', '2026-1')).toBeNull();
      const [done] = await log.write([split(false)]);
      expect(done).toEqual({ ok: true, value: { ok: false, taken: 'version' } });
      expect(await log.history({ ...at, stream: 's2' })).toHaveLength(1);
      log.close();
    });

    it('serves writers that come at the same moment one after another', async () => {
      const log = await open();
      const next = async (w: LogWriter) => {
        const last = await w.lastNumber({ office: 'o1', kind: 'application', prefix: 'SQ' });
        const number = `SQ${String(Number(last?.slice(2) ?? 0) + 1).padStart(4, '0')}`;
        return w.append(draft({ at: { ...at, stream: number }, number }));
      };
      const results = await Promise.all(Array.from({ length: 12 }, () => log.write([next])));
      expect(results.flat().map((result) => result.ok && result.value.ok)).toEqual(Array(12).fill(true));
      expect(await log.lastNumber({ office: 'o1', kind: 'application', prefix: 'SQ' })).toBe('SQ0012');
      log.close();
    });

    it('knows the highest number of a kind that begins as asked', async () => {
      const log = await open();
      for (const number of ['SQ2025-0009', 'SQ2026-0002', 'SQ2026-0010', 'SQ2026-0009', 'SR1', '市-7'])
        await append(log, draft({ at: { ...at, stream: number }, number }));
      const last = (prefix: string, kind: StreamKey['kind'] = 'application') =>
        log.lastNumber({ office: 'o1', kind, prefix });
      expect(await last('SQ2026-')).toBe('SQ2026-0010');
      expect(await last('SQ2027-')).toBeNull();
      expect(await last('市-')).toBe('市-7');
      expect(await last('SQ2026-', 'appeal')).toBeNull();
      log.close();
    });

    it('knows the highest of the numbers that have just so many digits, however many others stand above it', async () => {
      const log = await open();
      const numbered = (numbers: readonly string[]) =>
        log.write(numbers.map((number) => (w) => w.append(draft({ at: { ...at, stream: number }, number }))));
      const last = (digits: number, prefix = 'SQ2026-') =>
        log.lastNumber({ office: 'o1', kind: 'application', prefix, digits });
      expect(await last(7)).toBeNull();
      await numbered([
        'SQ2026-0000041',
        'SQ2026-0000042',
        'SQ2026-0000042-1',
        'SQ2026-000009',
        'SQ2026-9999999x',
      ]);
      await numbered([
        'SQ2026-000009A',
        'SQ2026-１００００００',
        'SQ2026--000009',
        'SQ2026-5-0000009',
        'SQ2026-甲',
      ]);
      await numbered(Array.from({ length: 250 }, (_, index) => `SQ2026-${9_999_000_0 + index}`));
      expect(await last(7)).toBe('SQ2026-0000042');
      expect(await last(8)).toBe('SQ2026-99990249');
      expect(await last(7, 'SQ2026-5-')).toBe('SQ2026-5-0000009');
      await log.write([
        async (w) => {
          await w.append(draft({ at: { ...at, stream: 'own' }, number: 'SQ2026-0000043' }));
          await w.append(draft({ at: { ...at, stream: 'odd' }, number: 'SQ2026-0000044-1' }));
          const within = { office: 'o1', kind: 'application', prefix: 'SQ2026-', digits: 7 } as const;
          expect(await w.lastNumber(within)).toBe('SQ2026-0000043');
        },
      ]);
      expect(await last(7)).toBe('SQ2026-0000043');
      log.close();
    });

    describe('a number by the rule of the office', () => {
      const rule = { office: 'o1', kind: 'application', prefix: 'SQ2026-', digits: 7 } as const;
      const register = async (w: LogWriter, refused = false): Promise<string> => {
        const number = await w.nextNumber(rule);
        if (!refused)
          expect(await w.append(draft({ at: { ...at, stream: number }, number }))).toMatchObject({
            ok: true,
          });
        return number;
      };
      const numbered = async (log: EventLog, jobs: readonly ((w: LogWriter) => Promise<string>)[]) =>
        (await log.write(jobs)).map((one) => (one.ok ? one.value : String(one.error)));
      const sq = (running: number) => `SQ2026-${String(running).padStart(7, '0')}`;
      const given = (number: string) => (w: LogWriter) =>
        w.append(draft({ at: { ...at, stream: number }, number })).then(() => number);

      it('is each one of many own who are recorded at once, and none is left out', async () => {
        const log = await open();
        const jobs = Array.from({ length: 6 }, () => (w: LogWriter) => register(w));
        const all = await Promise.all(Array.from({ length: 5 }, () => numbered(log, jobs)));
        expect(all.flat().sort()).toEqual(Array.from({ length: 30 }, (_, index) => sq(index + 1)));
        log.close();
      });

      it('lies behind the greatest there is, whoever gave it and when', async () => {
        const log = await open();
        await numbered(log, [given(sq(41)), given('SQ2026-0000043-1'), given('SQ2026-99')]);
        expect(await numbered(log, [(w) => register(w)])).toEqual([sq(42)]);
        await numbered(log, [given(sq(60))]);
        expect(await numbered(log, [(w) => register(w)])).toEqual([sq(61)]);
        await numbered(log, [given(sq(9_999_999))]);
        expect(await numbered(log, [(w) => register(w)])).toEqual(['SQ2026-10000000']);
        log.close();
      });

      it('that nothing was recorded under is the next one again', async () => {
        const log = await open();
        expect(await numbered(log, [(w) => register(w, true)])).toEqual([sq(1)]);
        expect(await numbered(log, [(w) => register(w)])).toEqual([sq(1)]);
        log.close();
      });
    });

    it('begins a case of the same number in the same stream each time, and of no other in that one', async () => {
      const log = await open();
      const odd = [
        '',
        '7',
        '依申请〔2026〕12号',
        '依申请〔2026〕12号 ',
        '😀',
        'SQ2026-0000042-1',
        'ſQ2026-0000042',
      ];
      const named: readonly (readonly [string, CaseKind, string])[] = [
        ...Array.from({ length: 3000 }, (_, index) => ['o1', 'hotline', `GD2026-${index}`] as const),
        ...odd.map((number) => ['o1', 'hotline', number] as const),
        ...[['o2', 'hotline', 'GD2026-1'] as const, ['o1', 'application', 'GD2026-1'] as const],
      ];
      const streams = () => writeOne(log, async (writer) => named.map((one) => writer.newStream(...one)));
      const all = await streams();
      expect(new Set(all).size).toBe(named.length);
      expect(all.filter((stream) => !/^[0-9a-f]{24}$/.test(stream))).toEqual([]);
      expect(await streams()).toEqual(all);
      log.close();
    });

    it('gives every commit once in a scan, those of a case in order, and disjoint shares of it', async () => {
      const log = await open();
      const streams = Array.from({ length: 40 }, (_, index) => `s${index}`);
      for (const stream of streams)
        await log.write(
          [1, 2, 3].map(
            (version) => (w: LogWriter) =>
              w.append(
                draft({ at: { ...at, stream }, number: stream, version, key: `${stream}/${version}` }),
              ),
          ),
        );
      const idOf = ({ stream, version }: { stream: string; version: number }) => `${stream}/${version}`;
      const read = async (share?: { part: number; of: number }) => {
        const pages: string[] = [];
        for await (const page of log.scan(share)) pages.push(...page.map(idOf));
        return pages;
      };
      const all = await read();
      const wanted = streams.flatMap((stream) => [1, 2, 3].map((version) => idOf({ stream, version })));
      expect([...all].sort()).toEqual([...wanted].sort());
      for (const stream of streams) {
        const first = all.indexOf(`${stream}/1`);
        expect(all.slice(first, first + 3)).toEqual([1, 2, 3].map((v) => `${stream}/${v}`));
      }
      const shares = await Promise.all([0, 1, 2].map((part) => read({ part, of: 3 })));
      expect(shares.flat().sort()).toEqual([...wanted].sort());
      for (const share of shares)
        for (const id of share)
          expect(
            shares.filter((other) => other.some((one) => one.split('/')[0] === id.split('/')[0])),
          ).toEqual([share]);
      log.close();
    });

    it.each([1, 7, 1000])(
      'gives whole cases, each once, in slices of %i, also while they are written to',
      async (limit) => {
        const log = await open();
        const streams = Array.from({ length: 30 }, (_, index) => `s${index}`);
        const add = (stream: string, version: number) =>
          append(log, draft({ at: { ...at, stream }, number: stream, version, key: `${stream}/${version}` }));
        const next = new Map<string, number>();
        for (const [index, stream] of streams.entries()) {
          for (let version = 1; version <= 1 + (index % 3); version += 1) await add(stream, version);
          next.set(stream, 2 + (index % 3));
        }
        const given: string[] = [];
        for (const part of [0, 1])
          for (let after: string | null = null; ; ) {
            const slice: Slice = await log.slice(after, limit, { part, of: 2 });
            for (const commits of slice.cases) {
              expect(commits.map(({ version }) => version)).toEqual(commits.map((_, index) => index + 1));
              given.push(commits[0]?.stream ?? '');
              expect(commits.at(-1)?.hash).toBe((await log.history(commits[0] ?? at)).at(-1)?.hash);
            }
            // the case at whose end the slice ended goes on
            const last = slice.cases.at(-1)?.[0]?.stream;
            if (last !== undefined) await add(last, next.get(last) ?? 0);
            if (slice.after === null) break;
            after = slice.after;
          }
        expect(given.sort()).toEqual([...streams].sort());
        log.close();
      },
    );

    it('gives of a part only whole cases of its offices and kinds, and of those the changed ones', async () => {
      const log = await open();
      const write = async (office: string, kind: 'application' | 'fee', version: number) => {
        const stream = `${office}-${kind}`;
        const key = `${stream}/${version}`;
        const one = draft({ at: { office, kind, stream }, number: stream, version, key });
        const [outcome] = await log.write([(w: LogWriter) => w.append(one)]);
        if (outcome?.ok !== true || !outcome.value.ok) throw new Error('not recorded');
        return outcome.value.commit.recordedAt;
      };
      const read = async (within: Within) => {
        const found: string[] = [];
        for await (const page of log.scan(undefined, within))
          found.push(...page.map(({ stream, version }) => `${stream}/${version}`));
        const stored: string[] = [];
        for await (const page of log.stored(undefined, within))
          stored.push(...page.map(({ stream, version }) => `${stream}/${version}`));
        expect(stored).toEqual(found);
        return found.sort();
      };
      for (const office of ['甲', 'b'])
        for (const kind of ['application', 'fee'] as const) await write(office, kind, 1);
      await write('b', 'fee', 2);
      const newest = await write('b', 'application', 2);
      expect(await log.offices()).toEqual(['b', '甲']);
      const long = '2020-01-01T00:00:00.000+08:00' as Instant;
      expect(await read({ offices: new Set(['b']) })).toEqual([
        ...['b-application/1', 'b-application/2', 'b-fee/1', 'b-fee/2'],
      ]);
      expect(await read({ kinds: new Set(['fee'] as const) })).toEqual(['b-fee/1', 'b-fee/2', '甲-fee/1']);
      expect(await read({ offices: new Set(['甲']), kinds: new Set(['fee'] as const) })).toEqual([
        '甲-fee/1',
      ]);
      expect(await read({ changedAfter: long })).toEqual(await read({}));
      expect(await read({ changedAfter: long, offices: new Set(['甲']) })).toEqual([
        ...['甲-application/1', '甲-fee/1'],
      ]);
      expect(await read({ changedAfter: newest, offices: new Set(['b']) })).toEqual([]);
      log.close();
    });

    it('keeps texts of 100,000 characters and more', async () => {
      const log = await open();
      const long = '材料'.repeat(50_000);
      for (const [version, texts] of [{ subject: long }, { subject: long, description: long }].entries())
        await append(log, draft({ version: version + 1, events: [{ ...registered, texts }] }));
      const commits = await log.history(at);
      const opened = await Promise.all(commits.map((commit) => log.openSeal(commit)));
      expect(opened).toEqual([{ 0: { subject: long } }, { 0: { subject: long, description: long } }]);
      log.close();
    });

    it('records the most parts that a paper may be split into, and refuses one more at the field', async () => {
      const log = await open();
      const ledger = { log, clock: { now: () => '2026-09-20T09:00:00.000+08:00' as Instant } };
      const asked = (fields: Fields, key: string) =>
        executeCommand(ledger, { office: 'o1', actor, key, fields });
      const applicant = { type: 'naturalPerson', name: '王' };
      const paper = { case: 'A1', channel: 'inPerson', submittedOn: '2026-09-15', applicant, subject: '图' };
      expect(await asked({ command: 'RegisterApplication', ...paper }, 'k1')).toMatchObject({ ok: true });
      const into = Array.from({ length: 49 }, (_, part) => `B${part}`);
      const split = { command: 'SplitApplication', case: 'A1', on: '2026-09-16' };
      const refused = { ok: false, field: 'into', code: 'tooMany', message: '一次最多 48 项' };
      expect(await asked({ ...split, into }, 'k2')).toMatchObject(refused);
      expect(await asked({ ...split, parts: 49 }, 'k3')).toMatchObject({ field: 'parts', code: 'badNumber' });
      expect(await asked({ ...split, into: into.slice(1) }, 'k4')).toMatchObject({ ok: true });
      expect(await log.streamOf('o1', 'application', 'B48')).not.toBeNull();
      log.close();
    });

    it('keeps apart what ids of offices and streams could confuse', async () => {
      const log = await open();
      const one = { office: 'a#application', kind: 'application', stream: 'b' } as const;
      const two = { office: 'a', kind: 'application', stream: 'application#b' } as const;
      await append(log, draft({ at: one, number: '1' }));
      await append(log, draft({ at: two, number: '1' }));
      await append(log, draft({ at: two, number: '1', version: 2 }));
      expect(await log.history(one)).toHaveLength(1);
      expect(await log.history(two)).toHaveLength(2);
      log.close();
    });
  });
}
