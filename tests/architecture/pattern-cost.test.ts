import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { steepText } from './pattern-cost.ts';
import { stepsOf } from './pattern-steps.ts';
import { projectSources, type SourceFile } from './source-files.ts';
import { findAll, lineAt } from './syntax.ts';

interface Written {
  readonly path: string;
  readonly where: string;
  readonly pattern: RegExp;
}

/** What these read is short whoever sends it, or nobody sends it. */
const SHORT: Readonly<Record<string, string>> = {
  'shared/glossary/refusals.ts': 'the words of the program itself, before facts are put in',
  'shared/intake/parse-headings.ts': 'a heading is cut off after 500 characters',
  'shared/checker/figure-cell.ts': 'a cell of more than 60 characters is words',
  'shared/intake/workbook/cell-values.ts': 'the digits of a number',
  'shared/reporting/narrative-numbers.ts': 'the digits of a number',
};

const root = join(import.meta.dirname, '..', '..');
const sources = projectSources().filter(({ path }) => /^(?:functions|shared)\//.test(path));

/** Built by interpolation while a module is loaded: seen by standing in the place of the language's own. */
async function builtOnLoading(): Promise<Written[]> {
  const built: Written[] = [];
  const Own = globalThis.RegExp;
  let loading = '';
  globalThis.RegExp = new Proxy(Own, {
    construct(own, [source, flags]: [string, string?]) {
      const pattern = new own(source, flags);
      built.push({ path: loading, where: loading, pattern });
      return pattern;
    },
  });
  try {
    for (const { path } of sources.filter(({ text }) => text.includes('new RegExp'))) {
      loading = path;
      await import(/* @vite-ignore */ join(root, path));
    }
  } finally {
    globalThis.RegExp = Own;
  }
  return built;
}

function literalsOf({ path, text, syntax }: SourceFile): Written[] {
  return findAll(syntax, (node) => node.type === 'Literal' && 'regex' in node).map((node) => ({
    path,
    where: `${path}:${lineAt(text, node.start)}`,
    pattern: node.value instanceof RegExp ? node.value : patternIn(text.slice(node.start, node.end)),
  }));
}

function patternIn(literal: string): RegExp {
  const end = literal.lastIndexOf('/');
  return new RegExp(literal.slice(1, end), literal.slice(end + 1));
}

const steep = (written: readonly Written[]): string[] =>
  written.flatMap(({ where, pattern }) => {
    const found = steepText(pattern);
    return found === undefined ? [] : [`${where} ${pattern} on ${JSON.stringify(found.text)}`];
  });

describe('what a text costs', () => {
  test('no pattern of the product looks at more characters than a few times the text', async () => {
    const written = [...sources.flatMap(literalsOf), ...(await builtOnLoading())];
    expect(written.length).toBeGreaterThan(200);
    expect(steep(written.filter(({ path }) => SHORT[path] === undefined))).toEqual([]);
  }, 180_000);

  test('who is let off has such a pattern', () => {
    const paths = new Set(sources.map(({ path }) => path));
    expect(Object.keys(SHORT).filter((path) => !paths.has(path))).toEqual([]);
  });
});

describe('the check on patterns', () => {
  test.each([
    [/\s+$/, 'a run that does not end the text'],
    [/\{\{\s*([^{}]+?)\s*\}\}/g, 'blanks that three parts may take'],
    [/([^\s@])[^\s@]*@/g, 'letters without the sign that ends them'],
    [/<w:p\s[^>]*>/g, 'openings that are never closed'],
    [/^(a+)+$/, 'a repetition in a repetition'],
    [/<!--[\s\S]*?-->/g, 'comments that never end'],
    [/^(.*?)\d+$/, 'what everything may be, before digits'],
    [/\[[^\]]*\]/g, 'brackets in a row'],
    [/^x\s+(.+)$/, 'blanks before what may be blank, and an end of line'],
    [/(?:a|b)+c/y, 'the same at every place'],
  ])('%s is named: %s', (pattern) => {
    expect(steepText(pattern)).toBeDefined();
  });

  test.each([
    /(?<!\s)\s+$/,
    /\{\{([^{}]*)\}\}/g,
    /<w:p\s[^<>]*>/g,
    /^\s*\d+\s*$/,
    /\d{1,15}年/,
    /a|b/,
    /\S+/g,
  ])('%s is left alone', (pattern) => {
    expect(steepText(pattern)).toBeUndefined();
  });

  test('steps are counted as the engine takes them', () => {
    // each a once, then the b that is not there, once for every length of the run
    expect(stepsOf(/^a*b/, 'aaaa')).toBeLessThan(30);
    expect(stepsOf(/a*b/, 'a'.repeat(100))).toBeGreaterThan(5000);
    expect(stepsOf(/(?<=x)(y)\1/g, 'xyyxyy')).toBeGreaterThan(6);
  });
});
