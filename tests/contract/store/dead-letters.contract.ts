/** What every store of dead letters must do, whatever the engine. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeadLetter, DeadLetters } from '#shared/store/dead-letters.ts';
import { UnknownPlace } from '#shared/store/list-place.ts';

export type DeadLettersUnderTest = { readonly letters: DeadLetters; close(): Promise<void> };

const failure = (message: string) =>
  ({ topic: 'feed', message, body: `{"来电":"${message}"}`, reason: '来源不明', tries: 3 }) as const;

export function deadLettersContract(engine: string, open: () => Promise<DeadLettersUnderTest>): void {
  describe(`the dead letters on ${engine}`, () => {
    let under: DeadLettersUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());
    const seen = async (message: string) => (await under.letters.get(`feed:${message}`)) as DeadLetter;

    it('keep what failed, with its reason, the longest failed first, in pages', async () => {
      const { letters } = under;
      for (const message of ['a', 'b', 'c', 'd', 'e']) await letters.put(failure(message));
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page = await letters.list({ after, limit: 2 });
        expect(page.items.length).toBeLessThanOrEqual(2);
        seen.push(...page.items.map(({ message }) => message));
        after = page.next;
      } while (after !== null);
      expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
      for (const after of ['garbage', '2026-11-23 feed:a', '["a"]'])
        await expect(letters.list({ after, limit: 2 })).rejects.toThrow(UnknownPlace);
      expect(await letters.get('feed:a')).toMatchObject({ ...failure('a'), state: 'open', rounds: [] });
      expect(await letters.get('feed:z')).toBeNull();
    });

    it('remember what was mended, to what and by whom, also when the mended message fails again', async () => {
      const { letters } = under;
      await letters.put(failure('a'));
      expect(await letters.note(await seen('a'), { body: '改过', by: 'li' })).toBe(true);
      expect((await letters.list({ limit: 10 })).items).toEqual([]);
      expect((await letters.list({ limit: 10, state: 'sent' })).items).toMatchObject([{ body: '改过' }]);
      await letters.put({ ...failure('a'), message: 'a~1', body: '改过', reason: '仍不明' });
      const [open] = (await letters.list({ limit: 10 })).items;
      expect(open).toMatchObject({ message: 'a', state: 'open', reason: '仍不明', body: '改过' });
      expect(open?.rounds).toMatchObject([
        { body: failure('a').body, reason: '来源不明', sent: '改过', sentBy: 'li' },
      ]);
      expect((await letters.list({ limit: 10, state: 'sent' })).items).toEqual([]);
    });

    it('let one of two people send a letter again', async () => {
      await under.letters.put(failure('a'));
      const letter = await seen('a');
      const again = { body: '改过', by: 'li' };
      expect(await under.letters.note(letter, again)).toBe(true);
      expect(await under.letters.note(letter, again)).toBe(false);
      expect(await under.letters.note({ ...letter, id: 'feed:z' }, again)).toBe(false);
    });

    it('keep a letter open that failed once more before its sending was noted', async () => {
      await under.letters.put(failure('a'));
      const letter = await seen('a');
      await under.letters.put({ ...failure('a'), reason: '仍不明' });
      expect(await under.letters.note(letter, { body: letter.body, by: 'li' })).toBe(true);
      const [open] = (await under.letters.list({ limit: 10 })).items;
      expect(open).toMatchObject({ reason: '仍不明', rounds: [{ reason: '来源不明', sentBy: 'li' }] });
    });

    it('lose no round when two change one at once', async () => {
      await under.letters.put(failure('a'));
      const letter = await seen('a');
      const again = { ...failure('a'), reason: '仍不明' };
      await Promise.all([
        under.letters.note(letter, { body: letter.body, by: 'li' }),
        under.letters.put(again),
        under.letters.put(again),
      ]);
      const { state, rounds } = await seen('a');
      expect({ state, rounds: rounds.length }).toEqual({ state: 'open', rounds: 1 });
    });

    it('lay a letter aside with who did it and why, until its message fails again', async () => {
      const { letters } = under;
      await letters.put(failure('a'));
      expect(await letters.note(await seen('a'), { dropped: '平台的测试数据', by: 'li' })).toBe(true);
      expect((await letters.list({ limit: 10 })).items).toEqual([]);
      const [dropped] = (await letters.list({ limit: 10, state: 'dropped' })).items;
      expect(dropped?.rounds).toMatchObject([{ sentBy: 'li', dropped: '平台的测试数据' }]);
      await letters.put(failure('a'));
      expect((await letters.list({ limit: 10 })).items).toMatchObject([{ rounds: [{ sentBy: 'li' }] }]);
    });

    it('forget a letter that is dropped', async () => {
      await under.letters.put(failure('a'));
      await under.letters.remove('feed:a');
      expect(await under.letters.get('feed:a')).toBeNull();
      expect((await under.letters.list({ limit: 10 })).items).toEqual([]);
    });
  });
}
