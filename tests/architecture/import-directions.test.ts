import { describe, expect, test } from 'vitest';
import { importCycles, importFaults } from './import-rules.ts';
import { parseSource, projectSources } from './source-files.ts';

const sources = projectSources();

function faultsOf(path: string, text: string): string[] {
  return importFaults([parseSource(path, text)]);
}

describe('the rooms of the house', () => {
  test('imports point inward', () => {
    expect(importFaults(sources)).toEqual([]);
  });

  test('no file leads back to itself', () => {
    expect(importCycles(sources)).toEqual([]);
  });
});

describe('the check on import directions', () => {
  test.each([
    ['shared/kernel/a.ts', `import { b } from '../disclosure/b.ts';`],
    ['shared/glossary.ts', `import * as z from 'zod';`],
    ['shared/kernel/a.ts', `import { createHash } from 'node:crypto';`],
    ['shared/disclosure/a.ts', `import type { B } from '../hotline/b.ts';`],
    ['shared/disclosure/a.ts', `export { b } from '../appeal/b.ts';`],
    ['shared/register/a.ts', `import { createHash } from 'node:crypto';`],
    ['shared/appeal/a.ts', `const b = await import('../store/b.ts');`],
    ['shared/reporting/a.ts', `import { decide } from '../disclosure/decide.ts';`],
    ['shared/reporting/a.ts', `import type { Log } from '../store/log.ts';`],
    ['shared/store/a.ts', `import { b } from '../../functions/web/b.ts';`],
    ['shared/store/a.ts', `import { b } from '../../infra/local/b.ts';`],
    ['shared/reporting/a.ts', `import { S3Client } from '@aws-sdk/client-s3';`],
    ['functions/recount/a.ts', `import { b } from '../../shared/reporting/b.ts';`],
    ['functions/recount/a.ts', `import * as z from 'zod';`],
    ['functions/remind/a.ts', `import { Hono } from 'hono';`],
    ['shared/store/a.ts', `import { serve } from '@hono/node-server';`],
  ])('%s refuses %s', (path, text) => {
    expect(faultsOf(path, text)).toHaveLength(1);
  });

  test.each([
    ['shared/kernel/a.ts', `import { b } from './b.ts';`],
    [
      'shared/disclosure/a.ts',
      `import * as z from 'zod'; import { k } from '../kernel/k.ts'; import { g } from '../glossary.ts';`,
    ],
    ['shared/reporting/a.ts', `import type { State } from '../hotline/state.ts';`],
    ['shared/store/a.ts', `import { S3Client } from '@aws-sdk/client-s3';`],
    ['functions/web/a.tsx', `import { Hono } from 'hono'; import { s } from '../../shared/store/s.ts';`],
  ])('%s allows %s', (path, text) => {
    expect(faultsOf(path, text)).toEqual([]);
  });

  test('a cycle over three files is named once', () => {
    const ring = [
      parseSource('shared/kernel/a.ts', `import { b } from './b.ts';`),
      parseSource('shared/kernel/b.ts', `import { c } from './c.ts';`),
      parseSource('shared/kernel/c.ts', `import { a } from './a.ts';`),
    ];
    expect(importCycles(ring)).toEqual([
      'shared/kernel/a.ts → shared/kernel/b.ts → shared/kernel/c.ts → shared/kernel/a.ts',
    ]);
    expect(importCycles(ring.slice(1))).toEqual([]);
  });
});
