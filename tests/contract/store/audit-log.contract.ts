import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Instant, instantOf } from '#shared/kernel/plain-date.ts';
import type { AuditEntry, AuditLine, AuditLog } from '#shared/store/audit-log.ts';
import { hashOf } from '#shared/store/commit-bytes.ts';
import { UnknownPlace } from '#shared/store/list-place.ts';
import type { Clock, StoredCommit } from '#shared/store/ports.ts';

const BEGIN = Date.UTC(2026, 2, 3, 1);
const minute = (n: number): Instant => instantOf(BEGIN + n * 60_000);

const read: AuditEntry = {
  ...{ office: 'o', who: 'li', role: 'officer', via: 'form', from: '10.0.0.7', session: 's1' },
  ...{ what: 'caseRead', on: { kind: 'application', number: 'SQ2026-0000001' } },
};

/** What every engine must keep of who read what. `open` gives an empty stream; each entry comes a minute later. */
export function auditLogContract(engine: string, open: (clock: Clock) => Promise<AuditLog>): void {
  describe(`the audit stream on ${engine}`, () => {
    let log: AuditLog;
    let now: number;
    beforeEach(async () => {
      now = 0;
      log = await open({ now: () => minute(now++) });
    });
    afterEach(() => log.close());

    const said = async (entries: readonly Partial<AuditEntry>[]): Promise<void> => {
      for (const entry of entries) await log.append({ ...read, ...entry });
    };
    const found = async (asked: object): Promise<readonly AuditLine[]> =>
      (await log.page({ office: 'o', ...asked }, { after: null, limit: 50 })).items;
    const everything = async (): Promise<StoredCommit[]> => {
      const all: StoredCommit[] = [];
      for await (const page of log.stored()) all.push(...page);
      return all;
    };

    it('an entry says who, as what, when, from where, in which session, what and on which case', async () => {
      await said([{ details: { page: '/applications' } }]);
      const [line] = await found({});
      expect(line).toMatchObject({ ...read, at: minute(0), details: { page: '/applications' } });
    });

    it('before anybody is known there is no session, and nothing it was about', async () => {
      await log.append({
        office: 'o',
        who: '',
        role: '',
        via: 'form',
        from: '10.0.0.9',
        what: 'signInRefused',
      });
      const [line] = await found({});
      expect(line).toMatchObject({ who: '', what: 'signInRefused', from: '10.0.0.9' });
      expect(line).not.toHaveProperty('session');
      expect(line).not.toHaveProperty('on');
    });

    it('words that were looked for are sealed, and opened for who asks', async () => {
      await said([{ what: 'searched', texts: { words: '张三丰' } }, {}]);
      const [later, first] = await found({});
      const stored = JSON.stringify(await everything());
      expect(stored).not.toContain('张三丰');
      expect(first && (await log.textsOf(first))).toEqual({ 0: { words: '张三丰' } });
      expect(later && (await log.textsOf(later))).toEqual({});
    });

    it('it is found by person, by case, by act, by address and by day, the newest first', async () => {
      await said([
        {},
        { who: 'wang', from: '10.0.0.8' },
        { what: 'exported', on: undefined },
        { on: { kind: 'hotline', number: 'SQ2026-0000001' } },
        { office: 'p', who: 'wang' },
      ]);
      const minutes = async (asked: object) => (await found(asked)).map(({ at }) => at);
      expect(await minutes({})).toEqual([3, 2, 1, 0].map(minute));
      expect(await minutes({ who: 'wang' })).toEqual([minute(1)]);
      expect(await minutes({ on: read.on })).toEqual([1, 0].map(minute));
      expect(await minutes({ what: 'exported' })).toEqual([minute(2)]);
      expect(await minutes({ from: '10.0.0.8' })).toEqual([minute(1)]);
      expect(await minutes({ since: minute(1), until: minute(2) })).toEqual([2, 1].map(minute));
      expect(await minutes({ since: minute(5) })).toEqual([]);
      expect(await minutes({ until: instantOf(BEGIN - 1) })).toEqual([]);
      expect(await minutes({ who: 'li', what: 'caseRead', since: minute(2) })).toEqual([minute(3)]);
      expect(await minutes({ office: 'p' })).toEqual([minute(4)]);
    });

    it('what changes rights is found by itself', async () => {
      const on = { kind: 'account', number: 'wang' } as const;
      await said([{}, { what: 'accountAdded', on }, { what: 'signedOut', on }, { what: 'roleChanged', on }]);
      expect((await found({ rights: true })).map(({ at }) => at)).toEqual([3, 1].map(minute));
      expect((await found({ rights: true, until: minute(2) })).map(({ at }) => at)).toEqual([minute(1)]);
      expect((await found({ on })).map(({ at }) => at)).toEqual([3, 2, 1].map(minute));
    });

    it('long lists come in pages, each entry once', async () => {
      await said(Array.from({ length: 7 }, (_, n) => ({ who: n % 2 === 0 ? 'li' : 'wang' })));
      for (const asked of [{ office: 'o' }, { office: 'o', who: 'li' }]) {
        const pages: AuditLine[] = [];
        for (let after: string | null = null, first = true; first || after !== null; first = false) {
          const page = await log.page(asked, { after, limit: 3 });
          expect(page.items.length).toBeLessThanOrEqual(3);
          pages.push(...page.items);
          after = page.next;
        }
        expect(pages.map(({ at }) => at)).toEqual((await found(asked)).map(({ at }) => at));
        expect(new Set(pages.map(({ id }) => id)).size).toBe('who' in asked ? 4 : 7);
      }
    });

    it('a place of no list is refused', async () => {
      await expect(log.page({ office: 'o' }, { after: 'nowhere', limit: 3 })).rejects.toThrow(UnknownPlace);
    });

    it('each entry holds the hash of the one before it in its chain', async () => {
      await said([{}, { office: 'p' }, { who: 'wang' }, { office: 'p' }]);
      const all = await everything();
      expect(all).toHaveLength(4);
      const before = new Map<string, StoredCommit>();
      for (const commit of all) {
        const chain = `${commit.office} ${commit.stream}`;
        const last = before.get(chain);
        expect(hashOf(commit.bytes)).toBe(commit.hash);
        expect(commit.version).toBe((last?.version ?? 0) + 1);
        expect(JSON.parse(commit.bytes).prev).toBe(last?.hash ?? '');
        before.set(chain, commit);
      }
    });

    it('entries that come at the same moment stand one after another', async () => {
      await Promise.all(Array.from({ length: 20 }, () => log.append(read)));
      const all = await everything();
      expect(all.map(({ version }) => version)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    });
  });
}
