/** docs/security.md says something of every requirement of ASVS 5.0 up to level 2, once, in one of five words. */
import { describe, expect, test } from 'vitest';
import { readText } from './source-files.ts';

/** How many each section has, and those of level 3 alone that stand between them. */
const LAST: Readonly<Record<string, number>> = {
  ...{ '1.1': 2, '1.2': 9, '1.3': 11, '1.4': 3, '1.5': 2, '2.1': 3, '2.2': 3, '2.3': 4, '2.4': 1 },
  ...{ '3.2': 2, '3.3': 4, '3.4': 6, '3.5': 5, '3.7': 2, '4.1': 3, '4.2': 1, '4.3': 2, '4.4': 4 },
  ...{
    '5.1': 1,
    '5.2': 3,
    '5.3': 2,
    '5.4': 3,
    '6.1': 3,
    '6.2': 12,
    '6.3': 4,
    '6.4': 4,
    '6.5': 5,
    '6.6': 3,
    '6.8': 4,
  },
  ...{ '7.1': 3, '7.2': 4, '7.3': 2, '7.4': 5, '7.5': 2, '7.6': 2, '8.1': 2, '8.2': 3, '8.3': 1, '8.4': 1 },
  ...{ '9.1': 3, '9.2': 4, '10.1': 2, '10.2': 2, '10.3': 4, '10.4': 11, '10.5': 5, '10.6': 2, '10.7': 3 },
  ...{ '11.1': 2, '11.2': 3, '11.3': 3, '11.4': 4, '11.5': 1, '11.6': 1, '12.1': 3, '12.2': 2, '12.3': 4 },
  ...{
    '13.1': 1,
    '13.2': 5,
    '13.3': 2,
    '13.4': 5,
    '14.1': 2,
    '14.2': 4,
    '14.3': 3,
    '15.1': 3,
    '15.2': 3,
    '15.3': 7,
  },
  ...{ '16.1': 1, '16.2': 5, '16.3': 4, '16.4': 3, '16.5': 3, '17.1': 1, '17.2': 4, '17.3': 2 },
};
const WORDS = ['met', 'part', 'operator', 'not met', 'n/a'];

const rows = [
  ...readText('docs/security.md').matchAll(/^\| ((?:\d+\.\d+\.\d+ ?)+)\| ([^|]+) \| ([^|]+) \|$/gm),
];

describe('the walk through ASVS', () => {
  test('names each requirement once', () => {
    const wanted = Object.entries(LAST).flatMap(([section, last]) =>
      Array.from({ length: last }, (_, at) => `${section}.${at + 1}`),
    );
    const named = rows.flatMap(([, numbers = '']) => numbers.trim().split(' '));
    expect(named.toSorted()).toEqual(wanted.toSorted());
  });

  test('says of each what it is, and by what that is shown or why not', () => {
    expect(rows.filter(([, , word = '']) => !WORDS.includes(word)).map(([row]) => row)).toEqual([]);
    expect(rows.filter(([, , , by = '']) => by.trim().length < 4).map(([row]) => row)).toEqual([]);
  });

  test('SECURITY.md says how to report and leads to it', () => {
    expect(readText('SECURITY.md')).toContain('docs/security.md');
  });
});
