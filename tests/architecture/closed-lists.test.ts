import { describe, expect, test } from 'vitest';
import * as choices from '#shared/glossary/choices.ts';
import { APPLICANT_TYPE_LABELS, TABLE3_ROW_TERMS, TABLE4_BLOCK_LABELS } from '#shared/glossary.ts';
import { TYPE_LABELS } from '#shared/hotline/first-lists.ts';
import { type ClosedList, listCopies } from './closed-lists.ts';
import { parseSource, projectSources } from './source-files.ts';

const isLabels = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const LISTS: readonly ClosedList[] = [
  ...Object.entries(choices).flatMap(([name, labels]) => (isLabels(labels) ? [{ name, labels }] : [])),
  { name: 'APPLICANT_TYPE_LABELS', labels: APPLICANT_TYPE_LABELS },
  { name: 'TABLE4_BLOCK_LABELS', labels: TABLE4_BLOCK_LABELS },
  { name: 'TYPE_LABELS', labels: TYPE_LABELS },
  {
    name: 'TABLE3_ROW_TERMS',
    labels: Object.fromEntries(Object.values(TABLE3_ROW_TERMS).map(({ key, label }) => [key, label])),
  },
];

describe('closed lists', () => {
  test('are spelled out once', () => {
    expect(projectSources().flatMap((file) => listCopies(file, LISTS))).toEqual([]);
  });
});

describe('the check on closed lists', () => {
  const copies = (text: string, path = 'functions/web/a.ts') => listCopies(parseSource(path, text), LISTS);

  test.each([
    `const a = ['inPerson', 'post', 'online'];`,
    `type A = 'inPerson' | 'post' | 'fax';`,
    `const a = { inPerson: '当面', post: '邮寄', online: '网络' };`,
    `const a = [{ value: 'inPerson', label: '当面' }, { value: 'post', label: '邮寄' }, { value: 'fax', label: '传真' }];`,
    `const a = [choice('inPerson', '当面'), choice('post', '邮寄'), choice('fax', '传真')];`,
  ])('names %s', (text) => {
    expect(copies(text)).toEqual(['functions/web/a.ts:1 CHANNEL_LABELS']);
  });

  test('leaves a few members, a table by key, the home and the second program alone', () => {
    expect(copies(`const a = ['inPerson', 'fax'];`)).toEqual([]);
    expect(copies(`const a = { inPerson: 0, post: 3, online: 1, fax: 0 };`)).toEqual([]);
    for (const path of ['shared/glossary/a.ts', 'shared/recount/a.ts', 'tests/web/a.ts'])
      expect(copies(`const a = ['inPerson', 'post', 'online'];`, path)).toEqual([]);
  });
});
