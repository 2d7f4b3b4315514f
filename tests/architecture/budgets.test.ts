import { describe, expect, test } from 'vitest';
import { anyFaults, barrelFaults, nameFaults, sizeFaults } from './budgets.ts';
import { parseSource, projectSources } from './source-files.ts';

const sources = projectSources();

function sourceOf(text: string, path = 'shared/kernel/a.ts') {
  return parseSource(path, text);
}

function functionOf(lines: number): string {
  return `export function f() {\n${'  g();\n'.repeat(lines - 2)}}\n`;
}

describe('the budgets of the code', () => {
  test('files and functions stay short, flat and take few parameters', () => {
    expect(sources.flatMap(sizeFaults)).toEqual([]);
  });

  test('nothing is typed any and the compiler is not silenced', () => {
    expect(sources.flatMap(anyFaults)).toEqual([]);
  });

  test('no file only passes on what others export', () => {
    expect(sources.flatMap(barrelFaults)).toEqual([]);
  });

  test('every file has a name of its own, in kebab-case', () => {
    expect(sources.flatMap((file) => nameFaults(file.path))).toEqual([]);
  });
});

describe('the check on budgets', () => {
  test('a file may have 200 lines and not 201', () => {
    expect(sizeFaults(sourceOf('g();\n'.repeat(200)))).toEqual([]);
    expect(sizeFaults(sourceOf('g();\n'.repeat(201)))).toEqual([
      'shared/kernel/a.ts has 201 lines, allowed are 200',
    ]);
  });

  test('a function may have 40 lines, in the cloud composition 60', () => {
    expect(sizeFaults(sourceOf(functionOf(40)))).toEqual([]);
    expect(sizeFaults(sourceOf(functionOf(41)))).toEqual([
      'shared/kernel/a.ts:1 a function has 41 lines, allowed are 40',
    ]);
    expect(sizeFaults(sourceOf(functionOf(60), 'infra/aws/a.ts'))).toEqual([]);
    expect(sizeFaults(sourceOf(functionOf(61), 'infra/aws/a.ts'))).toHaveLength(1);
    expect(sizeFaults(sourceOf(functionOf(300), 'tests/web/a.test.ts'))).toEqual([]);
  });

  test('a fourth parameter and a fourth level of nesting are refused, an else-if is no level', () => {
    expect(sizeFaults(sourceOf('const f = (a, b, c) => a;'))).toEqual([]);
    expect(sizeFaults(sourceOf('const f = (a, b, c, d) => a;'))).toHaveLength(1);
    const chain = 'if (a) g(); else if (b) g(); else if (c) g(); else if (d) g(); else if (e) g();';
    expect(sizeFaults(sourceOf(`function f() { ${chain} }`))).toEqual([]);
    expect(sizeFaults(sourceOf('function f() { for (;;) { if (a) { try { g(); } catch {} } } }'))).toEqual(
      [],
    );
    expect(
      sizeFaults(sourceOf('function f() { for (;;) { if (a) { try { if (b) g(); } catch {} } } }')),
    ).toEqual(['shared/kernel/a.ts:1 a function has 4 levels of nesting, allowed are 3']);
  });

  test('any and a silenced compiler are refused, the word in a text is not', () => {
    expect(anyFaults(sourceOf('let a: any;\nlet b = c as any;\nlet d: Array<any>;'))).toHaveLength(3);
    expect(anyFaults(sourceOf(`// @ts-${'ignore'}\nlet a = 1;`))).toEqual([
      'shared/kernel/a.ts:1 silences the compiler',
    ]);
    expect(anyFaults(sourceOf(`// any\nlet any = 'as any';`))).toEqual([]);
  });

  test('a barrel is refused, a file that adds something is not', () => {
    expect(barrelFaults(sourceOf(`export * from './b.ts';\nexport { c } from './c.ts';`))).toHaveLength(1);
    expect(barrelFaults(sourceOf(`export * from './b.ts';\nexport const c = 1;`))).toEqual([]);
  });

  test('names that fit anything and names in another case are refused', () => {
    for (const name of [
      'utils.ts',
      'date-utils.ts',
      'helper.ts',
      'common-terms.ts',
      'case-manager.ts',
      'PlainDate.ts',
    ]) {
      expect(nameFaults(`shared/kernel/${name}`)).toHaveLength(1);
    }
    for (const name of ['plain-date.ts', 'plain-date.test.ts', 'commonwealth.ts']) {
      expect(nameFaults(`shared/kernel/${name}`)).toEqual([]);
    }
  });
});
