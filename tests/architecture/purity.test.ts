import { describe, expect, test } from 'vitest';
import { impureFaults, rawHtmlFaults } from './purity.ts';
import { parseSource, projectSources } from './source-files.ts';

const sources = projectSources();

describe('the rules of law and the pages', () => {
  test('no rule of law reads a clock, throws dice or looks at the process', () => {
    expect(sources.flatMap(impureFaults)).toEqual([]);
  });

  test('unescaped HTML is written in the listed files only', () => {
    expect(sources.flatMap(rawHtmlFaults)).toEqual([]);
  });
});

describe('the check on purity', () => {
  test.each([
    'Date.now()',
    'new Date()',
    'Date()',
    'Math.random()',
    'process.env.TZ',
    'crypto.randomUUID()',
    'performance.now()',
  ])('a domain room may not say %s', (text) => {
    expect(impureFaults(parseSource('shared/disclosure/a.ts', `const a = ${text};`))).toHaveLength(1);
    expect(impureFaults(parseSource('shared/store/a.ts', `const a = ${text};`))).toEqual([]);
  });

  test('a date made from a given number is a calculation, not a clock', () => {
    expect(impureFaults(parseSource('shared/kernel/a.ts', 'const a = new Date(0).getTime();'))).toEqual([]);
  });

  test.each([
    'const a = <p dangerouslySetInnerHTML={{ __html: b }} />;',
    `import { raw } from 'hono/html';`,
    `import * as html from 'hono/html';`,
    'element.innerHTML = b;',
  ])('a page may not say %s', (text) => {
    expect(rawHtmlFaults(parseSource('functions/web/page.tsx', text))).toHaveLength(1);
    expect(rawHtmlFaults(parseSource('functions/web/raw-svg.tsx', text))).toEqual([]);
  });

  test('escaped templates are allowed everywhere', () => {
    expect(rawHtmlFaults(parseSource('functions/web/page.tsx', `import { html } from 'hono/html';`))).toEqual(
      [],
    );
  });
});
