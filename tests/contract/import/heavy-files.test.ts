/** Files that no office has and anybody may send: looked at on a page, they must not keep everybody else waiting. */
import { describe, expect, it } from 'vitest';
import { guessLayout } from '#shared/intake/preview/guess-layout.ts';
import { lookInto } from '#shared/intake/preview/look-into.ts';
import { asFile } from '#shared/intake/received-file.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';

const MEGABYTE = 1024 * 1024;
const SECONDS = 1000;

/** Milliseconds until its columns are proposed. */
async function lookedAt(bytes: Uint8Array): Promise<number> {
  const began = performance.now();
  await asFile({ format: 'csv', bytes }, async (file) => {
    await guessLayout({ file, format: 'csv', layout: {} });
    await lookInto({
      ...{ file, format: 'csv', kind: 'applications', reading: {} },
      remembered: { readings: {}, values: {} },
      options: { today: '2026-11-23' as PlainDate, added: {} },
    });
  });
  return performance.now() - began;
}

describe('a table that is none', () => {
  it.each([
    ['quotes', Buffer.alloc(4 * MEGABYTE, '"')],
    ['brackets', Buffer.alloc(MEGABYTE, '(')],
    ['columns', Buffer.alloc(800_000, '"",""')],
  ])('is looked at in seconds: nothing but %s', { timeout: 120 * SECONDS }, async (_, bytes) => {
    expect(await lookedAt(bytes)).toBeLessThan(15 * SECONDS);
  });
});
