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
export function indexedCase(
  stream: string,
  terms: readonly string[],
  { version = 1, day = '2026-03-02', open }: Said = {},
): IndexedCase {
  const hashed = { terms: terms.map(term), ...(open && { open: open.map((one) => [term(one)]) }) };
  return { at: at(stream), version, day: dateOf(day), ...hashed };
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

export function searchIndexContract(engine: string, open: () => Promise<SearchIndex>, runs: number): void {
  describe(`the index on ${engine}`, () => {
    it('finds cases under all of the terms, newest first, page by page', async () => {
      const index = await open();
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
      const index = await open();
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

    it('goes on from no place it never gave', async () => {
      const index = await open();
      await index.enter([indexedCase('one', ['x'])]);
      const asked = index.find({ ...WITHIN, terms: [term('x')], after: 'nowhere', limit: 1 });
      await expect(asked).rejects.toBeInstanceOf(UnknownPlace);
    });

    it('agrees with a plain list after any entries, corrections and forgettings', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(change, { maxLength: 60 }),
          fc.array(some, { minLength: 1, maxLength: 4 }),
          fc.integer({ min: 1, max: 9 }),
          async (changes, asked, limit) => {
            const index = await open();
            const plain = new Map<string, IndexedCase>();
            for (const { stream, version, terms, forget } of changes) {
              const one = indexedCase(stream, terms, { version, day: `2026-01-${10 + stream.length}` });
              await (forget ? index.forget(one.at) : index.enter([one]));
              const held = plain.get(keyOf(one.at))?.version ?? 0;
              if (forget) plain.delete(keyOf(one.at));
              else if (version > held) plain.set(keyOf(one.at), one);
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
