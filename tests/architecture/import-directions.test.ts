import { describe, expect, test } from 'vitest';
import { climbs, homeless, importCycles, importFaults } from './import-rules.ts';
import { parseSource, projectSources } from './source-files.ts';

const sources = projectSources();

function faultsOf(path: string, text: string): string[] {
  return importFaults([parseSource(path, text)]);
}

describe('the rooms of the house', () => {
  test('imports point inward', () => {
    expect(importFaults(sources)).toEqual([]);
  });

  test('every file stands in a room', () => {
    expect(homeless(sources)).toEqual([]);
  });

  test('a file of another room is named by its room, not climbed to', () => {
    expect(sources.flatMap(climbs)).toEqual([]);
  });

  test('no file leads back to itself', () => {
    expect(importCycles(sources)).toEqual([]);
  });
});

describe('the check on import directions', () => {
  test.each([
    ['shared/kernel/a.ts', `import { b } from '#shared/disclosure/b.ts';`],
    ['shared/kernel/a.ts', `import { createHash } from 'node:crypto';`],
    ['shared/disclosure/a.ts', `import type { B } from '#shared/hotline/b.ts';`],
    [
      'shared/hotline/a.ts',
      `import type { B } from '#shared/calendar/b.ts'; import { c } from '#shared/store/c.ts';`,
    ],
    ['shared/disclosure/a.ts', `export { b } from '../appeal/b.ts';`],
    ['shared/register/a.ts', `import { createHash } from 'node:crypto';`],
    ['shared/appeal/a.ts', `const b = await import('../store/b.ts');`],
    ['shared/reporting/a.ts', `import { decide } from '#shared/disclosure/decide.ts';`],
    ['shared/reporting/a.ts', `import type { Log } from '#shared/store/log.ts';`],
    ['shared/ledger/a.ts', `import { execute } from '#shared/desk/execute.ts';`],
    ['shared/store/a.ts', `import { b } from '#functions/web/b.ts';`],
    ['shared/year/a.ts', `import { S3Client } from '@aws-sdk/client-s3';`],
    ['shared/recount/a.ts', `import { b } from '#shared/kernel/b.ts';`],
    ['shared/recount/a.ts', `import * as z from 'zod';`],
    ['functions/verifier/a.ts', `import { hashOf } from '#shared/store/commit-bytes.ts';`],
    ['functions/verifier/a.ts', `import { rootOf } from '#shared/recount/b.ts';`],
    ['functions/verifier/a.ts', `import * as z from 'zod';`],
    ['functions/web/look/a.tsx', `import { b } from '#functions/web/cases/b.tsx';`],
    ['functions/remind/a.ts', `import { Hono } from 'hono';`],
    ['shared/store/a.ts', `import { serve } from '@hono/node-server';`],
    ['shared/attic/a.ts', `import { b } from '#shared/kernel/b.ts';`],
  ])('%s refuses %s', (path, text) => {
    expect(faultsOf(path, text)).not.toEqual([]);
  });

  test('nothing outside infra imports it', () => {
    expect(faultsOf('functions/cli/a.ts', `import { b } from '#infra/local/b.ts';`)).not.toEqual([]);
    expect(faultsOf('infra/aws/a.ts', `import { b } from '#shared/store/queue.ts';`)).toEqual([]);
  });

  test.each([
    ['shared/kernel/a.ts', `import { b } from './b.ts';`],
    [
      'shared/disclosure/a.ts',
      `import * as z from 'zod'; import { k } from '#shared/kernel/k.ts'; import { g } from '#shared/glossary.ts';`,
    ],
    ['shared/reporting/a.ts', `import type { State } from '#shared/hotline/state.ts';`],
    ['shared/store/a.ts', `import { S3Client } from '@aws-sdk/client-s3';`],
    ['functions/web/a.tsx', `import { Hono } from 'hono'; import { s } from '#shared/store/s.ts';`],
  ])('%s allows %s', (path, text) => {
    expect(faultsOf(path, text)).toEqual([]);
  });

  test('a climb over two folders is named, one folder up is not', () => {
    expect(climbs(parseSource('shared/a/b/c.ts', `import { d } from '../../d/e.ts';`))).toHaveLength(1);
    expect(climbs(parseSource('shared/a/b/c.ts', `import { d } from '../e.ts';`))).toEqual([]);
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
