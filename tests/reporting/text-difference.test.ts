import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textDifference } from '#shared/reporting/text-difference.ts';

it('tells what was left out and what is new, sentence by sentence', () => {
  const pieces = textDifference('收到3件。办结2件；结转1件。', '收到4件。办结2件；结转1件。\n另有说明。');
  expect(pieces.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    'gone 收到3件。',
    'added 收到4件。',
    'same 办结2件；',
    'gone 结转1件。',
    'added 结转1件。\n',
    'added 另有说明。',
  ]);
  expect(textDifference('', '')).toEqual([]);
});

it('keeps both texts whole, and changes nothing where nothing changed', () => {
  const text = fc
    .array(fc.constantFrom('甲。', '乙；', '丙\n', '丁', '。', '\n\n'))
    .map((parts) => parts.join(''));
  const without = (kind: string, pieces: ReturnType<typeof textDifference>): string =>
    pieces.flatMap((one) => (one.kind === kind ? [] : [one.text])).join('');
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = textDifference(before, after);
      expect([without('added', pieces), without('gone', pieces)]).toEqual([before, after]);
      expect(textDifference(before, before).every(({ kind }) => kind === 'same')).toBe(true);
    }),
  );
});
