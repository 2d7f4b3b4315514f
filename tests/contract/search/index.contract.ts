/** What an index of keyed hashes must do, whatever the engine, held against a plain list of cases and their terms. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StreamKey } from '#shared/kernel/event.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { UnknownPlace } from '#shared/store/list-place.ts';
import type { IndexedCase, SearchIndex } from '#shared/store/search-index.ts';
import { keyOf } from '#shared/store/views.ts';

/** As long as a hash is, whatever it stands for. */
export const term = (name: string): string =>
  createHash('sha256').update(name).digest().subarray(0, 9).toString('base64url');

export const WITHIN = { office: 'o1', kind: 'application' } as const;
const at = (stream: string): StreamKey => ({ ...WITHIN, stream });
type Said = { readonly version?: number; readonly day?: string; readonly open?: readonly string[] };
export function indexedCase(stream: string, terms: readonly string[], said: Said = {}): IndexedCase {
  const day = dateOf(said.day ?? '2026-03-02');
  const open = said.open?.map((one) => [term(one)]);
  return {
    at: at(stream),
    version: said.version ?? 1,
    day,
    terms: terms.map(term),
    ...(open && { open }),
  };
}

/** All there are, in pages. */
async function streamsUnder(index: SearchIndex, terms: readonly string[], limit = 3): Promise<string[]> {
  const found: string[] = [];
  for (let after: string | null = null; ; ) {
    const { items, next } = await index.find({ ...WITHIN, terms: terms.map(term), after, limit });
    expect(items.length).toBeLessThanOrEqual(limit);
    found.push(...items.map((one) => one.at.stream));
    if (next === null) return found;
    after = next;
  }
}

const TERMS = ['a', 'b', 'c', 'd'];
const some = fc.uniqueArray(fc.constantFrom(...TERMS));
const change = fc.record({
  stream: fc.integer({ min: 0, max: 30 }).map((n) => `s${n}`),
  version: fc.integer({ min: 1, max: 4 }),
  terms: some,
  forget: fc.boolean().chain((yes) => (yes ? fc.boolean() : fc.constant(false))),
});

export function searchIndexContract(engine: string, opened: () => Promise<SearchIndex>, runs: number): void {
  describe(`the index on ${engine}`, () => {
    it('finds cases under all of the terms, newest first, page by page', async () => {
      const index = await opened();
      await index.enter([
        indexedCase('old', ['x', 'y'], { day: '2024-01-05' }),
        indexedCase('new', ['y', 'x'], { day: '2026-02-01' }),
        indexedCase('mid', ['x', 'y', 'z'], { day: '2025-07-01' }),
        indexedCase('other', ['x'], { day: '2026-05-01' }),
      ]);
      expect(await streamsUnder(index, ['x', 'y'], 1)).toEqual(['new', 'mid', 'old']);
      expect(await streamsUnder(index, ['x'])).toEqual(['other', 'new', 'mid', 'old']);
      expect([await streamsUnder(index, ['x', 'w']), await streamsUnder(index, [])]).toEqual([[], []]);
    });

    it('takes away the rows of terms that a case has no more, and of a case that is forgotten', async () => {
      const index = await opened();
      await index.enter([indexedCase('one', ['x', 'y']), indexedCase('two', ['x'])]);
      await index.enter([indexedCase('one', ['y', 'z'], { version: 2 })]);
      await index.enter([indexedCase('one', ['x'], { version: 1 })]);
      expect(await streamsUnder(index, ['x'])).toEqual(['two']);
      expect(await streamsUnder(index, ['y', 'z'])).toEqual(['one']);
      await index.forget(at('one'));
      await index.forget(at('never there'));
      expect([await streamsUnder(index, ['y']), await streamsUnder(index, ['z'])]).toEqual([[], []]);
      await index.enter([indexedCase('one', ['z'])]);
      expect(await streamsUnder(index, ['z'])).toEqual(['one']);
    });

    it('names cases that come together each where it stands, and none that is forgotten', async () => {
      const index = await opened();
      const together = ['s1', 's12', 's3', 's2'].map((stream, n) =>
        indexedCase(stream, ['number', stream, n % 2 === 0 ? 'even' : 'odd'], { open: ['number', 'even'] }),
      );
      await index.enter(together);
      await index.enter([indexedCase('s20', ['number', 'even']), indexedCase('s4', ['even'])]);
      const under = async (...terms: readonly string[]) => (await streamsUnder(index, terms, 2)).sort();
      expect(await under('number')).toEqual(['s1', 's12', 's2', 's20', 's3']);
      expect(await under('even', 'number')).toEqual(['s1', 's20', 's3']);
      expect(await under('s12', 'odd', 'number')).toEqual(['s12']);
      await index.enter([indexedCase('s3', ['number', 'odd'], { version: 2, open: ['number'] })]);
      expect(await under('number', 'even')).toEqual(['s1', 's20']);
      expect(await under('odd', 'number')).toEqual(['s12', 's2', 's3']);
      await index.forget(at('s12'));
      await index.forget(at('s3'));
      expect(await under('number')).toEqual(['s1', 's2', 's20']);
    });

    it('goes on from no place it never gave', async () => {
      const index = await opened();
      await index.enter([indexedCase('one', ['x'])]);
      const asked = index.find({ ...WITHIN, terms: [term('x')], after: 'nowhere', limit: 1 });
      await expect(asked).rejects.toBeInstanceOf(UnknownPlace);
    });

    it('agrees with a plain list after any entries, corrections and forgettings', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.uniqueArray(change, { maxLength: 9, selector: ({ stream }) => stream }), {
            maxLength: 9,
          }),
          some,
          fc.array(some, { minLength: 1, maxLength: 4 }),
          fc.integer({ min: 1, max: 9 }),
          async (changes, open, asked, limit) => {
            const index = await opened();
            const plain = new Map<string, IndexedCase>();
            for (const together of changes) {
              const some = together.map(({ stream, version, terms, forget }) => {
                const day = `2026-01-${10 + stream.length}`;
                const own = terms.filter((name) => open.includes(name));
                return { forget, one: indexedCase(stream, terms, { version, day, open: own }) };
              });
              for (const { one } of some.filter(({ forget }) => forget)) {
                await index.forget(one.at);
                plain.delete(keyOf(one.at));
              }
              const known = some.filter(({ forget }) => !forget).map(({ one }) => one);
              await index.enter(known);
              for (const one of known)
                if (one.version > (plain.get(keyOf(one.at))?.version ?? 0)) plain.set(keyOf(one.at), one);
            }
            for (const terms of asked.filter(({ length }) => length > 0)) {
              const right = [...plain.values()].filter((one) =>
                terms.every((name) => one.terms.includes(term(name))),
              );
              const found = await streamsUnder(index, terms, limit);
              expect([...found].sort()).toEqual(right.map((one) => one.at.stream).sort());
              const days = found.map((stream) => plain.get(keyOf(at(stream)))?.day ?? '');
              expect(days).toEqual([...days].sort().reverse());
            }
          },
        ),
        { numRuns: runs },
      );
    });
  });
}
