/** What README, CONTRIBUTING and docs/ name is there: paths, links, commands. Decision records speak of their own time. */
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOMS } from './rooms.ts';
import { projectFiles, readText } from './source-files.ts';

const FILES = projectFiles();
const PAGES = FILES.filter((path) => /^(?:README(?:\.zh-CN)?|CONTRIBUTING|docs\/.+)\.md$/.test(path));
const RECORD = /^docs\/adr\/\d/;
const SCRIPTS = Object.keys(JSON.parse(readText('package.json')).scripts);

/** `shared/reporting/checks*.ts`, `functions/web/<topic>/`, `docs/law.md#words`: a file or a folder. */
function exists(named: string): boolean {
  const [path = ''] = named.split('#');
  const [first = '', ...later] = path.replace(/\/$/, '').split(/(?:\*|<[^>]*>)\/?/);
  return FILES.some((file) => {
    const rest = file.slice(first.length);
    return (
      file.startsWith(first) &&
      (later.length > 0 || /^(?:\/|$)/.test(rest)) &&
      later.every((part) => rest.includes(part))
    );
  });
}

function pathsIn(text: string): string[] {
  const named = [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, written = '']) => written.split(/\s+/));
  return named.filter((word) => /^(?:docs|functions|infra|shared|tests)\/[^{}…]/.test(word));
}

function linksIn(page: string): string[] {
  const linked = [...readText(page).matchAll(/\]\(([^)#\s:]+)(?:#[^)]*)?\)/g)];
  return linked.map(([, to = '']) => posix.join(posix.dirname(page), to));
}

describe('what is written about the product', () => {
  test.each(PAGES.filter((page) => !RECORD.test(page)))('%s names only files that are there', (page) => {
    expect([...pathsIn(readText(page)), ...linksIn(page)].filter((path) => !exists(path))).toEqual([]);
  });

  test('names only commands that are there', () => {
    const named = PAGES.flatMap((page) => [...readText(page).matchAll(/npm run (?:-s )?([a-z][a-z:-]*)/g)]);
    expect(named.map(([, name = '']) => name).filter((name) => !SCRIPTS.includes(name))).toEqual([]);
  });

  test('shows a newcomer the whole idea in less than 500 lines', () => {
    const path = [...readText('README.md').matchAll(/^\d\. `([^`]+)`/gm)].map(([, file = '']) => file);
    const lines = path.reduce((sum, file) => sum + readText(file).split('\n').length, 0);
    expect([path.length, lines < 500]).toEqual([4, true]);
  });

  test('draws every room', () => {
    const drawn = new Set(readText('README.md').split(/\s+/));
    const rooms = ROOMS.map((room) => room.split('/')[1] ?? '');
    expect(rooms.filter((room) => !drawn.has(room))).toEqual([]);
  });

  test('lists every decision with its title and status', () => {
    const index = readText('docs/adr/README.md');
    const records = FILES.filter((path) => RECORD.test(path));
    const missing = records.filter((path) => {
      const [, number, title] = /^# (\d+)\. (.+)/.exec(readText(path)) ?? [];
      return !index.includes(`| [${number}](${posix.basename(path)}) | ${title} |`);
    });
    expect(missing).toEqual([]);
  });

  test('is checked by a rule that sees a path that is not there', () => {
    expect(pathsIn('see `shared/attic/a.ts` and `npm test`')).toEqual(['shared/attic/a.ts']);
    expect(exists('shared/attic/a.ts')).toBe(false);
    expect(exists('functions/web/<topic>/')).toBe(true);
  });
});
