import { describe, expect, test } from 'vitest';
import { projectFiles, readText } from './source-files.ts';
import { traceFaults } from './traces.ts';

describe('what is committed', () => {
  test('names no package registry, no path of a machine and no page outside the project', () => {
    const faults = projectFiles().flatMap((path) => traceFaults(path, readText(path)));
    expect(faults).toEqual([]);
  });
});

describe('the check on traces', () => {
  // Put together here, so that this file holds none of what it forbids.
  const path = (...parts: string[]) => `/${parts.join('/')}/`;

  test.each([
    `"resolved": "https://${['registry', 'npmjs', 'org'].join('.')}/zod"`,
    `cd ${path('work', 'main')}`,
    `'${path('root', '.npm')}'`,
    `see ${path('home', 'li', 'notes')}`,
    `as ${['shared', 'design.md'].join('/')} says`,
  ])('%s is refused', (text) => {
    expect(traceFaults('docs/a.md', `first line\n${text}`)).toHaveLength(1);
  });

  test('addresses within a site and imports within the project are allowed', () => {
    const allowed = [
      `href="https://example.test${path('work')}"`,
      `from '../../shared/kernel/a.ts'`,
      'a / work / b',
    ];
    expect(allowed.flatMap((text) => traceFaults('docs/a.md', text))).toEqual([]);
  });
});
