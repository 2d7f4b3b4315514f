/** Files that no office has and anybody may send: looked at on a page, they must not keep everybody else waiting. */
import { describe, expect, it } from 'vitest';
import { guessLayout } from '#shared/intake/preview/guess-layout.ts';
import { lookInto } from '#shared/intake/preview/look-into.ts';
import type { ImportFormat } from '#shared/intake/read-records.ts';
import { asFile } from '#shared/intake/sent-file.ts';
import { UnreadableFile } from '#shared/intake/unreadable-file.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { workbookOf } from '../../support/workbook-bytes.ts';

const MEGABYTE = 1024 * 1024;
const SECONDS = 1000;

/** Milliseconds of the processor until its columns are proposed, or it is refused; and the code of the refusal. */
async function lookedAt(bytes: Uint8Array, format: ImportFormat = 'csv') {
  const began = process.cpuUsage();
  const code = await asFile({ format, bytes }, async (file) => {
    await guessLayout({ file, format, layout: {} });
    await lookInto({
      ...{ file, format, kind: 'applications', reading: {} },
      remembered: { readings: {}, values: {} },
      options: { today: '2026-11-23' as PlainDate, added: {} },
    });
    return 'read';
  }).catch((fault: unknown) => {
    if (fault instanceof UnreadableFile) return fault.code;
    throw fault;
  });
  return { code, took: process.cpuUsage(began).user / 1000 };
}

const rows = (count: number, row: (line: number) => string): string =>
  Array.from({ length: count }, (_, at) => `<row r="${at + 1}">${row(at + 1)}</row>`).join('');
const text = (place: string, words: string): string =>
  `<c r="${place}" t="inlineStr"><is><t>${words}</t></is></c>`;
const far = (line: number): string => (line === 1 ? text('A1', '申请人') : text(`XFD${line}`, '1'));

describe('a table that is none', () => {
  it.each([
    ['quotes', Buffer.alloc(4 * MEGABYTE, '"'), 'read'],
    ['brackets', Buffer.alloc(MEGABYTE, '('), 'read'],
    ['columns', Buffer.alloc(800_000, '"",""'), 'oversizedFile'],
    ['empty lines', Buffer.alloc(10 * MEGABYTE, '\n'), 'oversizedFile'],
    ['quotes, one a line', Buffer.alloc(10 * MEGABYTE, '"\n'), 'oversizedFile'],
    [
      'names of columns',
      Buffer.from(Array.from({ length: 400_000 }, (_, at) => `c${at}`).join(',')),
      'oversizedFile',
    ],
    ['commas', Buffer.alloc(10 * MEGABYTE, ','), 'read'],
  ])('is looked at in seconds: nothing but %s', { timeout: 120 * SECONDS }, async (_, bytes, wanted) => {
    const { code, took } = await lookedAt(bytes);
    expect(code).toBe(wanted);
    expect(took).toBeLessThan(15 * SECONDS);
  });

  it('of objects, each with a field of its own, is refused', { timeout: 120 * SECONDS }, async () => {
    const lines = Array.from({ length: 20_000 }, (_, at) => `{"k${at}":"v"}`).join('\n');
    const { code, took } = await lookedAt(Buffer.from(lines), 'ndjson');
    expect(code).toBe('oversizedFile');
    expect(took).toBeLessThan(15 * SECONDS);
  });

  it.each([
    ['ten thousand rows with one cell in the last column', { sheets: { 一: rows(10_000, far) } }],
    [
      'a number format of brackets',
      { sheets: { 一: rows(9, (line) => text(`A${line}`, '甲')) }, formats: ['['.repeat(100_000)] },
    ],
    [
      'two hundred thousand merged cells',
      {
        sheets: { 一: rows(9, (line) => text(`A${line}`, '甲')) },
        merged: new Array(200_000).fill('A1:XFD1048576'),
      },
    ],
    ['rows of sixteen thousand empty cells', { sheets: { 一: rows(50, () => '<c/>'.repeat(16_384)) } }],
  ])('is a workbook, looked at in seconds: %s', { timeout: 120 * SECONDS }, async (_, written) => {
    const { took } = await lookedAt(workbookOf(written), 'xlsx');
    expect(took).toBeLessThan(15 * SECONDS);
  });
});
