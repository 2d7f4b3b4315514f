/** What a case is found by. An index holds these under a hash for years: whoever changes them raises FORM. */
import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { NOTHING_KNOWN } from '#shared/kernel/known.ts';
import { excerptOf } from '#shared/search/excerpt.ts';
import { queryIn, sealedQuery } from '#shared/search/query-address.ts';
import { hashing, searchKeyOf } from '#shared/search/term-key.ts';
import { FORM, termsOfCase } from '#shared/search/terms.ts';
import { unitsOf, wordsOf } from '#shared/search/units.ts';

const KNOWN = {
  ...NOTHING_KNOWN,
  number: 'SQ2026-0000012',
  person: '张三丰',
  names: ['张三丰', 'Smith & Co.'],
  phones: ['075528888888', '13812345678'],
  identities: ['11010519491231002X'],
  numbers: ['粤府信公〔2026〕3号'],
  texts: ['2025年度土地，征收批复', '联系 13977778888'],
  department: '法规科',
};

describe('what a case is found by', () => {
  it('stays as it is while FORM stays', () => {
    const digest = createHash('sha256').update([...termsOfCase(KNOWN, { free: true })].sort().join('\n'));
    expect([FORM, digest.digest('hex').slice(0, 16)]).toEqual([2, '1ae3431e19537f98']);
  });

  it('is units: characters, runs of digits and of letters, whatever stands between them', () => {
    expect(unitsOf('粤府〔2026〕０３号')).toEqual(['粤', '府', '2026', '3', '号']);
    expect(unitsOf('A1地块, Smith&Co')).toEqual(['a', '1', '地', '块', 'smith', 'co']);
    expect(unitsOf('证11010519491231002X')).toEqual(['证', '11010519491231002x']);
    expect(wordsOf(' 138-1234 5678　土地 ')).toEqual([['13812345678'], ['土', '地']]);
    expect(wordsOf('+8613812345678')).toEqual([['13812345678']]);
    for (const typed of [
      '(0755)28888888',
      '（0755） 2888 8888',
      '0755—28888888',
      '+86-755-28888888',
      '0755-28888888转801',
    ])
      expect([typed, wordsOf(typed)]).toEqual([typed, [['75528888888']]]);
    for (const typed of ['138.1234.5678', '138—1234—5678', '008613812345678', '+86 138-1234-5678'])
      expect([typed, wordsOf(typed)]).toEqual([typed, [['13812345678']]]);
    expect([wordsOf('2026.11.20'), wordsOf('2026-0000001')]).toEqual([
      [['2026', '11', '20']],
      [['20260000001']],
    ]);
    expect(wordsOf('一 二 三 四 五 六 七 八 九')).toHaveLength(8);
  });

  it('has no free text where the office does not want it, and no part of a number that is masked', () => {
    const people = termsOfCase(KNOWN, { free: false });
    expect([people.includes('2 土 地'), people.includes('2 三 丰'), people.includes('1 28888888')]).toEqual([
      ...[false, true, true],
    ]);
    const all = termsOfCase(KNOWN, { free: true }).join('\n');
    expect(all).toContain('2 土 地');
    expect(all).not.toMatch(/5678\b(?<!13812345678)|110105(?!19491231002)/);
  });

  it('is hashed so that nothing compares between ledgers, offices and kinds', () => {
    const [one, other] = [1, 2].map((n) => hashing(searchKeyOf(Buffer.alloc(32, n))));
    const hashes = [
      one?.({ office: 'a', kind: 'hotline' })('2 土 地'),
      one?.({ office: 'b', kind: 'hotline' })('2 土 地'),
      one?.({ office: 'a', kind: 'appeal' })('2 土 地'),
      other?.({ office: 'a', kind: 'hotline' })('2 土 地'),
    ];
    expect(new Set(hashes).size).toBe(4);
    const key = searchKeyOf(Buffer.alloc(32, 1));
    const words = ['2 土 地', '1 a', '', '𠮷', `1 ${'长'.repeat(341)}`, `1 ${'x'.repeat(5000)}`];
    const hmac = (term: string) =>
      createHmac('sha256', key).update(`a\nhotline\n${term}`).digest('base64url');
    const both = [...words, ...words].map((term) => one?.({ office: 'a', kind: 'hotline' })(term));
    expect(both).toEqual([...words, ...words].map((term) => hmac(term).slice(0, 12)));
    expect(hashes.every((hash) => /^[\w-]{12}$/.test(hash ?? ''))).toBe(true);
  });
});

describe('what was looked for', () => {
  it('is sealed in an address, each time another one, and opened by no other key', () => {
    const key = Buffer.alloc(32, 1);
    const [first, second] = [sealedQuery(key, '张三丰 138'), sealedQuery(key, '张三丰 138')];
    expect([first === second, /^[\w.-]+$/.test(first)]).toEqual([false, true]);
    expect([queryIn(key, first), queryIn(key, second)]).toEqual(['张三丰 138', '张三丰 138']);
    expect([queryIn(Buffer.alloc(32, 2), first), queryIn(key, 'made.up.here'), queryIn(key, '')]).toEqual([
      ...[null, null, null],
    ]);
  });

  it('is shown where it stands in a long text, marks and width aside', () => {
    const text = `${'前'.repeat(40)}土地（征收）批复${'后'.repeat(40)}`;
    const { before, hit, after } = excerptOf([text], wordsOf('征收批复')) ?? {};
    expect([before, hit, after]).toEqual([`…${'前'.repeat(13)}土地(`, '征收)批复', `${'后'.repeat(16)}…`]);
    expect(excerptOf(['第０３号'], wordsOf('第3号'))?.hit).toBe('第03号');
    expect([excerptOf(['别的'], wordsOf('征收')), excerptOf(['(a+b)*'], wordsOf('a+b'))?.hit]).toEqual([
      null,
      'a+b',
    ]);
  });
});
