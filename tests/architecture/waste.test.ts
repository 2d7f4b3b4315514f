import { describe, expect, test } from 'vitest';
import { parseSource, projectSources, readText } from './source-files.ts';
import { appendsOf, castFaults, castsOf, deadExports, isProduct, unusedPackages } from './waste.ts';

const sources = projectSources();

describe('what nobody needs', () => {
  test('every export is imported somewhere', () => {
    expect(deadExports(sources)).toEqual([]);
  });

  test('every package that is shipped is used', () => {
    const { dependencies } = JSON.parse(readText('package.json'));
    expect(unusedPackages(sources, Object.keys(dependencies))).toEqual([]);
  });

  test('commits are handed to the log in one place', () => {
    expect(sources.filter(isProduct).flatMap(appendsOf)).toEqual(['shared/store/ports.ts']);
  });

  test('the compiler is shown, not told: few casts', () => {
    expect(castFaults(sources)).toEqual([]);
  });
});

describe('the check on waste', () => {
  test('an export that nobody imports is named, one that a test imports is not', () => {
    const files = [
      parseSource(
        'shared/kernel/a.ts',
        'export const one = 1; export function two() {} export type Three = 3;',
      ),
      parseSource('shared/kernel/b.ts', `import { one } from './a.ts';`),
      parseSource('tests/specification/c.test.ts', `import type { Three } from '#shared/kernel/a.ts';`),
    ];
    expect(deadExports(files)).toEqual(['shared/kernel/a.ts two']);
  });

  test('a module that is loaded later, or whole, keeps its exports', () => {
    const kept = parseSource('shared/kernel/a.ts', 'export const one = 1;');
    const whole = parseSource('shared/kernel/b.ts', `import * as a from './a.ts';`);
    const later = parseSource('shared/kernel/c.ts', `const a = await import('#shared/kernel/a.ts');`);
    expect(deadExports([kept, whole])).toEqual([]);
    expect(deadExports([kept, later])).toEqual([]);
    expect(deadExports([kept])).toHaveLength(1);
  });

  test('a package without a use is named', () => {
    const file = parseSource('shared/store/a.ts', `import { b } from 'used/deep';`);
    expect(unusedPackages([file], ['used', 'idle'])).toEqual(['idle']);
  });

  test('a second place that appends is named', () => {
    const calls = ['writer.append(draft)', 'log.append({ at, version })', 'append(writer, { at, events })'];
    const files = calls.map((call, index) => parseSource(`shared/year/${index}.ts`, `await ${call};`));
    expect(files.flatMap(appendsOf)).toEqual(['shared/year/0.ts', 'shared/year/1.ts']);
  });

  test('as const is no cast, others are', () => {
    expect(castsOf(parseSource('shared/kernel/a.ts', 'const a = [1] as const; const b = c as D;'))).toBe(1);
    expect(castFaults([parseSource('shared/kernel/a.ts', 'const b = c as D;')])).toHaveLength(1);
  });
});
